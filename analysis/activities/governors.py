"""The verb that governs a count: before its noun, behind it, or in the clause before."""

from __future__ import annotations

import re

from .nouns import clause_before
from .quantities import Quantity
from .reading import AGENT, PERSON, PERSON_TIMES, Reading
from .words import Actions, Word, bare, words_of


def last_verb(words: list[Word], verbs: Actions, in_list: bool = False) -> str:
    """The governing verb nearest the number; before a list (制定提案培育、重点督办等) the one before the list."""
    if in_list:
        found = [w for i, w in enumerate(words) if verbs.pure(w) or (i == 0 and verbs.governing(w))]
        return bare(found[0].text) if found else ""
    found = [w for w in words if verbs.governing(w) or verbs.pivot(w) or verbs.motion(w)]
    if found:
        return bare(found[-1].text)
    found = [w for w in words if w.flag == "v" or verbs.nominal(w)]
    return bare(found[-1].text) if found else ""


# Verbs that open a phrase as a preposition does: 11位委员围绕运河经济建言.
_COVERBS = frozenset("围绕 聚焦 针对 结合 依托 利用 通过 按照 来自 带着 本着 立足".split())
_COPULAS = frozenset("是 成为 为 属 属于".split())
# Verbs that only carry another: 对提案进行督办, 得到批示, 作出答复.
DELEXICAL = re.compile(r"(?:进行|开展|作出?|做出?|予以|给予|加以|得到|受到|经过)了?$")


def predicate(words: list[Word], verbs: Actions) -> str:
    """The verb behind a noun: of a passive the verb, not 被; of 进行督办 the verb that 进行 carries."""
    passive = next((i for i, w in enumerate(words) if w.text == "被"), 0)
    verbal = [w for w in words if verbs.verbal(w)]
    if not passive and verbal and verbal[0].text in _COVERBS:
        return bare(verbal[-1].text)
    for i, word in enumerate(words[passive:], passive):
        if word.text == "被" or DELEXICAL.match(word.text):
            later = [w for w in words[i + 1 :] if verbs.verbal(w) and not DELEXICAL.match(w.text)]
            if later:
                at = words.index(later[0])
                return bare(later[0].text + "".join(w.text for w in words[at + 1 : at + 2] if verbs.nominal(w)))
            if word.text == "被":
                return ""
        if word.text in ("在", "来", "到", "被评", "经", "作") and i + 1 < len(words):
            continue
        if verbs.verbal(word):
            if word.text in _COPULAS:
                return ""
            behind = words[i + 1] if i + 1 < len(words) and len(word.text) > 1 else None
            doubled = behind and len(behind.text) > 1 and verbs.verbal(behind) and not verbs.motion(behind)
            return bare(word.text) + (bare(behind.text) if doubled else "")  # 分解下沉, 领题督办
    return ""


def governor(words: list[Word], q: Quantity, verbs: Actions) -> int | None:
    """Where the verb that governs a noun before its number stands; None where there is none."""
    field = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "的"), 0)
    if field and re.search(r"(?:方面|领域|类|性质|问题)$", words[field - 1].text):
        # 经济建设方面的提案: what the papers are about governs nothing; what opens the phrase may.
        if not _LIGHT.match(words[0].text):
            at = governor(words[field + 1 :], q, verbs) if field + 1 < len(words) else None
            return None if at is None else at + field + 1
    last = len(words) - 1
    if q.kind == "person" or q.unit in PERSON_TIMES:
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
        if verbs.pure(w) or (i == 0 and verbs.governing(w) and not (last and attributive(words, 0)))
    ]
    relative = bool(pure) and pure[-1] < last and words[pure[-1] + 1].text == "的"
    if relative and (len(pure) > 1 or verbs.nominal(words[last])):
        pure = pure[:-1]  # 梳理企业反映的困难
    light = [i for i in pure if _LIGHT.match(words[i].text)]
    if light:
        governing = light
    elif pure:
        run = pure[0]
        while run + 1 in pure:
            run += 1
        governing = [run]
    else:
        governing = [i for i, w in enumerate(words) if verbs.governing(w) and not (i < last and attributive(words, i))][
            :1
        ]
    motion = [i for i, w in enumerate(words) if verbs.motion(w)]
    host = next((i for i, w in enumerate(words[:last]) if w.text in _HOSTING), None)
    if host is not None and motion and motion[-1] > host:
        return host
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
            AGENT.search(words[last - 1].text)
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
            and not attributive(words, i)
            and not (
                i
                and words[i - 1].flag[0] in "abn"
                and not AGENT.search(words[i - 1].text)
                and not PERSON.search(words[i - 1].text)
            )
        ):
            return i
    plain = [
        i for i, w in enumerate(words[:-1]) if w.flag == "v" and not verbs.nominal(w) and not attributive(words, i)
    ]
    return plain[-1] if plain else None


_HOSTING = frozenset("接待 承办 配合 迎接 陪同 协助".split())
# Verbs that open a clause of their own even behind another: 引导委员开展活动, 督促单位制定措施.
_LIGHT = re.compile(
    r"召开|举[办行]|开展|组织|进行|主办|承办|提出|形成|撰写|完成|制[定发]|报送|上报|提交|收集|征集|反映|建立|成立|设立|组建|打造|建成|选派|推荐|邀请|编[印发辑]|出版|刊发|"
    r"办理|督办|解决|化解|获得|捐|引进|争取|发放|送|新建|接待|听取|梳理|聘请|评选|增补"
)


_TAKING = frozenset("采纳 采用 征求 批示 立案 督办 办理 答复 落实 整改 研究 解决".split())


def attributive(words: list[Word], i: int) -> bool:
    """调研报告, 学习座谈小组: a verb-noun right before a noun that it cannot govern."""
    if i == 0 and words[0].text in _TAKING and words[1].text in ("建议", "信息", "意见", "提案", "问题"):
        return False  # 采纳建议37条
    return bool(
        re.match(
            r"类|报告|会|活动|小组|成果|材料|工作|计划|方案|制度|机制|平台|基地|中心|班|课|题|议题|建议|信息|意见|情况|组|团|队|员|站|室|点|率|数|量|式|性|办法|表|单位|部门|书|卡|函|稿|册|图|片|单|费|资金|金|事|场|、",
            words[i + 1].text,
        )
    )


def verb_before(r: Reading) -> str:
    """The governing verb of the clause before."""
    start, stop = clause_before(r)
    if start < r.sentence:
        return ""
    found = [w for w in words_of(r.text, start, stop, r.folder) if r.verbs.governing(w)]
    return bare(found[-1].text) if found else ""
