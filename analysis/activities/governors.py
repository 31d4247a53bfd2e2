"""The verb that governs a noun before its number: 深入社区宣讲27次, 邀请各界人士参加30人次."""

from __future__ import annotations

import re
from itertools import islice

from .patterns import either
from .quantity import Quantity
from .reading import AGENT, PERSON, PERSON_TIMES
from .words import Actions, Word

_FIELD = re.compile(r"(?:方面|领域|类|性质|问题)$")
_GIVING = re.compile(r"捐|募")
# Verbs of having somebody else do the next verb: 帮助企业融资.
HELPING = frozenset("帮助 协助 帮 督促".split())
_HOSTING = frozenset("接待 承办 配合 迎接 陪同 协助".split())
# Verbs that open a clause of their own even behind another: 引导委员开展活动, 督促单位制定措施.
_LIGHT = re.compile(
    either("""
    召开 举[办行] 开展 组织 进行 主办 承办 提出 形成 撰写 完成 制[定发] 报送 上报 提交 收集 征集 反映 建立 成立
    设立 组建 打造 建成 选派 推荐 邀请 编[印发辑] 出版 刊发 办理 督办 解决 化解 获得 捐 引进 争取 发放 送 新建
    接待 听取 梳理 聘请 评选 增补
    """)
)
_TAKING = frozenset("采纳 采用 征求 批示 立案 督办 办理 答复 落实 整改 研究 解决".split())
# Nouns that a verb-noun before them describes and does not govern.
_DESCRIBED = re.compile(
    either("""
    类 报告 会 活动 小组 成果 材料 工作 计划 方案 制度 机制 平台 基地 中心 班 课 题 议题 建议 信息 意见 情况 组 团 队 员
    站 室 点 率 数 量 式 性 办法 表 单位 部门 书 卡 函 稿 册 图 片 单 费 资金 金 事 场 、
    """)
)


def governor(words: list[Word], q: Quantity, verbs: Actions) -> int | None:
    """Where the verb that governs a noun before its number stands; None where there is none."""
    field = _field(words, verbs)
    if field and not _LIGHT.match(words[0].text):
        at = governor(words[field:], q, verbs) if field < len(words) else None
        return None if at is None else at + field
    for rule in (_pivot, _giving, _bare_event):
        if (at := rule(words, q, verbs)) is not None:
            return at
    governing = _governing(words, verbs)
    motion = next((i for i in reversed(range(len(words))) if verbs.motion(words[i])), None)
    host = next((i for i, w in enumerate(words[:-1]) if w.text in _HOSTING), None)
    if host is not None and motion is not None and motion > host:
        return host  # 接待兄弟政协来访12批
    if verbs.nominal(words[-1]):
        return _of_verbal_noun(words, governing, motion, verbs)
    if governing:
        return governing[-1]
    return motion if motion is not None else _weak(words, verbs)


def attributive(words: list[Word], i: int) -> bool:
    """调研报告, 学习座谈小组: a verb-noun right before a noun that it cannot govern; but 采纳建议37条."""
    if words[i].text == "联名" and words[i + 1].text.startswith("提案"):
        return True
    if i == 0 and words[0].text in _TAKING and words[1].text in ("建议", "信息", "意见", "提案", "问题"):
        return False
    return _DESCRIBED.match(words[i + 1].text) is not None


def _field(words: list[Word], verbs: Actions) -> int:
    """经济建设方面(的)提案: where the noun behind a field begins, 0 without one; a field's words govern nothing."""
    de = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "的"), 0)
    if de:
        return de + 1 if _FIELD.search(words[de - 1].text) else 0
    field = next((i for i in range(len(words) - 2, 0, -1) if words[i].text in ("方面", "领域", "类")), -1)
    lead = next((w for w in words if w.flag not in ("d", "ad", "t", "p")), words[0])
    governed = lead.flag[0] == "v" or any(verbs.pure(w) for w in words[: field + 1])
    return 0 if governed else field + 1


def _pivot(words: list[Word], q: Quantity, verbs: Actions) -> int | None:
    """邀请各界人士参加30人次: of persons the verb whose object they are, not what they did."""
    if q.kind != "person" and q.unit not in PERSON_TIMES:
        return None
    return next(
        (
            i
            for i, word in enumerate(words[:-1])
            if verbs.pivot(word) and any(PERSON.search(w.text) for w in words[i + 1 :])
        ),
        None,
    )


def _giving(words: list[Word], q: Quantity, verbs: Actions) -> int | None:
    """委员爱心捐赠80万元: giving right before the number governs it."""
    last = words[-1]
    return len(words) - 1 if _GIVING.search(last.text) and verbs.verbal(last) else None


def _bare_event(words: list[Word], q: Quantity, verbs: Actions) -> int | None:
    """多次视察9次, 会上协商4次: behind an adverb, a time or a place a verbal noun is a verb."""
    last = len(words) - 1
    if q.kind != "event" or not last or not verbs.nominal(words[last]):
        return None
    return last if words[last - 1].flag in ("f", "d", "t") or words[last - 1].text == "上" else None


def _governing(words: list[Word], verbs: Actions) -> list[int]:
    """The places of the verbs that govern by themselves.

    Light verbs before all; else the first verb and those that continue it (梳理形成); else the first verbal noun that
    describes nothing.
    """
    last = len(words) - 1
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
        return light
    if pure:
        run = next((i for i in reversed(pure) if words[pure[0]].text in HELPING), pure[0])
        while run + 1 in pure:
            run += 1
        return [run]
    free = (i for i, w in enumerate(words) if verbs.governing(w) and not (i < last and attributive(words, i)))
    return list(islice(free, 1))


def _of_verbal_noun(words: list[Word], governing: list[int], motion: int | None, verbs: Actions) -> int | None:
    """深入社区宣讲27次 counts the verb; 开展宣讲27次 and 机关集中学习44次 count what it names."""
    last = len(words) - 1
    before = [i for i in governing if i < last]
    if motion is not None and not any(i > motion for i in before):
        at = last
        while at - 1 > motion and verbs.nominal(words[at - 1]):
            at -= 1
        return at
    if before:
        return before[-1]
    if governing == [last]:
        return last
    behind_agent = last and (_acts(words[last - 1]) or words[last - 1].flag in ("d", "t", "p"))
    return last if behind_agent else None


def _weak(words: list[Word], verbs: Actions) -> int | None:
    """Without a governing verb: the first verbal noun that no noun makes part of a name, else the last plain verb."""
    for i, word in enumerate(words[:-1]):
        named = i and words[i - 1].flag[0] in "abn" and not _acts(words[i - 1])
        if verbs.nominal(word) and not attributive(words, i) and not named:
            return i
    plain = (
        i
        for i in reversed(range(len(words) - 1))
        if words[i].flag == "v" and not verbs.nominal(words[i]) and not attributive(words, i)
    )
    return next(plain, None)


def _acts(word: Word) -> bool:
    """Whether a word names who can act."""
    return bool(AGENT.search(word.text) or PERSON.search(word.text))
