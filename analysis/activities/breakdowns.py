"""Parts of what was counted before, or above: 提案113件,其中农林水31件, 已经解决的121件, 立案102件."""

from __future__ import annotations

import re
from dataclasses import replace

from .patterns import either
from .predicates import last_verb
from .reading import AGENT, Clause, Reading, taken_from

# What is done to papers or persons that were counted before.
CARRY = re.compile(
    either("""
    立案 并案 办复 办结 答复 采纳 采用 落实 交办 转办 转送 合并 批示 新建 新增 转化 录用 刊发 确定 满意 催办
    参考 转载 报送 审定 列入 纳入 吸收 写[进入] 选入 撤 获奖 ^写 ^办$ 增(?:至|加到)?$ 增补 辞 撤销 劝 转载 报送
    """)
)
# What is done to problems that were gathered before.
SOLVED = re.compile("办理|解决|化解|整改|销号|办结|调处|调解|落实|协调|答复|回复")
# How things counted before ended: 满意的, 已经解决, 列入计划的.
STATE = re.compile(
    "(?:表示|已经?|正在|现场|当场|限期|均|全部|得到|可|被)*(?:不|基本|比较|很)?"
    + either("""
    满意 了解 立案 整改 解决 列入 采纳 办结 办复 答复 落实 并案 转办 采用 合并 撤案 不予立案 留作参考 批示 跟踪催办
    合并办理 作为来信 [ABC]类
    """)
    + "(?:[或和及].{0,10})?(?:的|了|者|件)?"
)

# A label of some of the things counted before: 经济类, 头版, 界别(…).
_LABEL = re.compile(
    either(r"""
    (?:头版|头条|期间|会后|会上|平时|大会|方面|类|其他|其它|其余|界|系统|领域|口|等奖|本级)$ ^.{0,8}\([^()]*\)$
    """)
)
# What a sentence opens with before it is broken down: 立案提案中,
_OPENING = re.compile(r"(?:在)?(?:[^,。;]{0,12}的)?(?P<noun>[^,。;、的\d]{2,10})中[,:]")
# Where the articles counted before appeared: 其中《人民政协报》86篇.
_MEDIUM = re.compile("(?:在)?《[^》]*(?:报|网|刊|杂志|时报|日报)》(?:等)?(?:刊发|刊登|发表)?")
# The fields that proposals are sorted by.
_FIELD = re.compile(
    either("""
    农 工交 工业 财贸 文教 科教 城建 政法 统战 经济 社会 政治 文化 生态 民生 综合 医 环保 其[他它]
    """)
    + "[^,。;]{0,8}$"
)
# What is done to proposals alone.
_PROPOSALS_ONLY = re.compile(
    "(?:经审查|审查|共|均|已|全部|最终|予以)*" + "(?:立案|并案|交办|办复|面复|撤案|并案处理)" + "(?:后)?(?:立案|交办)?"
)
# How proposals were answered, where the noun itself is left out.
_ANSWERED = re.compile(
    either("""
    已经? 正在 所提 问题 基本 逐步 因 受 由于 条件 客观 限制 暂时 暂 难以 不能 拟 列入 纳入 计划 规划 解决 采纳
    落实 办理 答复 留作 作为? 工作 部门 决策 参考 或 和 及 、 的 了 不 表示 满意 理解 未 反馈 意见 委员
    """)
    + "+"
)
_GRADED = re.compile(r"所提问题|\([ABC]类\)|[ABC]类")
# Other things than proposals that are counted in 件.
_OTHER_PIECES = re.compile(
    either("""
    提案 议案 信息 民意 建议 实事 好事 诉求 批示 物资 作品 (?<![立并撤])案(?!$) 成果 纠纷 问题 材料 文物 实物
    资料 衣 来访 信访 来信 信件 奖 稿 报告 心愿 事$ 会$
    """)
)
_ENDS_IN_DE = re.compile(r"的(?:\([^()]*\))?(?:有|共|计)?$")


def part_of_earlier(r: Reading) -> Clause | None:
    """The clause of a count that names only a part of what was counted before; None where it names a noun."""
    for read in (_headless, _unnamed_proposals, _answered_proposals, _stated_or_labelled, _by_agent, _broken_down):
        if clause := read(r):
            return clause
    return None


def label_of(phrase: str) -> str:
    """A label without the verb that assigns it: 属于经济类."""
    return re.sub(r"^(?:属于?|涉及|有关|关于)", "", phrase)


def _is_headless(r: Reading) -> bool:
    """已经解决的121件: 的 stands where the noun is wanted."""
    return r.q.kind in ("document", "group", "person") and _ENDS_IN_DE.search(r.written) is not None


def _headless(r: Reading) -> Clause | None:
    """已经解决的121件 are of the kind counted before; 关于交通的9件 have its verb too."""
    if not r.like_earlier or not _is_headless(r):
        return None
    about = r.left[0].text in ("关于", "涉及", "有关") or _LABEL.search(r.phrase.removesuffix("的"))
    return taken_from(r.earlier, "" if about else last_verb(r.left, r.verbs))


def _unnamed_proposals(r: Reading) -> Clause | None:
    """经审查立案118件: only proposals are filed and answered, so under their heading they need no name."""
    if r.q.unit != "件" or r.earlier or not r.on_proposals:
        return None
    named = _PROPOSALS_ONLY.fullmatch(r.phrase) or _ANSWERED.fullmatch(r.phrase)
    return Clause("提案", last_verb(r.left, r.verbs), True) if named else None


def _answered_proposals(r: Reading) -> Clause | None:
    """所提问题已经解决的(A类)23件."""
    if r.q.unit != "件" or not r.on_proposals or not _is_headless(r):
        return None
    graded = _GRADED.search(r.written) or not r.earlier
    return Clause("提案", last_verb(r.left, r.verbs), True) if graded else None


def _stated_or_labelled(r: Reading) -> Clause | None:
    """收到建议60条,采纳41条 says what became of them; 立案提案202件,经济类69件 names some of them."""
    stated = r.earlier and (r.same or r.like_earlier) and STATE.fullmatch(r.phrase) and not r.phrase.endswith("提案")
    labelled = (r.like_earlier or _whole(r)) and (
        _LABEL.search(r.phrase) or (r.q.unit != "期" and _MEDIUM.fullmatch(r.phrase))
    )
    if not stated and not labelled:
        return None
    label = label_of(r.phrase) if r.phrase.endswith("类") and not r.phrase.startswith(("其", "这")) else ""
    whole = "" if stated else _whole(r)
    clause = Clause(whole, "", True) if whole else taken_from(r.earlier, last_verb(r.left, r.verbs) if stated else "")
    return replace(clause, object=label + _head(clause.object, label))


def _whole(r: Reading) -> str:
    """立案提案中,经济类51件: the noun that the sentence opens with; "" where it opens otherwise."""
    found = _OPENING.match(r.text[r.sentence : r.left_from])
    return found["noun"] if found and found.end() == r.left_from - r.sentence else ""


def _head(noun: str, label: str) -> str:
    """The noun that a label completes: 经济类69件 of 立案提案202件 are 经济类提案."""
    if not label:
        return noun
    head = noun.rsplit("类", 1)[-1].rsplit("的", 1)[-1]
    return "提案" if head.endswith("提案") else head


def _by_agent(r: Reading) -> Clause | None:
    """提交提案260件,其中委员个人201件: who is named did the same."""
    if r.q.kind not in ("document", "event") or not r.like_earlier:
        return None
    only_agents = all(AGENT.search(w.text) or w.flag in "dtrm" or w.flag == "ns" for w in r.left)
    return taken_from(r.earlier) if only_agents else None


def _broken_down(r: Reading) -> Clause | None:
    """提案113件,其中农林水31件, 留作参考8件: parts of the proposals counted before, whatever is said of them."""
    if r.q.unit != "件" or not r.like_earlier or "提案" not in r.earlier.clause.object:
        return None
    ended = re.match(r"转|作为?|合并", r.phrase) and "的" not in r.phrase
    if _OTHER_PIECES.search(r.phrase) and not ended:
        return None
    between = r.text[r.earlier.q.end : r.q.start]
    near = r.same is not None or "。" not in between.rstrip("。")[:-1]
    if not (near or r.listed or "其中" in between or _FIELD.search(r.phrase)):
        return None
    done = any(r.verbs.pure(w) or CARRY.search(w.text) for w in r.left)
    return taken_from(r.earlier, last_verb(r.left, r.verbs) if done else "")
