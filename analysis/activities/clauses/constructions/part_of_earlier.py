"""Parts of what was counted before, or above: 提案113件,其中农林水31件, 已经解决的121件, 立案102件."""

import re

from ...rules import only
from ..predicate import last_verb
from ..reading import Clause, Counted, Reading, taken_from
from . import something_before

_STATE = "{before_states}*(?:不|基本|比较|很)?{states}(?:[或和及].{0,10})?(?:的|了|者|件)?"
# What a sentence opens with before it is broken down: 立案提案中,
_OPENING = re.compile(r"(?:在)?(?:[^,。;]{0,12}的)?(?P<noun>[^,。;、的\d]{2,10})中[,:]")
# Where the articles counted before appeared: 其中《人民政协报》86篇.
_MEDIUM = re.compile("(?:在)?《[^》]*(?:报|网|刊|杂志|时报|日报)》(?:等)?(?:刊发|刊登|发表)?")
_PROPOSALS_ONLY = "(?:经审查|审查|共|均|已|全部|最终|予以)*{done_to_proposals}(?:后)?(?:立案|交办)?"
_GRADED = re.compile(r"所提问题|\([ABC]类\)|[ABC]类")
_SORTED = re.compile(r"按[^,。;]{1,12}(?:分|分类|划分|来看|看),|(?:分类|构成):")
_GROWN_TO = "(?:\\d{4}年|[一二三四五六七八九〇]{4}年)?(?P<verb>{growing_to})"
_SESSION = re.compile("(?:第?.{1,2}届.{1,2}次)?(?:全体|全委)?会议?")
_ENDS_IN_DE = re.compile(r"的(?:\([^()]*\))?(?:有|共|计)?$")


def is_state(r: Reading, phrase: str) -> bool:
    """Whether a phrase says how things counted before ended: 已经解决的."""
    return r.pattern(_STATE).fullmatch(phrase) is not None


def label_of(phrase: str) -> str:
    """A label without the verb that assigns it: 属于经济类."""
    return re.sub(r"^(?:属于?|涉及|有关|关于)", "", phrase)


def _is_headless(r: Reading) -> bool:
    """已经解决的121件: 的 stands where the noun is wanted."""
    return r.q.kind in ("document", "group", "person") and _ENDS_IN_DE.search(r.written) is not None


@only(something_before)
def headless(r: Reading) -> Clause | None:
    """已经解决的121件 are of the kind counted before; 关于交通的9件 have its verb too."""
    if not r.like_earlier or not _is_headless(r):
        return None
    about = r.left[0].text in ("关于", "涉及", "有关") or r.pattern("{labels}").search(r.phrase.removesuffix("的"))
    return taken_from(r.like_earlier, "" if about else last_verb(r.left, r.grammar))


@only(something_before)
def some_of_the_persons(r: Reading) -> Clause | None:
    """委员298名,新任189名、缺席4名: which of the persons counted before, never whom."""
    if not r.q.of_persons or not r.earlier or not r.earlier.q.of_persons:
        return None
    return taken_from(r.earlier) if r.pattern("{states_of_persons}").fullmatch(r.phrase) else None


@only(something_before)
def ended_proposals(r: Reading) -> Clause | None:
    """部分解决或列入计划逐步解决的364件: how proposals ended, or were judged, is never what is counted."""
    phrase = r.phrase.rstrip("的有共达")
    if r.q.unit != "件" or not r.on_proposals or not r.pattern("{ends_of_proposals}$").search(phrase):
        return None
    if r.pattern("{counted_in_pieces}").search(phrase):
        return None
    verb = last_verb(r.left, r.grammar)
    above = r.like_above
    return taken_from(above, verb) if above and "提案" in above.clause.object else Clause("提案", verb, True)


@only(something_before)
def unnamed_proposals(r: Reading) -> Clause | None:
    """经审查立案118件: only proposals are filed and answered, so under their heading they need no name."""
    if r.q.unit != "件" or r.earlier or not r.on_proposals:
        return None
    named = r.pattern(_PROPOSALS_ONLY).fullmatch(r.phrase) or r.pattern("{answers}+").fullmatch(r.phrase)
    return Clause("提案", last_verb(r.left, r.grammar), True) if named else None


@only(something_before)
def urged_proposals(r: Reading) -> Clause | None:
    """主席领衔督办9件, 会议期间共收1208件, 一次会议42件: under their heading proposals need no name."""
    if r.q.unit != "件" or not r.on_proposals:
        return None
    if _SESSION.fullmatch(r.phrase):
        return Clause("提案", "", True)
    if r.pattern("{counted_in_pieces}").search(r.phrase):
        return None
    urged = r.pattern("{urging_proposals}$").search(r.phrase)
    if not urged and (r.phrase not in r.grammar.lists["filing"] or (r.like_same and r.like_same.clause.object)):
        return None
    return Clause("提案", urged[0] if urged else r.phrase, True)


@only(something_before)
def answered_proposals(r: Reading) -> Clause | None:
    """所提问题已经解决的(A类)23件."""
    of_proposals = r.on_proposals or "所提问题" in r.written
    if r.q.unit != "件" or not of_proposals or not _is_headless(r):
        return None
    graded = _GRADED.search(r.written) or not r.earlier
    return Clause("提案", last_verb(r.left, r.grammar), True) if graded else None


@only(something_before)
def proposals_by_field(r: Reading) -> Clause | None:
    """按内容分,经济建设94件: under a heading of proposals, or behind them."""
    if r.q.unit != "件" or not r.on_proposals:
        return None
    goes_on = r.like_earlier is not None and r.like_earlier.clause.by == "proposals_by_field"
    opens = not r.like_earlier and _SORTED.search(r.text[r.sentence : r.left_from]) is not None
    return Clause(label_of(r.phrase) + "提案", "", True) if opens or goes_on else None


@only(something_before)
def items_about(r: Reading) -> Clause | None:
    """印发信息192则,其中宣传委员活动98则: what pieces are about is not what is counted."""
    if r.q.unit not in ("则", "篇") or not r.like_above or r.pattern("{papers}").search(r.phrase):
        return None
    about = next((w for w in r.left if w.text in r.grammar.lists["reporting"]), None)
    return taken_from(r.like_above, about.text) if about else None


@only(something_before)
def stated_or_labelled(r: Reading) -> Clause | None:
    """收到建议60条,采纳41条 says what became of them; 立案提案202件,经济类69件 names some of them."""
    stated = r.earlier and (r.same or r.like_earlier) and is_state(r, r.phrase) and not r.phrase.endswith("提案")
    labelled = (r.like_earlier or _whole(r)) and (
        r.pattern("{labels}").search(r.phrase) or (r.q.unit != "期" and _MEDIUM.fullmatch(r.phrase))
    )
    if not stated and not labelled:
        return None
    if labelled and not stated and r.q.kind == "person" and r.phrase.endswith("界"):
        return Clause(r.phrase, "")  # 工商界六人
    field = r.phrase.endswith("类") or (r.q.unit == "件" and r.phrase.endswith(("方面", "领域")))
    label = label_of(r.phrase) if field and not r.phrase.startswith(("其", "这")) else ""
    whole = "" if stated else _whole(r)
    clause = Clause(whole, "", True)
    if not whole and r.earlier:
        of_all = r.phrase.startswith(("其他", "其它", "其余"))  # 民生类80件、其他40件 are parts of the same whole
        clause = taken_from(
            _divided(r.earlier) if of_all else r.earlier, last_verb(r.left, r.grammar) if stated else ""
        )
    return clause._replace(object=label + _head(clause.object, label))


@only(something_before)
def part_of_proposals(r: Reading) -> Clause | None:
    """提案113件,其中农林水31件, 留作参考8件: parts of the proposals counted before, whatever is said of them."""
    if r.q.unit != "件" or not r.like_earlier or "提案" not in r.like_earlier.clause.object:
        return None
    ended = re.match(r"转|作为?|合并", r.phrase) and "的" not in r.phrase
    if r.pattern("{counted_in_pieces}").search(r.phrase) and not ended:
        return None
    between = r.text[r.like_earlier.q.end : r.q.start]
    near = r.same is not None or "。" not in between.rstrip("。")[:-1]
    field = r.pattern("{proposal_fields}[^,。;]{0,8}$").search(r.phrase)
    if not (near or r.listed or "其中" in between or field):
        return None
    done = any(r.grammar.pure(w) or r.pattern("{done_to_papers}").search(w.text) for w in r.left)
    return taken_from(r.like_earlier, last_verb(r.left, r.grammar) if done else "")


@only(something_before)
def came_to_event(r: Reading) -> Clause | None:
    """举办培训班2期,受训140人次: those who came to what was just counted."""
    came = (
        r.q.of_persons and r.same and r.same.q.kind == "event" and r.pattern("{coming_to_events}").fullmatch(r.phrase)
    )
    return taken_from(r.same, r.phrase) if came and r.same else None


@only(something_before)
def grown_to(r: Reading) -> Clause | None:
    """编制6人,1984年增至11人: the number of what was counted before."""
    grown = r.pattern(_GROWN_TO).fullmatch(r.phrase)
    return taken_from(r.like_earlier, grown["verb"]) if r.like_earlier and grown else None


def _divided(part: Counted) -> Counted:
    """What a part was counted of: of 经济类提案 the 提案 before it."""
    while (whole := part.clause.source) and part.clause.object != whole.clause.object:
        part = whole
    return part


def _whole(r: Reading) -> str:
    """立案提案中,经济类51件: the noun that the sentence opens with; "" where it opens otherwise."""
    found = _OPENING.match(r.text[r.sentence : r.left_from])
    return found["noun"] if found and found.end() == r.left_from - r.sentence else ""


def _head(noun: str, label: str) -> str:
    """The noun that a label completes: 经济类69件 of 立案提案202件 are 经济类提案."""
    if not label:
        return noun
    head = re.split("类|方面|领域|的", noun)[-1]
    return "提案" if head.endswith("提案") and (label.endswith("类") or len(head) > 4) else head
