"""Marks that charts share, with one meaning each: a hollow mark carries a warning, and a sign beside it says which."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from ..language import joined, kinds, text
from .style import BLUE, GREY, HATCH, MUTED

SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
SAID = ("no text",)  # kinds that the chart writes out at their place


class Signs:
    """The kinds of warning in a chart: which marks are hollow, the signs beside marks and names, and their legend.

    warnings: one per mark. lines: the row or column of each mark, where several marks share one. A kind that applies to
    all marks of every line in which it occurs (a short text) is shown at the names of these lines; the others make
    their marks hollow. A warning that all marks carry is given once, in the legend. A single kind of hollow mark needs
    no number; several kinds have numbers beside their marks, and `numbers` numbers a single one, too, for figures
    without marks. Without `hollow` there are only numbers.
    """

    def __init__(
        self,
        warnings: Iterable[Any],
        lines: Iterable[Any] | None = None,
        *,
        hollow: bool = True,
        numbers: bool = False,
    ) -> None:
        told = [_kinds(said) for said in warnings]
        self.kinds = {kind: short for said in told for kind, short in said.items()}
        # Of one mark alone everything would be said of all.
        self._of_all = {k for k in self.kinds if len(told) > 1 and all(k in said for said in told)}
        self._hollow = hollow
        self._of_line: dict[Any, set[str]] = {}
        of_marks = set(self.kinds) - self._of_all
        if lines is not None:
            marks: dict[Any, list[set[str]]] = {}
            for line, said in zip(lines, told, strict=True):
                marks.setdefault(line, []).append(set(said))
            of_marks = {
                k for k in self.kinds for each in marks.values() if 0 < sum(k in one for one in each) < len(each)
            }
            self._of_line = {line: set.intersection(*each) - of_marks - self._of_all for line, each in marks.items()}
        self._of_marks = of_marks
        alone = hollow and not numbers and len(of_marks) == 1
        numbered = [k for k in self.kinds if k not in self._of_all and not (alone and k in of_marks)]
        signs = SUPERSCRIPTS if len(numbered) > 1 else "*"
        self._signs = {kind: signs[min(i, len(signs) - 1)] for i, kind in enumerate(numbered)}

    def _told(self, kinds: Iterable[str]) -> str:
        kinds = set(kinds)
        return "".join(sign for kind, sign in self._signs.items() if kind in kinds)

    def of(self, warning: Any) -> str:
        """The signs of a warning that stand beside its mark."""
        return self._told(k for k in _kinds(warning) if k in self._of_marks)

    def at(self, line: Any) -> str:
        """The signs at the name of a line, preceded by a blank."""
        told = self._told(self._of_line.get(line, ()))
        return f" {told}" if told else ""

    def fill(self, warning: Any) -> str:
        """The colour inside a mark: white where it carries a warning."""
        return "white" if self._hollow and any(k in self._of_marks for k in _kinds(warning)) else BLUE

    def handles(self, hollow_of: Iterable[Any] | None = None) -> list[Line2D]:
        """The entries of the legend: hollow marks, then the other signs.

        hollow_of: the warnings of those marks that can be hollow, where others are text or bars (default all).
        """
        able = None if hollow_of is None else {kind for said in hollow_of for kind in _kinds(said)}
        nothing: dict[str, Any] = {"color": BLUE, "linestyle": "none"}
        shown = {**nothing, "marker": "o", "markerfacecolor": "white", "markersize": 3.6}
        entries = {kind: f"{self._signs.get(kind, '')} {short}".strip() for kind, short in self.kinds.items()}
        hollow = [kind for kind in self.kinds if self._hollow and kind in self._of_marks]
        hollow = [kind for kind in hollow if able is None or kind in able]
        rest = [entries[kind] for kind in self.kinds if kind not in hollow and kind not in self._of_all]
        of_all = joined(self.kinds[kind] for kind in self.kinds if kind in self._of_all)
        handles = []
        if hollow:
            said = "  ".join(entries[kind] for kind in hollow)
            handles.append(Line2D([], [], label=f"{text('warned')} {said}" if len(hollow) > 1 else said, **shown))
        rest = ["  ".join(rest), text("of all marks", kinds=of_all) if of_all else ""]
        return handles + [Line2D([], [], label=said, **nothing) for said in rest if said]


def _kinds(warning: Any) -> dict[str, str]:
    """The kinds in a warning, but for those that the chart writes out."""
    told = kinds("" if warning is None or pd.isna(warning) else str(warning))
    return {kind: short for kind, short in told.items() if kind not in SAID}


def cut(mark: str = ">") -> Line2D:
    """Legend handle of an interval that extends beyond the axis."""
    return Line2D([], [], color=BLUE, label=text("cut"), marker=mark, markersize=3)


def unknown(said: str) -> Patch:
    """Legend handle of hatched cells, about which nothing is known."""
    return Patch(facecolor="white", edgecolor=GREY, hatch=HATCH, linewidth=0, label=text(said))


def gap(x: float, y: float) -> Rectangle:
    """A hatched cell around (x, y): nothing is known there."""
    return Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor="white", edgecolor=GREY, hatch=HATCH, linewidth=0)


def beside(ax: Axes, said: str, x: float, y: float, points: int = 3, **kwargs: Any) -> None:
    """Text placed a number of points to the right of a position."""
    ax.annotate(said, (x, y), (points, 0), textcoords="offset points", va="center", **kwargs)


def absent(ax: Axes, said: str, x: float, y: float) -> None:
    """Unobtrusive text in place of a mark, saying why there is none."""
    beside(ax, said, x, y, 2, color=MUTED)
