"""Numbers that name, group or point at what is there: 十六字方针, 五个方面, 这三项, 两家联合, 全市12个县区."""

import re

from ..context import Context
from ..rules import only

_LOOSE = ("位", "员")  # measure words of persons that places take, too
_ONE_OF = re.compile(r"[^,。;、\d]{0,12}之一")
_CONDITION = re.compile(r"(?:以上)?[^,。;、\d的]{1,14}的[\d一二两三四五六七八九十]+[名位人]")
_ESSAY = re.compile("大?文章")
_PLACE = "个?{places_there}(?!{of_places}|[^共已均都]{0,9}{set_up_in_places})"
# Of what the place has in all a share is counted, or what was set up there.
_WHOLE_PLACE = re.compile("(?<!在)全[省市县区州旗]$")
_PART_OF = re.compile(r"[^,。;]{0,12}中的[\d百]")
MAKING = "{making}[了出过]?"
MADE = MAKING + ".{0,2}$"


def condition(around: Context) -> str | None:
    """连续两次无故缺席的3名委员: how often, in the clause that says which persons are counted."""
    of_persons = around.q.kind in ("event", "time") and _CONDITION.match(around.after)
    return "reference" if of_persons and around.pattern("{conditions}$").search(around.before) else None


def what_a_paper_is_about(around: Context) -> str | None:
    """投放单车5000辆的提案, 新增车位300个的建议: what is asked for, not the papers."""
    asked = (
        around.text.startswith("的", around.q.end)
        and around.q.kind in ("thing", "group", "length", "area", "money")
        and around.q.arabic
    )
    return "reference" if asked and around.pattern("的(?:集体|重点|委员)?{asking_papers}").match(around.after) else None


def one_of(around: Context) -> str | None:
    """全国45个重点提案之一: so many there are, and one of them is meant."""
    return "reference" if _ONE_OF.match(around.after) else None


def task(around: Context) -> str | None:
    """做好“融合、提升”两篇文章, 三篇大文章: what is to be done, not what was written."""
    q = around.q
    if q.arabic or around.value >= 10 or q.unit != "篇" or not _ESSAY.match(around.after):
        return None
    return "name" if around.pattern("”$|{to_be_done}").search(around.before) else None


def motto_by_characters(around: Context) -> str | None:
    """十六字方针: a motto by the number of its characters."""
    q = around.q
    by_characters = q.unit == "字" and around.value < 100 and q.start
    return "name" if by_characters and around.text.startswith("方针", q.end) else None


def grouping_noun(around: Context) -> str | None:
    """五个方面, 三项原则."""
    return "grouping" if around.pattern("“?大?{grouping_nouns}").match(around.text, around.q.end) else None


def _of_places(around: Context) -> bool:
    if around.q.kind != "group" and around.q.unit not in _LOOSE:
        return False
    return around.pattern(_PLACE).match(around.text, around.q.end) is not None


@only(_of_places)
def places_of_which_some(around: Context) -> str | None:
    """12个县区中的5个: the first number is all there are."""
    return "reference" if _PART_OF.match(around.after) else None


@only(_of_places)
def eight_parties(around: Context) -> str | None:
    """8个民主党派: so many there are."""
    return "reference" if around.value == 8 and around.after.startswith("民主党派") else None


@only(_of_places)
def places_there_anyway(around: Context) -> str | None:
    """全市12个县区, unless somebody went there (走访12个乡镇) or something was set up in them."""
    return None if _visited(around) or _something_set_up(around) else "reference"


def _visited(around: Context) -> bool:
    return around.pattern("{visiting}").search(around.before) is not None


def _something_set_up(around: Context) -> bool:
    """在12个乡镇建立联络站, 12个乡镇全覆盖, 设12个界别."""
    if "全覆盖" in around.after or around.before.endswith(("设", "设置", "设立", "分", "分为", "分成", "划分为")):
        return True
    return around.pattern("{setting_up}").search(around.after) is not None and not _WHOLE_PLACE.search(around.before)


def demonstrative(around: Context) -> str | None:
    """这三项, 另一件, 每2个: behind a demonstrative a number of up to ten points at what is known."""
    q = around.q
    before = around.text[max(0, q.start - 12) : q.start]
    if around.value > 10 or not around.pattern("{demonstratives}$").search(before):
        return None
    if around.pattern("{end_like_demonstratives}$").search(before):
        return None
    return "reference" if not q.arabic or before[-1] not in "上下" else None


def parties_together(around: Context) -> str | None:
    """提案委、督查室两家联合检查: those who were just named."""
    q = around.q
    if q.arabic or around.value > 5 or q.unit not in around.lists["measures_of_parties"]:
        return None
    return "reference" if around.pattern("{acting_together}").match(around.after) else None


def second(around: Context) -> str | None:
    """二次创业: two of something is 两."""
    return "ordinal" if around.q.numeral == "二" and not around.closes else None


def next_of_series(around: Context) -> str | None:
    """一次45件,二次52件,三次61件: behind 二次, which is no number of times, 三次 says which one, too."""
    q = around.q
    goes_on = around.clause_start == q.start and around.after[:1].isdigit() and not q.arabic
    return "ordinal" if goes_on and q.unit and f"二{q.unit}" in around.sentence_before else None


def small_grouping(around: Context) -> str | None:
    """三项职能: before a noun 两 to 九 often group or refer, with a measure word that is not concrete (两篇, 三场)."""
    q = around.q
    if around.value >= 10 or q.arabic or q.bound != "exact" or q.unit not in around.lists["general_measures"]:
        return None
    return None if any(counts(around) for counts in _STILL_COUNTS) else "grouping"


def _behind_noun(around: Context) -> bool:
    """出台制度三项."""
    return around.closes and len(around.before) >= 2


def _before_paper(around: Context) -> bool:
    """两件重点提案."""
    return around.pattern("(?:重点)?{worth_counting}").match(around.after) is not None


def _behind_opener(around: Context) -> bool:
    """等三项制度."""
    return around.pattern("{before_small_count}$").search(around.before) is not None


def _made(around: Context) -> bool:
    """制定三项制度."""
    return around.pattern(MADE).search(around.before) is not None


def _just_visited(around: Context) -> bool:
    """走访三个社区."""
    return around.pattern("{visiting}").search(around.before[-8:]) is not None


def _taken_up(around: Context) -> bool:
    """三件提案被采纳."""
    return around.pattern(".{0,18}?{passed_or_taken_up}").match(around.after) is not None


_STILL_COUNTS = (_behind_noun, _before_paper, _behind_opener, _made, _just_visited, _taken_up)
