"""A table as LaTeX for XeLaTeX with ctex, with the rules of booktabs: a part of a document, to \\input."""

import re
from collections.abc import Sequence

from ..language import current
from .printed import Printed
from .widths import fitted

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "[": "{[}", "*": "{*}",  # which \\ before them would take
    "<": r"\textless{}", ">": r"\textgreater{}", "−": "$-$", "≈": r"$\approx$", "∞": r"$\infty$",
    "≥": r"$\geq$", "≤": r"$\leq$",
}  # fmt: skip
_SPECIAL = re.compile("|".join(map(re.escape, _SIGNS)))
PAGE = 40  # rows; more than a page holds are set as a longtable
# What is tried in turn: the size of the letters, and the half-width characters that a line of 15 cm (of a page across,
# 24 cm) holds in them.
SIZES = ((r"\small", 90, False), (r"\small", 144, True), (r"\scriptsize", 185, True))
BETWEEN = 2.2  # half-width characters from one column to the next


def as_latex(table: Printed, name: str) -> bytes:
    """A `table`, of more than PAGE rows a `longtable`, with caption, label tab:NAME and notes.

    What is wider than a line has headings and long text broken into lines; what is still wider stands on a page across.
    """
    size, across, wide = _size(table)
    form = "".join(_columns(table, wide))
    head = _line([column.heading for column in table.columns])
    title = [rf"\caption{{{escaped(table.title)}}}"] if table.title else []
    label = [rf"\label{{tab:{name}}}"] if table.title else []
    rows = [_line(row, [column.right for column in table.columns]) for row in table.rows]
    notes = [rf"\par {escaped(note)}" for note in table.notes]
    scheme = "" if current() == "zh" else "[scheme=plain]"
    packages = "booktabs,array,longtable" + (",pdflscape" if across else "")
    lines = [rf"% In the preamble: \usepackage{scheme}{{ctex}}\usepackage{{{packages}}}"]
    lines += [r"\begin{landscape}"] if across else []
    if len(rows) > PAGE:
        begin = [rf"\begingroup{size}\setlength{{\tabcolsep}}{{4pt}}", rf"\begin{{longtable}}{{{form}}}"]
        over = [*title, *label, r"\\"] if title else []
        ruled = [r"\toprule", head, r"\midrule"]
        lines += [*begin, *over, *ruled, r"\endfirsthead", *ruled, r"\endhead", r"\bottomrule", r"\endlastfoot"]
        lines += [*rows, r"\end{longtable}"]
        lines += [r"\noindent\footnotesize", *notes] if notes else []
        lines += [r"\par\endgroup"]
    else:
        lines += [r"\begin{table}[htbp]", rf"\centering{size}\setlength{{\tabcolsep}}{{4pt}}", *title, *label]
        lines += [rf"\begin{{tabular}}{{{form}}}"]
        lines += [r"\toprule", head, r"\midrule", *rows, r"\bottomrule", r"\end{tabular}"]
        if notes:
            lines += [r"\par\smallskip", r"\begin{minipage}{\linewidth}\footnotesize", *notes, r"\end{minipage}"]
        lines += [r"\end{table}"]
    lines += [r"\end{landscape}"] if across else []
    return ("\n".join(lines) + "\n").encode("utf-8")


def escaped(said: str) -> str:
    """Text that LaTeX sets as it is, in one line."""
    return _SPECIAL.sub(lambda sign: _SIGNS[sign[0]], " ".join(said.split()))


def _line(cells: Sequence[str], unbroken: Sequence[bool] | None = None) -> str:
    """A row; what stands at the right, a number with its sign and unit, is never broken."""
    kept = unbroken or [False] * len(cells)
    said = [escaped(cell).replace(" ", "~" if whole else " ") for cell, whole in zip(cells, kept, strict=True)]
    return rf"{' & '.join(said)} \\"


def _size(table: Printed) -> tuple[str, bool, list[float]]:
    """Size of the letters, whether the page stands across, and the share of a line of each column (0: as it needs)."""
    for size, line, across in SIZES:
        wide = fitted(table.columns, line, BETWEEN)
        if wide is not None:
            broken = any(w < column.wide for w, column in zip(wide, table.columns, strict=True))
            return size, across, [w / line if broken else 0 for w in wide]
    return size, across, [0] * len(table.columns)  # wider than any page: as it is


def _columns(table: Printed, wide: list[float]) -> list[str]:
    """How each column is set: to the left or right, those with a width in broken lines."""
    ragged = {True: r"\raggedleft", False: r"\raggedright"}
    return [
        rf">{{{ragged[column.right]}\arraybackslash}}p{{{share:.3f}\linewidth}}" if share else "lr"[column.right]
        for column, share in zip(table.columns, wide, strict=True)
    ]
