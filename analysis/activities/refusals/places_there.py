"""Places and parties that are there anyway: naming them counts no activity."""

from __future__ import annotations

import re

from ..context import Context
from ..rules import only

_PLACE = "个?{places_there}(?!{of_places}|[^共已均都]{0,9}{set_up_in_places})"
# Of what the place has in all a share is counted, or what was set up there.
_WHOLE_PLACE = re.compile("(?<!在)全[省市县区州旗]$")
_PART_OF = re.compile(r"[^,。;]{0,12}中的[\d百]")


def _of_places(around: Context) -> bool:
    if around.q.kind not in ("group", "person"):
        return False
    return around.re(_PLACE).match(around.text, around.q.end) is not None


@only(_of_places)
def places_of_which_some(around: Context) -> str | None:
    """12个县区中的5个: the first number is all there are."""
    return "reference" if _PART_OF.match(around.after) else None


@only(_of_places)
def eight_parties(around: Context) -> str | None:
    """8个民主党派: so many there are."""
    return "reference" if around.q.value == 8 and around.after.startswith("民主党派") else None


@only(_of_places)
def places_there_anyway(around: Context) -> str | None:
    """全市12个县区, unless somebody went there (走访12个乡镇) or something was set up in them."""
    return None if _visited(around) or _something_set_up(around) else "reference"


def _visited(around: Context) -> bool:
    return around.re("{visiting}").search(around.before) is not None


def _something_set_up(around: Context) -> bool:
    """在12个乡镇建立联络站, 12个乡镇全覆盖, 设12个界别."""
    if "全覆盖" in around.after or around.before.endswith(("设", "设置", "设立")):
        return True
    return around.re("{setting_up}").search(around.after) is not None and not _WHOLE_PLACE.search(around.before)
