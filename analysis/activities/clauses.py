"""What a count counts, and the verb that governs it: the clause around a quantity.

Chinese reports put a quantity behind its noun (召开党组会议28次), before it (选派25名委员) or in a later clause
(征集提案, 共261件). The words are jieba's, with the verbs of `data/lexicons/actions.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .. import lexicons, tokens
from .quantities import Quantity

STOPS = ",。;:!?"
# Between a noun and its number: totals, bounds, adverbs, links.
_LINK = re.compile(
    r"(?:平均每[个条件名人家次期位]|(?:平均|人均|日均|年均|月均|户均|场均|每[年月季度周人件期家户位名次个]{1,2}|每个季度)|分别(?:为|是|达到?|有)?|各为?|共计?|总计|合计|累计|总共|计|共有|多达|高达|"
    r"达到?了?|达成?|为|有|近|约|超过?|突破|逾|均|都|已|已经|就|全部|先后|占到?|占比|至|仅|还有|另有|其中有?|总数|总量|总值|价值|折合人民币|折合|人民币|"
    r"数量?|上|以|约计|累|连续|一共|也|在|不少于|不低于|至少|率先|完成了?|了|过|[、,:-]|—)+$"
)
_LEADING = re.compile(
    r"^(?:了|过|出|各类|各种|各项|各级各类|一批|一系列|相关|有关|其他|其它|其余|其|的|好|全年|年度内|我市|我县|我区|本市|多形式|高质量|高标准|"
    r"先后|分别|分批次?|分期|共同|组织|认真|积极|主动|精心|深入|及时|扎实|牵头|带头|成功|集中|联合|圆满|全面|大力|统筹|累计|共|已|将|不断|广泛|"
    r"重新|进一步|有序|定期|持续|顺利|如期|按时|按期|首次|全部|以来|一年来|五年来)+"
)
_ADJ = re.compile(r"^(?:各类|各种|各项|各级各类|一批|一系列|相关|有关|其他|其它|其余|的|了|过|出|好)+")
_PERSON = re.compile(
    r"(?:委员|常委|干部|党员|群众|代表|人士|专家|学者|人才|监督员|信息员|评议员|监察员|调解员|联络员|宣讲员|员工|职工|学生|教师|医生|医务人员|人员|居民|村民|农户|贫困户|"
    r"侨胞|台胞|同胞|企业家|领导|主席|书记|嘉宾|学员|会员|患者|老人|儿童|孩子|青年|妇女|农民|渔民|牧民|听众|志愿者|律师|成员|同志|对象|亲戚|读者|观众)"
)
_LABEL = re.compile(r"(?:方面|类|其他|其它|其余|界|系统|领域|口)$")
_STATES = re.compile(
    r"^(?:表示)?(?:不|基本|比较|很)?(?:满意|了解)|^(?:已|正在|未)?(?:解决|列入|采纳|办结|办复|答复|落实|立案|并案|转办|采用|合并|撤案|不予立案|留作参考|批示|获批|A类|B类|C类)"
)
_RATE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:率|度|比例|比重|占比|得分|覆盖面|参与面)$")
_CONJ = "、和及与跟或暨"


@dataclass(frozen=True)
class Clause:
    """object and action as the view has them; noun_start, noun_end: where the object stands, or (-1, -1)."""

    object: str
    action: str
    noun_start: int = -1
    noun_end: int = -1
    inherited: bool = False


class Actions:
    """The verbs of `data/lexicons/actions.csv` by kind."""

    def __init__(self, folder=None):
        self.by_kind: dict[str, set[str]] = {k: set() for k in ("governing", "nominal", "motion", "pivot", "passive")}
        bad = []
        for row in lexicons.read("actions", ("action", "kind"), folder):
            if row["kind"] in self.by_kind:
                self.by_kind[row["kind"]].add(row["action"])
            else:
                bad.append(
                    f"{lexicons.path('actions', folder)}:{row['line']}: kind {row['kind']!r}; "
                    f"one of {', '.join(self.by_kind)} is wanted"
                )
        if bad:
            raise lexicons.LexiconError("\n".join(bad))
        self.any = set().union(*self.by_kind.values())

    def is_(self, kind: str, word: str) -> bool:
        """Whether a word is a verb of the kind, its aspect particle aside."""
        bare = word.rstrip("了过") if len(word) > 1 else word
        return word in self.by_kind[kind] or bare in self.by_kind[kind]


@lru_cache(maxsize=4)
def actions(folder=None) -> Actions:
    """The verbs, read once a folder."""
    return Actions(folder)


@dataclass
class _Word:
    text: str
    flag: str
    start: int

    @property
    def end(self):
        return self.start + len(self.text)


def words_of(text: str, start: int, end: int, folder=None) -> list[_Word]:
    """The tagged words of text[start:end] with their places; what stands in quotation marks or 《》 is one noun."""
    out: list[_Word] = []
    position = start
    for piece in re.split(r"(“[^“”]*”|《[^《》]*》|\([^()]*\))", text[start:end]):
        if not piece:
            continue
        if piece[0] in "“《(" and len(piece) > 2:
            out.append(_Word(piece, "n" if piece[0] != "(" else "paren", position))
        else:
            at = position
            for word, flag in tokens.tag(piece, folder):
                out.append(_Word(word, flag, at))
                at += len(word)
        position += len(piece)
    return out


def analyse(
    text: str,
    q: Quantity,
    previous: tuple[Quantity, Clause] | None,
    following: Quantity | None,
    verbs: Actions,
    folder=None,
) -> Clause:
    """Object and action of a count.

    previous: the count before it and its clause; what a list leaves out is taken from there.
    following: the next number of the text, where the reading to the right stops.
    """
    sentence = max(text.rfind(c, 0, q.start) for c in "。;!?") + 1
    same = previous is not None and previous[0].end > sentence
    comma = max((text.rfind(c, 0, q.start) for c in STOPS), default=-1) + 1
    left_from = max(comma, previous[0].end) if same else comma
    while left_from < q.start and text[left_from] in _CONJ + ",":
        left_from += 1
    right_to = min([p for p in (text.find(c, q.end) for c in STOPS + "…") if p >= 0], default=len(text))
    if following is not None:
        right_to = min(right_to, max(q.end, following.start))
    listed = same and not re.search(f"[{STOPS}]", text[previous[0].end : q.start])
    left = text[left_from : q.start]
    right = words_of(text, q.end, right_to, folder)
    bare = _LINK.sub("", left)
    if m := re.search(r"(?:由|从|对|把|将|向|有|共有|在)$", left):
        prefix = m[0]
    else:
        prefix = ""

    if q.kind == "percent" or q.kind == "score":
        return _share(text, q, bare, left_from, previous if same else None)
    after_noun = _noun_phrase(right, verbs, q)
    if after_noun and _stands_before(q, bare, left, right, verbs, folder, left_from, text):
        return _before_noun(
            text, q, after_noun, right, left_from, bare, prefix, previous if same else None, listed, verbs, folder
        )
    return _after_noun(text, q, left_from, bare, right, previous if same else None, listed, verbs, folder, sentence)


def _stands_before(q, bare, left, right, verbs, folder, left_from, text) -> bool:
    """Whether the quantity belongs to the noun behind it rather than the one before it."""
    first = right[0]
    if first.text[0] in _CONJ or first.text in ("等", "以上", "以下", "左右"):
        return False
    words = words_of(text, left_from, left_from + len(bare), folder)
    if not words or left != bare and re.search(r"(?:等|了|的|共|各|约|近)$", left) and not _ends_in_noun(words, verbs):
        return True
    last = words[-1]
    if last.text in (
        "等",
        "的",
        "了",
        "过",
        "各",
        "每",
        "对",
        "把",
        "将",
        "由",
        "向",
        "从",
        "以",
        "用",
        "与",
        "和",
        "、",
        "在",
    ):
        return True
    if verbs.is_("governing", last.text) or verbs.is_("motion", last.text) or verbs.is_("pivot", last.text):
        return True
    if (
        last.flag in ("d", "p", "c", "t", "r", "v", "uj", "ul", "f", "m")
        or last.text[-1] in "》”"
        and q.kind != "event"
    ):
        return True
    if verbs.is_("governing", first.text) or first.flag in ("v", "d", "p") and not verbs.is_("nominal", first.text):
        return False
    # Two nouns around it: 机关干部28人联系…, 乡镇12个社区: an event counts backwards, a thing forwards.
    return q.kind not in ("event", "money", "time") and not _ends_in_noun(words, verbs)


def _ends_in_noun(words, verbs) -> bool:
    last = words[-1]
    return (
        last.flag[0] in "nabjlzix"
        or last.flag in ("vn", "eng")
        or verbs.is_("nominal", last.text)
        or last.text[-1] in "”》"
    )


def _noun_phrase(words: list[_Word], verbs: Actions, q: Quantity) -> list[_Word]:
    """The words of the noun phrase that a text begins with; [] where it begins with something else."""
    taken: list[_Word] = []
    relative = False
    for i, word in enumerate(words):
        nominal = verbs.is_("nominal", word.text)
        if word.text[0] in "、" or word.text in ("和", "及", "与", "或", "暨", "以及"):
            if not taken:
                return []
            rest = _noun_phrase(words[i + 1 :], verbs, q)
            if word.text in ("与", "、") and (
                not rest or q.kind == "person" and _PERSON.search(taken[-1].text) is None
            ):
                break
            if not rest:
                break
            taken.append(word)
            taken += rest
            break
        if word.text == "的":
            if relative:
                return _noun_phrase(words[i + 1 :], verbs, q) or _strip(taken)
            if taken and not any(t.flag[0] == "n" or len(t.text) > 1 for t in taken):
                return _noun_phrase(words[i + 1 :], verbs, q)
            break
        if word.flag == "paren" and taken:
            taken.append(word)
            continue
        if word.text in (
            "等",
            "分别",
            "共",
            "均",
            "被",
            "获",
            "得到",
            "全部",
            "已",
            "在",
            "为",
            "中",
            "内",
            "上",
            "里",
            "来",
        ):
            break
        if (
            word.flag[0] in "nabjlzis"
            or word.flag in ("vn", "eng", "nz", "an", "f", "x")
            and not re.match(r"\W", word.text[0])
        ):
            taken.append(word)
        elif nominal and (taken or i == 0):
            taken.append(word)
        elif not taken and word.flag == "v" and any(w.text == "的" for w in words[i + 1 : i + 9]):
            relative = True
            taken.append(word)
        elif relative:
            taken.append(word)
        else:
            break
        if (
            q.kind == "person"
            and not relative
            and _PERSON.search(word.text)
            and not (
                i + 1 < len(words)
                and (_PERSON.search(words[i + 1].text) or words[i + 1].text in ("、", "和", "及", "或", "的"))
            )
        ):
            break
    if relative:
        return []
    # 58名干部结对认亲: a verb that closes the phrase and governs nothing is the predicate, not the head.
    if q.kind == "person":
        while len(taken) > 1 and verbs.is_("nominal", taken[-1].text) and _PERSON.search(taken[-2].text):
            taken.pop()
    return _strip(taken)


def _strip(taken: list[_Word]) -> list[_Word]:
    while taken and (taken[-1].text[0] in _CONJ or taken[-1].text in ("以及",)):
        taken = taken[:-1]
    return taken


def _before_noun(text, q, noun, right, left_from, bare, prefix, previous, listed, verbs, folder) -> Clause:
    start, end = noun[0].start, noun[-1].end
    left_words = words_of(text, left_from, left_from + len(bare), folder)
    action = ""
    if not re.search(r"(?:把|将|由|与|和|全[市县州区省].{0,4})$", bare + prefix) and prefix not in ("由", "将", "把"):
        action = _last_verb(left_words, verbs, skip_list=bare.endswith(("等", "、")))
    if not action and listed and previous and previous[1].action and text[left_from - 1 : left_from] in _CONJ + ",":
        action = previous[1].action
    if not action:
        behind = [w for w in right if w.start >= end]
        action = _first_verb(behind, verbs)
        if not action:  # the predicate may stand behind the next number: 58名干部与400户群众结对认亲
            stop = min([p for p in (text.find(c, end) for c in "。;!?") if p >= 0], default=len(text))
            action = _first_verb(words_of(text, end, min(stop, end + 30), folder), verbs)
    return Clause(text[start:end], action, start, end)


def _last_verb(words: list[_Word], verbs: Actions, skip_list=False) -> str:
    """The governing verb nearest the number: 制定…等9个机制 is governed by 制定, not by what the list names."""
    governing = [
        w for w in words if verbs.is_("governing", w.text) or verbs.is_("pivot", w.text) or verbs.is_("motion", w.text)
    ]
    if governing:
        return (governing[0] if skip_list and len(governing) > 1 else governing[-1]).text.rstrip("了过") or governing[
            -1
        ].text
    for word in reversed(words):
        if word.flag == "v" or verbs.is_("nominal", word.text):
            return word.text.rstrip("了过")
    return ""


def _first_verb(words: list[_Word], verbs: Actions) -> str:
    for i, word in enumerate(words):
        if word.text in ("获", "被", "获得", "荣获", "得到"):
            if word.text == "被":
                later = [w for w in words[i + 1 :] if verbs.is_("governing", w.text) or verbs.is_("nominal", w.text)]
                return later[0].text if later else ""
            return word.text
        if word.text in verbs.any or word.flag == "v":
            return word.text.rstrip("了过") or word.text
    return ""


def _after_noun(text, q, left_from, bare, right, previous, listed, verbs, folder, sentence) -> Clause:
    words = words_of(text, left_from, left_from + len(bare), folder)
    while words and (
        words[0].text in _CONJ or words[0].flag in ("c", "t") or words[0].text in ("其中", "经", "全年", "已")
    ):
        words = words[1:]
    if not words:
        return _elliptic(text, q, right, previous, verbs, folder, sentence, left_from)
    phrase = "".join(w.text for w in words)
    if previous and (_LABEL.search(phrase) and q.unit == previous[0].unit or _STATES.search(phrase)):
        verb = _last_verb(words, verbs) or previous[1].action
        return Clause(previous[1].object, verb, *_place(previous), True)
    at = _governor(words, q, verbs)
    if at is None:
        if listed or (previous and words and text[left_from - 1 : left_from] == "," and not _has_verb(words, verbs)):
            action = previous[1].action
        else:
            action = _verb_before(text, left_from, sentence, verbs, folder) if not previous else ""
        obj, start, end = _object(text, words, 0, verbs, q)
        if len(words) == 1 and verbs.is_("nominal", words[0].text) and not listed and q.kind in ("event", "person"):
            action = words[0].text
        if not action and words and verbs.is_("nominal", words[-1].text) and q.kind == "event":
            action = words[-1].text
        return Clause(obj, action, start, end)
    verb = words[at]
    name = verb.text.rstrip("了过") if len(verb.text) > 1 else verb.text
    run = at
    while (
        run + 1 < len(words)
        and verbs.is_("nominal", words[run + 1].text)
        and verbs.is_("nominal", verb.text)
        and run + 2 < len(words)
    ):
        run += 1
        name += words[run].text
    if run + 1 >= len(words):  # the counted verb itself: 宣讲27次
        if previous and (q.unit == previous[0].unit or q.kind == previous[0].kind) and _takes_old_object(name):
            return Clause(previous[1].object, name, *_place(previous), True)
        if not previous and q.kind not in ("event",) and not verbs.is_("nominal", name):
            older = _noun_before(text, left_from, sentence, verbs, folder)
            if older:
                return Clause(older[0], name, older[1], older[2], True)
        return Clause(name, name, verb.start, words[run].end)
    obj, start, end = _object(text, words, run + 1, verbs, q)
    if not obj:
        return Clause(name, name, verb.start, words[run].end)
    return Clause(obj, name, start, end)


def _takes_old_object(verb: str) -> bool:
    return bool(
        re.search(
            r"立案|并案|办复|办结|答复|采纳|采用|落实|解决|交办|转办|转送|合并|批示|新建|新增|修订|转化|录用|刊发|确定|满意",
            verb,
        )
    )


def _place(previous) -> tuple[int, int]:
    return previous[1].noun_start, previous[1].noun_end


def _has_verb(words, verbs) -> bool:
    return any(verbs.is_("governing", w.text) for w in words)


def _governor(words: list[_Word], q: Quantity, verbs: Actions) -> int | None:
    """Where the governing verb of a noun before its number stands."""
    last = len(words) - 1
    if q.kind in ("person",) or q.unit in ("人次", "户次", "家次"):
        for i, word in enumerate(words[:-1]):
            if verbs.is_("pivot", word.text) and any(_PERSON.search(w.text) for w in words[i + 1 :]):
                return i
    light = [i for i, w in enumerate(words) if verbs.is_("governing", w.text) and not _inside_noun(words, i, verbs)]
    if light and light[-1] == last and verbs.is_("nominal", words[last].text) and len(light) > 1:
        return light[-2] if _is_light(words[light[-2]].text) else last
    motion = [i for i, w in enumerate(words) if verbs.is_("motion", w.text)]
    if (
        motion
        and verbs.is_("nominal", words[last].text)
        and q.kind == "event"
        and not any(i > motion[-1] and i < last for i in light)
    ):
        at = last
        while at - 1 > motion[-1] and verbs.is_("nominal", words[at - 1].text):
            at -= 1
        return at
    if light:
        return light[-1] if light[-1] < last or len(light) == 1 else light[-1]
    if motion and motion[-1] < last:
        return motion[-1]
    nominal = [
        i for i, w in enumerate(words) if verbs.is_("nominal", w.text) and w.flag in ("v", "vn", "n", "l", "x", "i")
    ]
    if nominal:
        first = nominal[0]
        if first < last and (first == 0 or words[first - 1].flag[0] not in "ab"):
            return first if not _attributive(words, first) else None
        if first == last and len(words) > 1 and words[last - 1].flag[0] in "nrtds":
            return None if words[last - 1].flag[0] in "n" and len(words) == 2 and q.kind == "event" else last
    plain = [i for i, w in enumerate(words[:-1]) if w.flag == "v"]
    return plain[-1] if plain else None


def _is_light(word: str) -> bool:
    return bool(re.match(r"召开|举[办行]|开展|组织|进行|主办|承办|参[加与]|协助|配合|安排|推动|督促|帮助|协调", word))


def _inside_noun(words: list[_Word], i: int, verbs: Actions) -> bool:
    """提案办理协商会: a verb between two nouns, behind another verb, is part of the compound."""
    if i == 0 or i == len(words) - 1 or _is_light(words[i].text):
        return False
    before = words[:i]
    return (
        any(verbs.is_("governing", w.text) for w in before)
        and words[i - 1].flag[0] in "nvl"
        and not verbs.is_("governing", words[i - 1].text)
        and words[i].flag in ("v", "vn")
        and verbs.is_("nominal", words[i].text)
    )


def _attributive(words: list[_Word], i: int) -> bool:
    """调研报告, 学习座谈小组: a verb right before a noun that it cannot govern."""
    return bool(
        re.match(
            r"(?:报告|会议?|活动|小组|成果|材料|工作|计划|方案|制度|机制|平台|基地|中心|班|课|题|议题|建议|信息|意见|情况)",
            words[i + 1].text,
        )
    )


def _object(text, words, first, verbs, q) -> tuple[str, int, int]:
    """The object between the governing verb and the number: the head behind 等, else the phrase without its lead."""
    chosen = words[first:]
    for i in range(len(chosen) - 1, -1, -1):
        if chosen[i].text in ("等", "等等") and i + 1 < len(chosen):
            chosen = chosen[i + 1 :]
            break
        if chosen[i].text in ("等", "等等") and i + 1 == len(chosen):
            chosen = chosen[:i]
    if q.kind == "person" or q.unit in ("人次", "户次"):
        people = [i for i, w in enumerate(chosen) if _PERSON.search(w.text)]
        if people:
            later = [
                i
                for i, w in enumerate(chosen)
                if i > people[0]
                and (verbs.is_("governing", w.text) or verbs.is_("motion", w.text) or w.flag in ("v", "p"))
                and not _PERSON.search(w.text)
            ]
            if later:
                chosen = chosen[: later[0]]
    for i in range(len(chosen) - 1, 0, -1):
        if chosen[i].text == "的" and i + 1 < len(chosen):
            chosen = chosen[i + 1 :]
            break
    while chosen and (
        chosen[0].text in _CONJ
        or chosen[0].flag in ("ul", "uj", "ug", "c", "r", "d", "p", "t", "m", "f")
        or _ADJ.fullmatch(chosen[0].text)
    ):
        chosen = chosen[1:]
    if not chosen:
        return "", -1, -1
    start, end = chosen[0].start, chosen[-1].end
    lead = _LEADING.match(text[start:end])
    if lead and lead.end() < end - start - 1 and lead[0] not in ("集中", "联合"):
        start += lead.end()
    return text[start:end], start, end


def _elliptic(text, q, right, previous, verbs, folder, sentence, left_from) -> Clause:
    """The noun stands in an earlier clause: …提案,共261件; 走访企业12家、30余人次."""
    if previous:
        action = previous[1].action
        behind = _first_verb(right, verbs) if right and right[0].flag[0] in "vp" else ""
        return Clause(previous[1].object, behind or action, *_place(previous), True)
    older = _noun_before(text, left_from, sentence, verbs, folder)
    if older:
        return Clause(older[0], _verb_before(text, left_from, sentence, verbs, folder), older[1], older[2], True)
    return Clause("", _first_verb(right, verbs))


def _noun_before(text, left_from, sentence, verbs, folder):
    """The head noun of the clause before: its last noun phrase."""
    stop = left_from
    while stop > sentence and text[stop - 1] in STOPS + _CONJ:
        stop -= 1
    start = max([text.rfind(c, sentence, stop) for c in STOPS] + [sentence - 1]) + 1
    words = [w for w in words_of(text, start, stop, folder) if w.flag != "paren"]
    if not words:
        return None
    end = len(words)
    while end and not (
        words[end - 1].flag[0] in "nlj" or words[end - 1].flag == "vn" or words[end - 1].text[-1] in "”》"
    ):
        end -= 1
    begin = end
    while (
        begin
        and (words[begin - 1].flag[0] in "nabljs" or words[begin - 1].flag == "vn")
        and not verbs.is_("governing", words[begin - 1].text)
    ):
        begin -= 1
    if begin == end:
        return None
    return text[words[begin].start : words[end - 1].end], words[begin].start, words[end - 1].end


def _verb_before(text, left_from, sentence, verbs, folder) -> str:
    stop = left_from
    while stop > sentence and text[stop - 1] in STOPS + _CONJ:
        stop -= 1
    start = max([text.rfind(c, sentence, stop) for c in STOPS] + [sentence - 1]) + 1
    found = [w for w in words_of(text, start, stop, folder) if verbs.is_("governing", w.text)]
    return found[-1].text.rstrip("了过") if found else ""


def _share(text, q, bare, left_from, previous) -> Clause:
    """办复率100%: the rate's name; 民生类提案占40%: what it is a share of."""
    rate = _RATE.search(bare)
    verb = re.search(r"(?:占(?:到|比)?|达到?|实现|为|提高|增长|上升|下降)[^,。;]{0,10}$", text[left_from : q.start])
    action = verb and re.match(r"占|达到|达|实现|为|提高|增长|上升|下降", verb[0])
    action = action[0] if action else ""
    if rate and rate[0]:
        name = re.sub(r"^.*?(?=[^的和及、实现]{1,8}(?:率|度|比例|比重|占比|得分|覆盖面|参与面)$)", "", rate[0]).lstrip(
            "的了"
        )
        if name.startswith(("实现", "提案办复", "委员")) and len(name) > 4:
            action = "实现" if name.startswith("实现") else action
            name = name.removeprefix("实现").removeprefix("委员")
        start = left_from + len(bare) - len(name)
        return Clause(name, action, start, start + len(name))
    phrase = re.split(r"占|达|为", bare)[0]
    phrase = phrase.split("的")[-1] if phrase.endswith("的") is False else phrase[:-1]
    phrase = _LEADING.sub("", phrase)
    if phrase and not _STATES.search(phrase):
        start = text.find(phrase, left_from)
        return Clause(phrase, action or "占", start, start + len(phrase))
    if previous:
        return Clause(previous[1].object, action or "占", *_place(previous), True)
    return Clause(phrase, action)
