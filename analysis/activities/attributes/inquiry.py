"""What is done on the way of an inquiry belongs to it: 调研组走访企业5家、查阅台账12册 is inspection, both of it.

Whoever looks into something visits, asks, reads and counts; none of that is done for its own sake. So the kind of acts
like these is that of the inquiry named last before them, unless the text has turned to other work since.
"""

import re

from .question import Category, Question

_WITHIN = 160  # characters before the count
_ACT = "(?:{ways_of_inquiring})*(?:{inquiring})了?(?:{going_on_inquiring})?"
# Of each kind who was sent, or what says that it goes on; and what else may name it.
_PARTIES = {"inspection": "{investigators}|{investigation}", "oversight": "{appraisers}"}
_NAMED = {
    "inspection": _PARTIES["inspection"] + "|(?:{on_something})[^。]{2,30}{looking_into}"
    "|{carrying_out_inquiry}[^,。;]{0,14}{looking_into}",
    "oversight": _PARTIES["oversight"] + "|{appraisal}",
}


def part_of_inquiry(asked: Question) -> Category | None:
    """调研组…,走访农户26户: what is done to find out is of the kind of the inquiry."""
    kinds = _kinds_that_may_tell(asked)
    around = asked.around
    told = around.text[max(0, around.q.start - _WITHIN) : around.clause_end]
    end, kind = max(((_last(asked.pattern(words), told), kind) for kind, words in kinds.items()), default=(-1, ""))
    if end < 0 or asked.pattern("{other_work}").search(told, min(end, len(told) - len(around.clause))):
        return None
    return Category(kind, "context")


def _kinds_that_may_tell(asked: Question) -> dict[str, str]:
    """By kind of inquiry the words that name it, if the count may be a part of one; of a sitting only who was sent."""
    if not asked.object or asked.pattern("{not_inquired}").search(asked.object):
        return {}
    if asked.pattern(_ACT).fullmatch(asked.action) or asked.pattern("{means_of_inquiry}$").search(asked.object):
        return _NAMED
    return _PARTIES if asked.pattern("{sittings_of_inquiry}$").search(asked.object) else {}


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last of the words ends, -1 without one."""
    return max((found.end() for found in words.finditer(text)), default=-1)
