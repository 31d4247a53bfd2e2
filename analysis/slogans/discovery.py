"""Candidates for slogans missing from the lexicon: ranked recurring phrases, and what reports put in quotation
marks.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import tokens
from ..corpus.ids import join_ids, split_ids
from ..corpus.script import simplify
from ..lexicons import Matcher
from ..lexicons.slogans import LISTERS, plain
from .formulas import formula_scores
from .wholeness import INTENSIFIERS, idle, words_of

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("central", "system", "regional", "local", "shared")
_NEEDED = ("phrase", "n_chars", "n", "n_reports", "n_cities", "slogan", "reports")
QUOTED_COLUMNS = ("phrase", "n", "n_reports", "n_cities", "slogan", "reports")
_QUOTED = re.compile(r"[“「『]([^“”「」『』。！？!?;；:：]{2,60})[”」』]")
_COUNTED = re.compile(r"[0-9一二两三四五六七八九十双][^、]{1,4}$|[0-9+＋]{2,}")
# Heads of titles: what a body decides, founds or debates is named by them, not proclaimed.
_TITLE = re.compile(
    r"(?:工作|机制|制度|方案|建议|意见|会议|基地|体系|行动|活动|项目|工程|小组|团|库|站|室|水平|问题|发展|汇演|APP)$"
)
LONGEST = 12  # Han characters of a wording without list marks; longer ones are titles


def discovery(phrases: "pd.DataFrame", reports: "pd.DataFrame", lexicon: "pd.DataFrame") -> "pd.DataFrame":
    """The phrases table with three added columns, the likeliest formulas first.

    phrases, reports: tables of a corpus; lexicon: from `load`; none is modified. Columns added:
    level: of a phrase that is mainly a slogan of the lexicon the level of that entry (empty where the lexicon given has
    no such entry); of a new one (slogan is "") local
    where one city has it, regional where several cities of one province have it and the corpus holds other provinces,
    shared else.
    group: phrases that differ only in marks, in 的, in the order of a list or in what makes them stronger
    (做到“两个维护”, 坚决做到“两个维护”) carry the same group: the best-ranked of them; those mainly of one slogan of
    the lexicon, with no other in them, carry that entry.
    score: how likely it is a formula: how far it has spread by itself, whether its words are those of slogans and
    short, what it opens with, items that say something, quotation marks (see formulas.signals). Scores of two corpora
    are not comparable.
    Raises ValueError for a missing column.
    """
    for name, table, needed in (("phrases", phrases, _NEEDED), ("reports", reports, ("report",))):
        missing = [c for c in needed if c not in table.columns]
        if missing:
            raise ValueError(f"{name}: column {', '.join(missing)} is missing; found {', '.join(map(str, table))}")
    scored = phrases.assign(level=_levels(phrases, reports, lexicon), score=formula_scores(phrases, lexicon))
    scored = scored.sort_values(["score", "n", "phrase"], ascending=[False, False, True], ignore_index=True)
    matcher, heads, groups = Matcher(lexicon), {}, []
    for phrase, slogan in zip(scored["phrase"], scored["slogan"], strict=True):
        # A phrase that holds a slogan without being mainly that slogan is no variant of it.
        one = bool(slogan) and len({m.slogan for m in matcher.find(phrase)}) == 1
        groups.append(slogan if one else heads.setdefault(variant_key(phrase), phrase))
    scored["group"] = groups
    kept = [c for c in phrases.columns if c != "reports"]
    return scored[[*kept, "level", "group", "score", "reports"]]


def variant_key(phrase: str) -> str:
    """The key that near-variants share: the wording without marks, 的, list order and leading intensifiers."""
    return "、".join(sorted(map(_bare, re.split(f"[{re.escape(LISTERS)}]", phrase))))


def _bare(part: str) -> str:
    part = plain(part).replace("的", "")
    # What is left must still be a wording: 全面深化改革 is not a stronger 改革.
    while first := next((w for w in INTENSIFIERS if part.startswith(w) and len(part) - len(w) >= 4), ""):
        part = part.removeprefix(first)
    return part


def _levels(phrases: "pd.DataFrame", reports: "pd.DataFrame", lexicon: "pd.DataFrame") -> list[str]:
    import pandas as pd

    of_entry = dict(zip(lexicon["slogan"], lexicon.get("level", lexicon["slogan"]), strict=True))
    known = reports["province"] if "province" in reports else pd.Series(None, index=reports.index, dtype=object)
    province = dict(zip(reports["report"], known, strict=True))
    several = len(known.dropna().unique()) > 1
    levels = []
    for slogan, n_cities, ids in zip(phrases["slogan"], phrases["n_cities"], phrases["reports"], strict=True):
        homes = {province.get(report) for report in split_ids(ids)}
        alike = len(homes) == 1 and not any(pd.isna(home) for home in homes)
        new = "local" if n_cities == 1 else "regional" if several and alike else "shared"
        levels.append(of_entry.get(slogan, "") if slogan else new)
    return levels


def quotations(corpus, lexicon: "pd.DataFrame") -> "pd.DataFrame":
    """Quoted strings of the body text that look like slogans, one row per wording (marks and spaces do not matter).

    corpus: as load_corpus gives it, with its texts. lexicon: from `load`. Columns: phrase (as first written, in
    simplified script), n, n_reports, n_cities, slogan (the entry whose forms make up at least half of it; "" for a
    candidate), reports (ids as join_ids writes them). Most reports first, then n.
    A local brand stands in one report only, so it is not a recurring phrase; but its author quotes it. Kept are lists
    of parts (议医保、解民忧、惠民生), numbered formulas (四结合, 1+7+3) and other wordings of up to 12 characters;
    single words, titles (of proposals, mechanisms, meetings) and other vocabulary (see wholeness.idle) are excluded.
    Some of the rest are not slogans (a fifth or so on the pages of the case, see tests/test_slogans_originals.py): read
    them before adding them to a lexicon. Raises CorpusError if a text is not available.
    """
    import pandas as pd

    city = dict(zip(corpus.reports["report"], corpus.reports["city"].fillna(corpus.reports["report"]), strict=True))
    found: dict[str, list] = {}
    for source, paragraphs in corpus.paragraphs.groupby("source", sort=False):
        text = corpus.text(source)
        for p in paragraphs.itertuples():
            for m in _QUOTED.finditer(simplify("".join(text[p.start : p.end].split("\n")))):
                if candidate(m[1]):
                    found.setdefault(plain(m[1]), [m[1].strip()]).append(p.report)
    matcher, rows = Matcher(lexicon), []
    for phrase, *reports in found.values():
        matches = matcher.find(f"“{phrase}”")
        most = max(matches, key=lambda m: m.end - m.start, default=None)
        half = 2 * sum(len(plain(f"“{phrase}”"[m.start : m.end])) for m in matches) >= len(plain(phrase))
        ids = list(dict.fromkeys(reports))
        slogan = most.slogan if most and half else ""
        rows.append((phrase, len(reports), len(ids), len({city[r] for r in ids}), slogan, join_ids(ids)))
    rows.sort(key=lambda r: (-r[2], -r[1], r[0]))
    return pd.DataFrame(rows, columns=list(QUOTED_COLUMNS)).astype({c: "int64" for c in QUOTED_COLUMNS[1:4]})


@lru_cache(maxsize=4096)
def candidate(phrase: str) -> bool:
    """Whether a quoted string has the form of a slogan."""
    bare = plain(phrase)
    if len(bare) < 2 or _TITLE.search(bare):
        return False
    if _COUNTED.match(bare):
        return True
    parts = [p for p in re.split(rf"[{re.escape(LISTERS)}\s]", phrase) if p]
    if len(parts) > 1:
        return max(map(len, parts)) <= LONGEST
    return len(bare) <= LONGEST and not idle(phrase, words_of(phrase, tokens.tag))
