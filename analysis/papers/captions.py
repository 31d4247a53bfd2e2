"""What stands under a figure or table: what it rests on, what it leaves out, and how right its counts are."""

from dataclasses import dataclass

import pandas as pd

from .. import language
from ..compare import basis
from ..compare.bases import included
from ..language import joined, label, sentences, text
from .accuracy import UNKNOWN, kinds, measured
from .plain_table import escaped
from .printed import heading

GROUPS = ("report", "body", "city", "province", "prefecture", "genre", "year")  # columns that tell reports apart
NAMED = (
    *GROUPS,
    "variant",
    "term",
    "category",
    "unit",
    "theme",
    "slogan",
    "level",
    "part",
    "panel",
    "tables",
    "measure",
)
MEASURES = ("rate", "share", "ratio", "log_odds")
BASES = ("n", "n_reports", "n_chars", "warning")  # beside the cells of a matrix


@dataclass(frozen=True)
class Caption:
    """A caption and, for those who cannot see the figure, what is on it, both in English and Chinese."""

    en: str
    zh: str
    alt_en: str = ""
    alt_zh: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        """The caption, first in the language in use, then in the other."""
        return (self.zh, self.en) if language.current() == "zh" else (self.en, self.zh)

    @property
    def alts(self) -> tuple[str, str]:
        """The alternative text, first in the language in use, then in the other."""
        return (self.alt_zh, self.alt_en) if language.current() == "zh" else (self.alt_en, self.alt_zh)


def caption(
    table: pd.DataFrame,
    reports: pd.DataFrame | None = None,
    *,
    title: str | tuple[str, str] = "",
    counts: bool | None = None,
    chart: str = "",
) -> Caption:
    """The caption of a figure or table that shows `table`, a table of analysis.compare.

    It says the reports, places, years and characters that the table rests on, that intervals are of 95 %, what sums
    leave out, for how many rows which warning holds, and how right counts in such texts were when it was measured.
    reports: those the table was made of; of these only what it shows is counted. Without them it says what the table
    tells. title: the first words, of one language or (English, Chinese). counts: whether counts of activities are
    shown; default: as the columns tell. chart: what is drawn, the name of a function of `plots`; with it the caption
    has an alternative text, which `plots.save` adds else.
    """
    both = title if isinstance(title, tuple) else (title, title)
    said, alt = [], []
    for lang, name in zip(language.LANGUAGES, both, strict=True):
        with language.using(lang):
            said.append(_said(table, reports, name, counts))
            alt.append(described(table, chart, name) if chart else "")
    return Caption(*said, *alt)


def as_page(image: str, told: Caption) -> str:
    """Markdown that shows an image with its caption, and both texts in the other language below."""
    here, there = ([escaped(one) for one in both] for both in zip(told.texts, told.alts, strict=True))
    return f"![{here[1]}]({image})\n\n{here[0]}\n\n---\n\n{there[0]}\n\n{there[1]}\n"


def described(table: pd.DataFrame, chart: str = "", title: str = "") -> str:
    """What is on a chart, in the language in use: its kind, how many of what, from which value to which."""
    flat = table.reset_index() if table.index.name is not None else table.reset_index(drop=True)
    sizes = [text("alt size", what=heading(c), n=f"{flat[c].nunique():,}") for c in flat if c in NAMED][:4]
    if table.index.name is not None and table.columns.name is not None:
        sizes.append(text("alt columns", n=f"{sum(c not in BASES for c in table.columns):,}"))
    kind = text(f"alt {chart}") if chart else ""
    measure = next((c for c in MEASURES if c in flat), "n_chars" if chart == "lengths" else "")
    return sentences(title, kind, text("semicolon").join(sizes), _range(flat, measure) if measure in flat else "")


def _range(table: pd.DataFrame, measure: str) -> str:
    """The smallest and the largest value of what is measured, each with the names of its row."""
    numbers = pd.to_numeric(table[measure]).astype(float)
    numbers = numbers[numbers.abs() < float("inf")]
    names = [c for c in table if c in NAMED and len(table[c].unique()) > 1][:2]
    if not len(numbers) or not names:
        return ""
    ends = table.loc[[numbers.idxmin(), numbers.idxmax()]].to_dict("records")
    of_low, of_high = (joined(label(row[c], c) for c in names) for row in ends)
    low, high = _short(numbers.min()), _short(numbers.max())
    return text("alt range", what=heading(measure), low=low, of_low=of_low, high=high, of_high=of_high)


def _short(number: float) -> str:
    return (f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}").replace("-", "−")


def _said(table: pd.DataFrame, reports: pd.DataFrame | None, title: str, counts: bool | None) -> str:
    flat = (table.reset_index() if table.index.name is not None else table).reset_index(drop=True)
    shown = None if reports is None else _shown(flat, reports)
    measure = next((c for c in MEASURES if c in flat and {"low", "high"} <= set(flat.columns)), "")
    of_counts = _of_counts(table) if counts is None else counts
    what = UNKNOWN if shown is None or not len(shown) else kinds(shown[included(shown)])
    return sentences(
        title,
        _base(flat) if shown is None else _of_reports(shown),
        text("caption interval") if measure else "",
        basis(flat).rstrip(".。") if {"bound", "left_out"} <= set(flat.columns) else "",
        _warned(flat),
        measured(what) if of_counts and what else "",
    )


def _of_counts(table: pd.DataFrame) -> bool:
    """Whether a table shows counts of activities: by category or unit, with bounds, or a page on a city with them."""
    panels = set(table["panel"]) if "panel" in table else set()
    return (
        table.columns.name == "category"
        or bool({"category", "unit", "bound"} & set(table.columns))
        or "counts" in panels
    )


def _shown(table: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The reports that the rows of the table are about."""
    for column in GROUPS:
        if column in table and column in reports:
            reports = reports[reports[column].isin(table[column].dropna())]
    return reports


def _of_reports(reports: pd.DataFrame) -> str:
    """Reports, places, years and characters, the genres, and what was not read."""
    read = reports[included(reports)]
    parts = {"reports": len(read)}
    if "city" in read:
        parts["places"] = read["city"].nunique()
    told = [text(f"caption {what}", n=f"{n:,}") for what, n in parts.items()]
    if "year" in read and read["year"].notna().any():
        told.append(text("caption years", years=_years(read["year"])))
    if "n_chars" in read:
        told.append(text("caption chars", n=f"{pd.to_numeric(read['n_chars']).sum():,.0f}"))
    if "genre" in read:
        genres = read["genre"].value_counts(sort=False)
        told.append(joined(f"{label(genre, 'genre')} {n:,}" for genre, n in genres.items()))
    if len(read) < len(reports):
        told.append(text("caption not read", n=f"{len(reports) - len(read):,}"))
    return text("semicolon").join(part for part in told if part)


def _base(table: pd.DataFrame) -> str:
    """Reports, years and characters, where the table itself tells them: the bases of its groups, each taken once."""
    keys = [c for c in GROUPS if c in table]
    if not {"n_reports", "n_chars"} <= set(table.columns):
        return ""
    groups = table[[*keys, "n_reports", "n_chars"]].drop_duplicates()
    if groups.duplicated(keys).any() if keys else len(groups) > 1:
        return ""  # n_reports is something else than the base of a group
    told = [text("caption reports", n=f"{groups['n_reports'].sum():,}")]
    if "year" in groups and groups["year"].notna().any():
        told.append(text("caption years", years=_years(groups["year"])))
    told.append(text("caption chars", n=f"{groups['n_chars'].sum():,.0f}"))
    return text("semicolon").join(told)


def _years(years: pd.Series) -> str:
    known = pd.to_numeric(years).dropna().astype(int)
    return f"{known.min()}–{known.max()}" if known.min() < known.max() else str(known.min())


def _warned(table: pd.DataFrame) -> str:
    """How many rows carry which warning."""
    if "warning" not in table:
        return ""
    told = [short for said in table["warning"].fillna("") for short in language.kinds(str(said)).values()]
    found = pd.Series(told, dtype=object).value_counts(sort=False)
    kinds_of = joined(text("in unit", what=kind, unit=f"{n:,}") for kind, n in found.items())
    return text("caption warned", of=f"{len(table):,}", kinds=kinds_of) if len(found) else ""
