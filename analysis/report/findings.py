"""What the tables of a corpus show, in sentences that are true for any corpus."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .. import compare
from ..codes import CATEGORIES, INCLUDED, SURE
from ..language import label, text
from ..tables.corpus_tables import Corpus

Q = 0.05  # contrasts and trends with a higher false discovery rate are no findings
NAMED = 3  # of what is most widespread, and of the strongest contrasts of a kind
TESTED = 20  # slogans: the most widespread ones, since each further test makes every other one weaker
HOLD = ("genre", "year")


@dataclass(frozen=True)
class Finding:
    """A sentence, and what it is about: "reports", "activities", "slogans" or "themes", as the notebooks are called."""

    topic: str
    sentence: str


def findings(corpus: Corpus) -> list[Finding]:
    """What this corpus shows, most general first, in the language in use; no sentence claims what was not tested.

    Contrasts are those of `compare.contrasts` between places of one genre and year, news items left out; the strongest
    is the one whose interval stays furthest from 1. Trends are those of `compare.over_time`.
    """
    reports = _used(corpus)
    if reports.empty:
        return [Finding("reports", held(corpus))]
    told = {
        "reports": (held(corpus), *_comparable(corpus, reports)),
        "activities": _counts(corpus, reports),
        "slogans": _slogans(corpus, reports),
        "themes": _themes(corpus, reports),
    }
    known = {topic: sentences for topic, sentences in told.items() if topic not in corpus.left_out}
    return [Finding(topic, sentence) for topic, sentences in known.items() for sentence in sentences]


def held(corpus: Corpus) -> str:
    """How many reports of how many places and years a corpus has, how much text, and which tables it does without."""
    reports = _used(corpus)
    if reports.empty:
        return text("finding nothing")
    years = sorted(reports["year"].dropna().astype(int).unique())
    when = "finding undated" if not years else "finding year" if len(years) == 1 else "finding years"
    size = text(
        "finding held",
        reports=number("report", len(reports)),
        places=number("place", reports["city"].nunique()),
        years=text(when, **({"first": years[0]} if years else {}), **({"last": years[-1]} if len(years) > 1 else {})),
        chars=int(reports["n_chars"].sum()),
    )
    without = corpus.left_out
    if not without:
        return size
    names = "; ".join(text("finding reason", name=name, why=why) for name, why in without.items())
    return f"{size} {text('finding without', names=names)}"


def _used(corpus: Corpus) -> pd.DataFrame:
    """The reports that were read; a city that is not known is called after its report."""
    reports = corpus.reports[corpus.reports["status"].eq(INCLUDED)]
    return reports.assign(city=reports["city"].fillna(reports["report"]))


def number(noun: str, n: int) -> str:
    """How many: "1 report", "12 reports"."""
    return text(f"number {noun} {'one' if n == 1 else 'many'}", n=n)


def _comparable(corpus: Corpus, reports: pd.DataFrame) -> Iterator[str]:
    groups = compare.comparable(reports)
    groups = groups[groups["comparable"].astype(bool)]
    if groups.empty:
        yield text("finding no pair")
    else:
        most = groups.sort_values("n_cities", ascending=False, kind="stable").iloc[0]
        city = reports.set_index("report")["city"]
        each = [city.reindex(names.split("; ")).value_counts() for names in groups["reports"]]
        pairs = sum(int(n.sum() ** 2 - (n**2).sum()) // 2 for n in each)  # not those of one place
        cities = most["cities"].split("; ")
        names = _list(label(city, "city") for city in cities[:NAMED])
        if len(cities) > NAMED:
            names = text("finding and more", names=names, n=len(cities) - NAMED)
        yield text("finding comparable", pairs=number("pair", pairs), cities=names, **_stratum(most))
    late = compare.anachronisms(corpus)["report"].nunique()
    if late:
        yield text("finding late", reports=number("report", late))


def _counts(corpus: Corpus, reports: pd.DataFrame) -> Iterator[str]:
    done = compare.stated(corpus.activities)
    done = done[done["report"].isin(reports["report"])]
    if done.empty:
        yield text("finding no counts")
        return
    spread = _spread(done, "category", [code for code in CATEGORIES if code != "other"])
    names = _list(_of(label(code, "category"), n, len(reports)) for code, n in spread.head(NAMED).items())
    yield text("finding counts", counts=number("count", len(done)), names=names)
    every = [label(code, "category") for code, n in spread.items() if n == len(reports)]
    yield text("finding every", names=_list(every)) if every else text("finding no every")
    yield text("finding sure", percent=done["decided_by"].isin(SURE).mean() * 100)
    yield from _contrasts("counts", done, None, corpus, reports)


def _slogans(corpus: Corpus, reports: pd.DataFrame) -> Iterator[str]:
    hits = corpus.slogans[corpus.slogans["paragraph"].notna() & corpus.slogans["report"].isin(reports["report"])]
    if hits.empty:
        yield text("finding no slogans")
        return
    spread = _spread(hits, "slogan")
    names = _list(_of(label(name, "slogan"), n, len(reports)) for name, n in spread.head(NAMED).items())
    once = int((spread == 1).sum())
    yield text("finding slogans", slogans=number("slogan", len(spread)), n=len(hits), once=once, names=names)
    yield from _contrasts("slogans", hits, None, corpus, reports)
    known = hits[hits["slogan"].isin(spread.index[:TESTED])]
    yield from _contrasts("slogan", known, "slogan", corpus, reports)
    yield from _trends(known, reports)


def _themes(corpus: Corpus, reports: pd.DataFrame) -> Iterator[str]:
    own = corpus.themes["report"].isin(reports["report"])
    first = corpus.themes[own & corpus.themes["primary"].astype(bool) & corpus.themes["theme"].ne("none")]
    if first.empty:
        yield text("finding no themes")
        return
    whole = corpus.paragraphs["report"].isin(reports["report"]).sum()
    most = first["theme"].value_counts().sort_index().sort_values(ascending=False, kind="stable").head(NAMED)
    shares = (text("finding percent", name=label(t, "theme"), percent=n / whole * 100) for t, n in most.items())
    yield text("finding themes", names=_list(shares))
    yield from _contrasts("theme", first, "theme", corpus, reports)


def _spread(hits: pd.DataFrame, feature: str, among: Sequence[str] = ()) -> pd.Series:
    """In how many reports each feature stands, most first, then by how often it does."""
    rows = hits[hits[feature].isin(among)] if among else hits
    found = rows.groupby(feature, observed=True)["report"].agg(["nunique", "size"]).reset_index()
    found = found.sort_values(["nunique", "size", feature], ascending=[False, False, True])
    return found.set_index(feature)["nunique"]


def _of(name: str, n: int, of: int) -> str:
    return text("finding share", name=name, n=n, of=of)


def _list(names: Iterable[str]) -> str:
    """Names that may hold a comma."""
    return text("finding next").join(names)


def _stratum(row: pd.Series) -> dict[str, Any]:
    return {"genre": label(row["genre"], "genre"), "year": int(row["year"])}


def _contrasts(
    family: str, hits: pd.DataFrame, feature: str | None, corpus: Corpus, reports: pd.DataFrame
) -> Iterator[str]:
    """The strongest contrasts of places of one genre and year, or that there is none; nothing where none can be."""
    table = compare.contrasts(hits, reports, "city", feature, clusters=corpus.paragraphs, hold=HOLD)
    table = table[table["p"].notna()]
    if table.empty:
        return
    found = table[table["q"] <= Q]
    if found.empty:
        what = text(f"family {family}", **({"n": hits[feature].nunique()} if family == "slogan" else {}))
        yield text("finding no contrast", what=what, contrasts=number("contrast", len(table)))
        return
    nearer = np.where(found["low"] > 1, found["low"], 1 / found["high"])  # of the two bounds, how far it is from 1
    found = found.assign(_far=nearer).sort_values(["_far", "city"], ascending=[False, True])
    # Of two places one is above as the other is below: that is one contrast.
    found = found.drop_duplicates([*HOLD, *([feature] if feature else [])])
    for _, row in found.head(NAMED).iterrows():
        name = {"name": label(row[feature], feature)} if feature else {}
        figures = {"q": _small(row["q"]), "low": f"{row['low']:.1f}", **_stratum(row)}
        about = {"city": label(row["city"], "city"), "what": text(f"what {family}", **name)}
        if pd.isna(row["ratio"]):
            yield text("finding only", **about, **figures, n=int(row["n"]))
        else:
            figures |= {key: _times(row[key]) for key in ("ratio", "low", "high")}
            yield text("finding contrast", **about, **figures)
    if len(found) > NAMED:
        yield text("finding more contrasts", n=len(found) - NAMED, q=Q)


def _times(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 1 else f"{ratio:.1f}"


def _small(q: float) -> str:
    return f"= {q:.3f}" if q >= 0.001 else "< 0.001"


def _trends(hits: pd.DataFrame, reports: pd.DataFrame) -> Iterator[str]:
    """Which slogans rise and fall within places; nothing where no place has reports of two years."""
    table = compare.over_time(hits, reports)
    table = table[table["p"].notna()]
    if table.empty:
        return
    clear = {way: table.loc[table["trend"].eq(way), "slogan"] for way in ("rise", "fall")}
    if not sum(map(len, clear.values())):
        yield text("finding no trend", n=len(table))
        return
    named = {way: _list(label(s, "slogan") for s in found) or text("finding none") for way, found in clear.items()}
    yield text("finding trends", **named, q=Q, n=len(table))
