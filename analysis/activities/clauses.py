"""What a count counts, and the verb that governs it: the clause around a quantity.

Chinese reports put a quantity behind its noun (召开党组会议28次), before it (选派25名委员), or leave the noun to an
earlier count or clause (征集提案, 共261件; 立案283件).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import bounds
from .quantities import Quantity
from .words import Actions, Word, bare, words_of

STOPS = bounds.CLAUSE
CONJUNCTIONS = ("、", "和", "及", "与", "跟", "或", "暨", "以及", "并", "而")
# Between a noun and its number: totals, distribution, bounds, adverbs.
_LINK = re.compile(
    r"(?:平均每[个条件名人家次期位]?|人均|日均|年均|月均|户均|场均|平均|每(?:年|月|季度|周|人|期|户|位|名|次|个)|各(?=$)|分别(?:为|是|达到?|有|获|被)?|共计|总计|合计|累计|"
    r"总共|一共|共有|共|计|多达|高达|达到了?|达|为|有|约计|超过|超|突破|逾|均|都|已经|已|就|先后|占到?|至|仅|还|另|其中|总值|价值|折合|大约|约|近|人民币|总额|金额|"
    r"连续|也|在|不少于|不低于|至少|左右|了|过|[、,:—-])+$"
)
_MODIFIERS = re.compile(
    r"^(?:了|过|出|的|各级各类|各类|各种|各项|一批|一系列|相关|有关|其他|其它|其余|其中|其|全年|我[市县区州]|本[市县区州]|先后|分别|分批次?|分期|共同|认真|积极|主动|"
    r"精心|深入|及时|扎实|带头|成功|圆满|大力|统筹|累计|共|已|将|不断|广泛|重新|进一步|有序|定期|持续|顺利|按[时期]|首次|全部|一年来|五年来|本年度|年度内)+"
)
_LEADS = (*CONJUNCTIONS, "去", "来", "上", "出", "到", "给", "下", "入", "成", "好")
PERSON = re.compile(
    r"委员|常委|干部|党员|群众|代表|人士|专家|学者|人才|[督察评调信联宣讲解络息议]员|员工|职工|学生|教师|医生|人员|居民|村民|农户|侨胞|台胞|同胞|企业家|领导|主席|书记|嘉宾|学员|"
    r"会员|患者|老人|儿童|孩子|青年|妇女|农民|渔民|牧民|听众|志愿者|律师|成员|同志|对象|亲戚|读者|观众|市民|站长|贫困户|住户|工人|商户"
)
_AGENT = re.compile(
    r"(?:政协|委员|机关|主席|领导|常委|我们|党组|专委会|[省市县区州旗盟]委|政府|办公室|办公厅|大家|党派|部门|单位|书记|[市县区州]长|班子|团体|各界|界别|工商联|联|[我本全][市县区州旗省]|宣讲队|服务队|小组)们?$"
)
_LABEL = re.compile(r"(?:方面|类|其他|其它|其余|界|系统|领域|口|等奖|本级)$|^.{0,8}\([^()]*\)$")
_STATE = re.compile(
    r"(?:表示|已经?|正在|均|全部|得到|可|被)*(?:不|基本|比较|很)?(?:满意|了解|立案|解决|列入|采纳|办结|办复|答复|落实|并案|转办|采用|合并|撤案|不予立案|留作参考|批示|"
    r"跟踪催办|合并办理|作为来信|[ABC]类)(?:[或和及].{0,10})?(?:的|了|者|件)?"
)
_CARRY = re.compile(
    r"立案|并案|办复|办结|答复|采纳|采用|落实|交办|转办|转送|合并|批示|新建|新增|转化|录用|刊发|确定|满意|催办|参考|转载|报送|审定|列入|纳入|撤|获奖|^写|^办$|增(?:至|加到)?$|增补|辞|撤销|劝|转载|报送"
)
_RATE = re.compile(r"(?:[^,。;:、的和及达为]{0,8})(?:率|度|比例|比重|占比|得分|面)$")


@dataclass(frozen=True)
class Clause:
    """object and action as the view has them; carried: the object was taken from an earlier count or clause."""

    object: str
    action: str
    carried: bool = False


@dataclass(frozen=True)
class Reading:
    """A count with what is needed to read its clause.

    same: the count before it in the sentence; earlier: the count of the segment whose noun it may share, the last
    one of its unit, else the last one that is no share.
    left: the words between the last boundary and the number; right: those up to the next boundary or number.
    """

    text: str
    q: Quantity
    left_from: int
    sentence: int
    left: list[Word]
    right: list[Word]
    gap: str
    same: tuple[Quantity, Clause] | None
    earlier: tuple[Quantity, Clause] | None
    verbs: Actions
    folder: object = None

    @property
    def listed(self) -> bool:
        """Whether it continues a list: only a conjunction stands between it and the count before, or its noun."""
        return self.same is not None and not re.search(f"[{STOPS}]", self.text[self.same[0].end : self.q.start])


def analyse(text, q, history, following: Quantity | None, series, verbs: Actions, folder=None) -> Clause:
    """Object and action of a count.

    history: the (quantity, clause) pairs before it in the segment, in order. following: the next number, where reading
    to the right stops. series: (place, length) of the count in a list that 分别 distributes, or None.
    """
    sentence = bounds.start(text, q.start, bounds.SENTENCE)
    same = history[-1] if history and history[-1][0].end > sentence else None
    things = [pair for pair in history if pair[0].kind not in ("percent", "score") and pair[1].object]
    earlier = next((pair for pair in reversed(things) if pair[0].unit == q.unit), things[-1] if things else None)
    comma = bounds.start(text, q.start)
    left_from = max(comma, same[0].end) if same else comma
    while left_from < q.start and text[left_from] in "、,和及与并":
        left_from += 1
    right_to = bounds.end(text, q.end, STOPS + "…")
    if following is not None:
        right_to = min(right_to, max(q.end, following.start))
    written = text[left_from : q.start]
    noun_side = _LINK.sub("", written)
    left = words_of(text, left_from, left_from + len(noun_side), folder)
    while left and (
        left[0].text in CONJUNCTIONS
        or left[0].flag in ("c", "t")
        or left[0].text in ("其中", "经", "全年", "年", "人均", "年均", "日均", "平均", "审查", "经审查")
    ):
        left = left[1:]
    right = words_of(text, q.end, right_to, folder)
    reading = Reading(
        text, q, left_from, sentence, left, right, written[len(noun_side) :], same, earlier, verbs, folder
    )
    if series and (clause := _distributed(reading, series)):
        return clause
    if q.kind in ("percent", "score"):
        return _share(reading, noun_side)
    if right and right[0].text == "的" and q.kind in ("money", "length", "area", "document"):
        right = right[1:]
        reading = Reading(**{**reading.__dict__, "right": right})
    if (
        q.kind == "event"
        and right
        and (verbs.pure(right[0]) or right[0].flag == "v")
        and (not left or _AGENT.search(left[-1].text) or left[-1].text in ("分", "先后"))
    ):
        object_ = noun_phrase(right[1:], verbs, q)
        name = bare(right[0].text)
        if object_:
            return Clause(text[object_[0].start : object_[-1].end], name)
    if (
        q.kind == "event"
        and following is not None
        and following.kind == "person"
        and re.fullmatch(r"[共、,计]*", text[q.end : following.start])
    ) and (
        left
        and (verbs.pure(left[-1]) or verbs.pivot(left[-1]) or left[-1].text == "等")
        and (event := _event_behind(text, following.end, verbs, folder))
    ):
        return Clause(event, _last_verb(left, verbs, in_list=left[-1].text == "等"))
    noun = noun_phrase(right, verbs, q)
    if noun and _stands_before(reading):
        return _before_noun(reading, noun)
    return _after_noun(reading)


# --- which side -------------------------------------------------------------------------------------------------


def _stands_before(r: Reading) -> bool:
    """Whether the quantity belongs to the noun behind it (25名委员) rather than to the one before it (委员25名)."""
    first = r.right[0]
    if first.text in CONJUNCTIONS or first.text in ("等", "以上", "以下", "左右"):
        return False
    if not r.left or re.search(r"(?:等|的|各|把|将|由|向|对|从|以|用|与|在|每)$", r.text[r.left_from : r.q.start]):
        return True
    last = r.left[-1]
    if (
        r.verbs.governing(last)
        or r.verbs.motion(last)
        or r.verbs.pivot(last)
        or last.flag in ("d", "p", "c", "t", "r", "v", "uj", "ul", "f", "m")
    ):
        return True
    if first.flag == "v" or r.verbs.governing(first):
        return False
    if r.q.kind in ("event", "money", "time") or r.q.unit == "人":
        return False
    return (
        _AGENT.search(last.text) is not None
        or last.flag in ("ns", "nr", "s")
        or r.q.kind in ("person", "group")
        or last.text[0] in "《"
    )


def noun_phrase(words: list[Word], verbs: Actions, q: Quantity) -> list[Word]:
    """The words of the noun phrase that a stretch begins with; [] where it begins with something else."""
    taken: list[Word] = []
    for i, word in enumerate(words):
        if word.text in CONJUNCTIONS:
            rest = noun_phrase(words[i + 1 :], verbs, q) if taken else []
            people = (
                q.kind != "person"
                or (rest and PERSON.search(rest[-1].text))
                or PERSON.search(taken[-1].text if taken else "") is None
            )
            return [*taken, word, *rest] if rest and people and word.text != "与" else taken
        if word.text == "的":
            behind = noun_phrase(words[i + 1 :], verbs, q)
            if not taken or _relative(taken, verbs):
                return behind or taken
            return taken
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
            "就",
            "向",
        ):
            break
        noun = (
            word.flag[0] in "nabjlzis"
            or word.text in ("年度", "全年", "季度")
            or word.flag in ("vn", "eng", "an", "f", "x")
        )
        if (
            ((noun and not re.match(r"\W", word.text[0])) or word.text[0] in "“《")
            and not (taken and verbs.governing(word) and word.flag == "v")
        ) or verbs.nominal(word):
            taken.append(word)
        elif word.flag == "v" and not taken and any(w.text == "的" for w in words[i + 1 : i + 10]):
            at = next(k for k in range(i + 1, len(words)) if words[k].text == "的")
            return noun_phrase(words[at + 1 :], verbs, q)
        else:
            break
        if (
            q.kind == "person"
            and PERSON.search(word.text)
            and not (
                i + 1 < len(words) and (PERSON.search(words[i + 1].text) or words[i + 1].text in (*CONJUNCTIONS, "的"))
            )
        ):
            break
    if q.kind == "person":
        while len(taken) > 1 and verbs.nominal(taken[-1]) and PERSON.search(taken[-2].text):
            taken.pop()
    return taken


def _relative(taken: list[Word], verbs: Actions) -> bool:
    """涉及民生的提案: a clause before 的, and the head behind it."""
    return any(w.flag == "v" and not verbs.nominal(w) for w in taken) or all(w.flag[0] in "abmdzil" for w in taken)


def _event_behind(text: str, start: int, verbs: Actions, folder) -> str:
    """组织6期共200余名委员赴河南学习培训: what the persons behind the number of events took part in."""
    stop = bounds.end(text, start)
    run: list[Word] = []
    for word in words_of(text, start, stop, folder):
        if verbs.nominal(word):
            run.append(word)
        elif run:
            break
    return text[run[0].start : run[-1].end] if run else ""


# --- the noun behind --------------------------------------------------------------------------------------------


def _before_noun(r: Reading, noun: list[Word]) -> Clause:
    start, end = noun[0].start, noun[-1].end
    written = r.text[r.left_from : r.q.start]
    action = ""
    if not re.search(r"(?:把|将|由|与|和)$", written):
        action = _last_verb(r.left, r.verbs, in_list=written.endswith("等"))
    if not action and r.listed and r.same[1].action:
        action = r.same[1].action
    if not action and written.endswith("等"):
        action = _verb_before(r)
    if not action:
        stop = bounds.end(r.text, end, bounds.SENTENCE)
        action = _predicate(words_of(r.text, end, min(stop, end + 36), r.folder), r.verbs)
    return Clause(r.text[start:end], action)


def _last_verb(words: list[Word], verbs: Actions, in_list: bool = False) -> str:
    """The governing verb nearest the number; before a list (制定提案培育、重点督办等) the one before the list."""
    if in_list:
        found = [w for i, w in enumerate(words) if verbs.pure(w) or (i == 0 and verbs.governing(w))]
        return bare(found[0].text) if found else ""
    found = [w for w in words if verbs.governing(w) or verbs.pivot(w) or verbs.motion(w)]
    if found:
        return bare(found[-1].text)
    found = [w for w in words if w.flag == "v" or verbs.nominal(w)]
    return bare(found[-1].text) if found else ""


def _predicate(words: list[Word], verbs: Actions) -> str:
    """The verb behind a noun: of a passive the verb, not 被."""
    for i, word in enumerate(words):
        if word.text == "被":
            later = [w for w in words[i + 1 :] if verbs.verbal(w)]
            return bare(later[0].text) if later else ""
        if word.text in ("在", "来", "到", "被评", "经", "作") and i + 1 < len(words):
            continue
        if verbs.verbal(word):
            return bare(word.text)
    return ""


# --- the noun before --------------------------------------------------------------------------------------------


def _after_noun(r: Reading) -> Clause:
    words, verbs = r.left, r.verbs
    if not words:
        return _elliptic(r)
    phrase = "".join(w.text for w in words)
    headless = re.search(r"的(?:有|共|计)?$", r.text[r.left_from : r.q.start]) and r.q.kind in (
        "document",
        "group",
        "person",
    )
    if headless and r.earlier and r.q.unit == r.earlier[0].unit:
        return Clause(r.earlier[1].object, _last_verb(words, verbs) or r.earlier[1].action, True)  # 已经解决的121件
    if r.earlier and (r.same or r.q.unit == r.earlier[0].unit):
        if _STATE.fullmatch(phrase) or (_LABEL.search(phrase) and r.q.unit == r.earlier[0].unit):
            verb = _last_verb(words, verbs) if _STATE.fullmatch(phrase) else ""
            return Clause(r.earlier[1].object, verb or r.earlier[1].action, True)
        if (
            r.q.kind in ("document", "event")
            and r.q.unit == r.earlier[0].unit
            and all(_AGENT.search(w.text) or w.flag in "dtrm" for w in words)
        ):
            return Clause(r.earlier[1].object, r.earlier[1].action, True)
    if _broken_down(r, phrase):
        return Clause(r.earlier[1].object, r.earlier[1].action, True)
    at = _governor(words, r.q, verbs)
    series = r.listed or (r.same is not None and r.q.unit == r.same[0].unit)
    own = any(verbs.pure(w) or verbs.motion(w) for w in words)
    if (
        at == len(words) - 1
        and at
        and series
        and verbs.nominal(words[at])
        and not own
        and not _CARRY.search(words[at].text)
    ):
        at = None  # in a list with a shared verb it is a noun: 组织理论学习12次、机关集中学习44次
    if at is None and len(words) == 1 and words[0].flag == "v" and len(phrase) > 1 and not _CARRY.search(phrase):
        return Clause(phrase, phrase)  # 打井31口
    if at is None and len(words) == 1 and words[0].flag == "v":
        return _verb_alone(r, [], bare(words[0].text))
    if at is None:
        object_ = _object(r, words)
        if len(words) == 1 and verbs.nominal(words[0]) and not r.listed:
            action = words[0].text
        elif r.listed:
            action = r.same[1].action
        elif verbs.nominal(words[-1]) and r.q.kind == "event" and not r.same:
            action = words[-1].text
        else:
            action = _verb_before(r) or (r.same[1].action if r.same else "")
        return Clause(object_ or phrase, action)
    name = bare(words[at].text)
    last = at
    while last + 2 < len(words) and verbs.nominal(words[at]) and verbs.nominal(words[last + 1]):
        last += 1
        name += words[last].text
    rest = words[last + 1 :]
    if (
        rest
        and all(w.flag == "vn" for w in rest)
        and r.earlier
        and r.q.unit == r.earlier[0].unit
        and _CARRY.search(rest[-1].text)
    ):
        return Clause(r.earlier[1].object, name + "".join(w.text for w in rest), True)  # 合并立案174件
    if rest and all(w.flag == "vn" for w in words[at:]) and r.q.kind == "event":
        whole = name + "".join(w.text for w in rest)
        return Clause(whole, whole)  # 考察学习4次
    if last + 1 < len(words):
        object_ = _object(r, words[last + 1 :])
        if object_:
            return Clause(object_, name)
    return _verb_alone(r, words[:at], name)


def _broken_down(r: Reading, phrase: str) -> bool:
    """提案113件,其中农林水31件、城建交通35件: fields and kinds of what was counted before, in the same unit."""
    return bool(
        r.earlier
        and r.q.unit == r.earlier[0].unit == "件"
        and "提案" in r.earlier[1].object
        and (r.listed or "其中" in r.text[r.earlier[0].end : r.q.start])
        and not any(r.verbs.pure(w) for w in r.left)
        and not re.search(r"提案|议案|信息|建议|实事|好事|诉求|批示|物资|作品|案|成果|纠纷|问题|材料|事$|会$", phrase)
    )


def _verb_alone(r: Reading, before: list[Word], name: str) -> Clause:
    """No noun between verb and number: an earlier count's (立案283件), the topic (工作室建成52家) or the verb."""
    if re.search(r"捐|募", name):
        return Clause(name, name)
    if (
        before
        and r.q.unit in ("人", "名", "人次")
        and PERSON.search(before[-1].text)
        and re.search(r"参加|参与|出席|到会|投身|受益", name)
    ):
        return Clause(before[-1].text, name)
    while before and (before[-1].flag[0] in "tmd" or before[-1].text in ("年度", "全年", "本年度")):
        before = before[:-1]
    topic = [w for w in before if w.flag[0] in "nlj" or w.text[0] in "“《"]
    if (
        topic
        and topic[-1] is before[-1]
        and not _AGENT.search(topic[-1].text)
        and (r.q.kind != "event" or topic[-1].text[0] in "“《")
    ):
        start = len(before) - 1
        while (
            start
            and (before[start - 1].flag[0] in "nabjl" or before[start - 1].text[0] in "“《")
            and not _AGENT.search(before[start - 1].text)
        ):
            start -= 1
        return Clause(r.text[before[start].start : before[-1].end], name)
    uptake = r.q.kind != "event" or r.q.unit == "期"  # 批示15次 counts the notes, 采用13篇 the papers
    if uptake and r.earlier and _CARRY.search(name) and (r.same or r.q.unit == r.earlier[0].unit):
        return Clause(r.earlier[1].object, name, True)
    fake = Word(name, "v", 0)
    if r.q.kind not in ("event", "money", "time") and not (r.verbs.nominal(fake) and r.q.kind == "person"):
        older = _noun_before(r)
        if older:
            return Clause(older, name, True)
    if re.fullmatch(r"办|开|做|组织|举办|召开|开展|举行|编|编发|印行|出版|进行", name) and (older := _noun_before(r)):
        return Clause(older, name, True)
    return Clause(name, name)


def _governor(words: list[Word], q: Quantity, verbs: Actions) -> int | None:
    """Where the verb that governs a noun before its number stands; None where there is none."""
    last = len(words) - 1
    if q.kind == "person" or q.unit in ("人次", "户次", "家次"):
        for i, word in enumerate(words[:-1]):
            if verbs.pivot(word) and any(PERSON.search(w.text) for w in words[i + 1 :]):
                return i
    if re.search(r"捐|募", words[last].text) and verbs.verbal(words[last]):
        return last
    if (
        q.kind == "event"
        and last
        and verbs.nominal(words[last])
        and (words[last - 1].flag in ("f", "d", "t") or words[last - 1].text == "上")
    ):
        return last
    pure = [
        i
        for i, w in enumerate(words)
        if verbs.pure(w) or (i == 0 and verbs.governing(w) and not (last and _attributive(words, 0)))
    ]
    light = [i for i in pure if _LIGHT.match(words[i].text)]
    if light:
        governing = light
    elif pure:
        run = pure[0]
        while run + 1 in pure:
            run += 1
        governing = [run]
    else:
        governing = [
            i for i, w in enumerate(words) if verbs.governing(w) and not (i < last and _attributive(words, i))
        ][:1]
    motion = [i for i, w in enumerate(words) if verbs.motion(w)]
    if verbs.nominal(words[last]):
        # 深入社区宣讲27次 counts the verb; 开展宣讲27次 and 机关集中学习44次 count what it names.
        before = [i for i in governing if i < last]
        if motion and not [i for i in before if i > motion[-1]]:
            at = last
            while at - 1 > motion[-1] and verbs.nominal(words[at - 1]):
                at -= 1
            return at
        if before:
            return before[-1]
        if governing == [last]:
            return last
        agent = last and (
            _AGENT.search(words[last - 1].text)
            or PERSON.search(words[last - 1].text)
            or words[last - 1].flag in ("d", "t", "p")
        )
        return last if agent else None
    if governing:
        return governing[-1]
    if motion:
        return motion[-1]
    for i, word in enumerate(words[:-1]):
        if (
            verbs.nominal(word)
            and not _attributive(words, i)
            and not (
                i
                and words[i - 1].flag[0] in "abn"
                and not _AGENT.search(words[i - 1].text)
                and not PERSON.search(words[i - 1].text)
            )
        ):
            return i
    plain = [
        i for i, w in enumerate(words[:-1]) if w.flag == "v" and not verbs.nominal(w) and not _attributive(words, i)
    ]
    return plain[-1] if plain else None


# Verbs that open a clause of their own even behind another: 引导委员开展活动, 督促单位制定措施.
_LIGHT = re.compile(
    r"召开|举[办行]|开展|组织|进行|主办|承办|提出|形成|撰写|完成|制[定发]|报送|上报|提交|收集|征集|反映|建立|成立|设立|组建|打造|建成|选派|推荐|邀请|编[印发辑]|出版|刊发|"
    r"办理|督办|解决|化解|获得|捐|引进|争取|发放|送|新建|接待|听取|梳理|聘请|评选|增补"
)


def _attributive(words: list[Word], i: int) -> bool:
    """调研报告, 学习座谈小组: a verb-noun right before a noun that it cannot govern."""
    return bool(
        re.match(
            r"报告|会|活动|小组|成果|材料|工作|计划|方案|制度|机制|平台|基地|中心|班|课|题|议题|建议|信息|意见|情况|组|团|队|员|站|室|点|率|数|量|式|性|办法|表|单位|部门|书|卡|函|稿|册|图|片|单|费|资金|金|事|场|、",
            words[i + 1].text,
        )
    )


def _object(r: Reading, words: list[Word]) -> str:
    """The object between the governing verb and the number: the head behind 等, else the phrase without its lead."""
    chosen = list(words)
    for i in range(len(chosen) - 1, -1, -1):
        if chosen[i].text in ("等", "等等"):
            head = chosen[i + 1 :]
            if "".join(w.text for w in head) not in ("活动", "工作", "事项", "形式"):
                chosen = head or chosen[:i]
            break
    if r.q.kind == "person" or r.q.unit in ("人次", "户次"):
        people = [i for i, w in enumerate(chosen) if PERSON.search(w.text)]
        if people:
            later = [
                i
                for i in range(people[0] + 1, len(chosen))
                if (r.verbs.verbal(chosen[i]) or chosen[i].flag == "p") and not PERSON.search(chosen[i].text)
            ]
            if later:
                chosen = chosen[: later[0]]
    for i in range(len(chosen) - 2, 0, -1):
        if chosen[i].text == "的":
            chosen = chosen[i + 1 :]
            break
    while chosen and (
        chosen[0].text in _LEADS or chosen[0].flag in ("ul", "uj", "ug", "c", "r", "d", "p", "t", "m", "f", "paren")
    ):
        chosen = chosen[1:]
    while chosen and chosen[-1].flag in ("uj", "d", "p", "c"):
        chosen = chosen[:-1]
    if not chosen:
        return ""
    found = r.text[chosen[0].start : chosen[-1].end]
    lead = _MODIFIERS.match(found)
    return found[lead.end() :] if lead and lead.end() < len(found) - 1 else found


# --- the noun elsewhere -----------------------------------------------------------------------------------------


def _elliptic(r: Reading) -> Clause:
    """Only 共, 累计 or nothing stands before the number: its noun is an earlier count's or the clause's before."""
    behind = _predicate(r.right, r.verbs) if r.right and r.right[0].flag[0] in "vpd" else ""
    count_between = r.same is not None and r.same[0].end >= _clause_before(r)[0]
    if r.earlier and r.q.unit == r.earlier[0].unit and r.earlier is not r.same:
        return Clause(r.earlier[1].object, behind or r.earlier[1].action, True)
    if r.same and (count_between or r.q.unit == r.same[0].unit):
        return Clause(r.same[1].object, behind or r.same[1].action, True)
    older = _noun_before(r)
    if older and not (_AGENT.search(older) and r.q.kind != "person"):
        return Clause(older, _verb_before(r) or behind, True)
    if r.earlier:
        return Clause(r.earlier[1].object, behind or r.earlier[1].action, True)
    return Clause(older, behind)


def _clause_before(r: Reading) -> tuple[int, int]:
    """(start, end) of the clause before the quantity's own; the sentence before where it opens its sentence."""
    stop = r.left_from
    while stop and r.text[stop - 1] in STOPS + "、和及与…":
        stop -= 1
    return bounds.start(r.text, stop), stop


def _noun_before(r: Reading) -> str:
    """The last noun phrase of the clause before."""
    start, stop = _clause_before(r)
    words = [w for w in words_of(r.text, start, stop, r.folder) if w.flag != "paren"]
    end = len(words)
    while end and not (
        words[end - 1].flag[0] in "nlj" or words[end - 1].flag == "vn" or words[end - 1].text[-1] in "”》"
    ):
        end -= 1
    begin = end
    while (
        begin
        and (words[begin - 1].flag[0] in "nabljs" or words[begin - 1].flag == "vn" or words[begin - 1].text[0] in "“《")
        and not (begin < end and r.verbs.governing(words[begin - 1]) and not r.verbs.nominal(words[begin - 1]))
    ):
        begin -= 1
    return r.text[words[begin].start : words[end - 1].end] if begin < end else ""


def _verb_before(r: Reading) -> str:
    """The governing verb of the clause before."""
    start, stop = _clause_before(r)
    if start < r.sentence:
        return ""
    found = [w for w in words_of(r.text, start, stop, r.folder) if r.verbs.governing(w)]
    return bare(found[-1].text) if found else ""


# --- shares and distributed lists -------------------------------------------------------------------------------


def _share(r: Reading, noun_side: str) -> Clause:
    """办复率100%: the rate's name; 民生类提案占40%: what it is a share of."""
    verb = re.search(r"(占|达到|达|实现|为|提高|增长|上升|下降|降低)[^,。;]{0,12}$", r.text[r.left_from : r.q.start])
    action = verb[1] if verb else ""
    if rate := _RATE.search(noun_side):
        name = rate[0]
        for word in reversed(words_of(r.text, r.left_from, r.left_from + len(noun_side), r.folder)):
            if r.verbs.governing(word) and word.end <= r.left_from + len(noun_side) - 2 and not r.verbs.nominal(word):
                name = name[-(r.left_from + len(noun_side) - word.end) :]
                action = action or bare(word.text)
                break
        if name.startswith("实现"):
            name, action = name[2:], "实现"
        return Clause(name.removeprefix("委员") if len(name) > 4 else name, action)
    right = r.right[1:] if r.right and r.right[0].text == "的" else r.right if noun_side in ("", "有", "其中") else []
    if right and (noun := noun_phrase(right, r.verbs, r.q)):
        return Clause(r.text[noun[0].start : noun[-1].end], action or "占")
    if r.earlier and re.search(r"的(?:约|共)?占$|^占$", r.text[r.left_from : r.q.start]):
        return Clause(r.earlier[1].object, "占", True)
    phrase = re.split(r"占|达|为|比|较|同比", noun_side)[0].removesuffix("的")
    phrase = _MODIFIERS.sub("", phrase.rsplit("的", 1)[-1])
    if phrase and not _STATE.fullmatch(phrase) and not (r.earlier and re.search(r"满意", phrase)):
        return Clause(phrase, action or "占")
    if r.earlier:
        return Clause(r.earlier[1].object, action or "占", True)
    return Clause(_noun_before(r), action)


def _distributed(r: Reading, series: tuple[int, int]) -> Clause | None:
    """提案、信息、报告分别为12件、34条、56篇: the first noun has the first number."""
    place, length = series
    at = r.text.rfind("分别", r.sentence, r.q.start)
    head = r.text[max(r.sentence, bounds.start(r.text, at)) : at]
    names = re.split(r"、|和|及|与", head)
    if len(names) != length:
        return None
    names[0] = names[0].rsplit("的", 1)[-1]
    words = words_of(names[-1], 0, len(names[-1]), r.folder)
    listed_verb = [i for i, w in enumerate(words) if i and w.flag[0] == "v"]
    verb = listed_verb[0] if listed_verb else None
    action = bare(words[-1].text) if listed_verb and words[-1].flag[0] == "v" else ""
    if verb is not None:
        names[-1] = names[-1][: words[verb].start]
    first = words_of(names[0], 0, len(names[0]), r.folder)
    lead = [i for i, w in enumerate(first[:-1]) if r.verbs.governing(w)]
    if lead:
        action = action or bare(first[lead[-1]].text)
        names[0] = names[0][first[lead[-1]].end :]
    if all(_AGENT.search(name) for name in names) and r.q.kind != "person":
        if (r.earlier and place == 0) or not r.earlier:
            older = _noun_before(r) if not r.earlier else r.earlier[1].object
            return Clause(older, action, True)
        return Clause(r.earlier[1].object, r.earlier[1].action, True)
    return Clause(names[place], action or (r.same[1].action if r.same else ""))
