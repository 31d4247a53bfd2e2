"""The verbs of the genre by how they govern, from `data/lexicons/actions.csv`."""

from __future__ import annotations

from .lists import Lists

KINDS = ("governing", "nominal", "motion", "pivot")


class Actions:
    """The verbs by kind, and all of them.

    governing: a verb with its object behind it (召开). nominal: a verb that is as often a noun (调研). motion: of
    going somewhere (深入). pivot: its object is the doer of the next verb (邀请各界人士参加).
    """

    def __init__(self, lists: Lists):
        self.by_kind = {kind: lists[kind] for kind in KINDS}
        self.any = frozenset().union(*self.by_kind.values())
