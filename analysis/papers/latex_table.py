"""A table as LaTeX for XeLaTeX with ctex, with the rules of booktabs: a part of a document, to \\input."""

import re

from .printed import Printed

_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "[": "{[}", "*": "{*}",  # which \\ before them would take
    "<": r"\textless{}", ">": r"\textgreater{}", "−": "$-$", "≈": r"$\approx$", "∞": r"$\infty$",
    "≥": r"$\geq$", "≤": r"$\leq$",
}  # fmt: skip
_SPECIAL = re.compile("|".join(map(re.escape, _SIGNS)))
PAGE = 40  # rows; more than a page holds are set as a longtable
LINE = 90  # half-width characters of 9 pt that a line of 15 cm holds
SHORT = 14  # half-width characters; shorter text is never broken


def as_latex(table: Printed, name: str) -> bytes:
    """A `table`, of more than PAGE rows a `longtable`, with caption, label tab:NAME and notes.

    What is wider than a line has its text in columns of fixed width, broken into lines.
    """
    form = "".join(_columns(table))
    head = _line([column.heading for column in table.columns])
    title = [rf"\caption{{{escaped(table.title)}}}"] if table.title else []
    label = [rf"\label{{tab:{name}}}"] if table.title else []
    rows = [_line(row) for row in table.rows]
    notes = [rf"\par {escaped(note)}" for note in table.notes]
    lines = [r"% In the preamble: \usepackage{ctex,booktabs,array,longtable}"]
    if len(rows) > PAGE:
        begin = [r"\begingroup\small\setlength{\tabcolsep}{4pt}", rf"\begin{{longtable}}{{{form}}}"]
        over = [*title, *label, r"\\"] if title else []
        ruled = [r"\toprule", head, r"\midrule"]
        lines += [*begin, *over, *ruled, r"\endfirsthead", *ruled, r"\endhead", r"\bottomrule", r"\endlastfoot"]
        lines += [*rows, r"\end{longtable}"]
        lines += [r"\noindent\footnotesize", *notes] if notes else []
        lines += [r"\par\endgroup"]
    else:
        lines += [
            r"\begin{table}[htbp]",
            r"\centering\small\setlength{\tabcolsep}{4pt}",
            *title,
            *label,
            rf"\begin{{tabular}}{{{form}}}",
        ]
        lines += [r"\toprule", head, r"\midrule", *rows, r"\bottomrule", r"\end{tabular}"]
        if notes:
            lines += [r"\par\smallskip", r"\begin{minipage}{\linewidth}\footnotesize", *notes, r"\end{minipage}"]
        lines += [r"\end{table}"]
    return ("\n".join(lines) + "\n").encode("utf-8")


def escaped(said: str) -> str:
    """Text that LaTeX sets as it is, in one line."""
    return _SPECIAL.sub(lambda sign: _SIGNS[sign[0]], " ".join(said.split()))


def _line(cells: list[str]) -> str:
    return rf"{' & '.join(map(escaped, cells))} \\"


def _columns(table: Printed) -> list[str]:
    """How each column is set: to the left or right; where they are wider than a line, long text in broken lines."""
    wide = [column.wide for column in table.columns]
    long = [not column.right and w > SHORT for column, w in zip(table.columns, wide, strict=True)]
    room = LINE - sum(w for w, broken in zip(wide, long, strict=True) if not broken) - 2 * len(wide)
    of_long = sum(w for w, broken in zip(wide, long, strict=True) if broken)
    if of_long <= room:
        long = [False] * len(wide)
    set_so = []
    for column, w, broken in zip(table.columns, wide, long, strict=True):
        share = max(room * w / of_long, SHORT) / LINE if broken else 0
        left = rf">{{\raggedright\arraybackslash}}p{{{share:.3f}\linewidth}}" if broken else "l"
        set_so.append("r" if column.right else left)
    return set_so
