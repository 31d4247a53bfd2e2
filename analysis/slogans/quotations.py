"""What reports put in quotation marks: candidates for slogans that one report alone has."""

import re
from functools import lru_cache

import pandas as pd

from .. import tokens
from ..corpus.ids import join_ids
from ..corpus.script import simplify
from ..lexicons import Matcher
from ..lexicons.slogans import LISTERS, plain
from .wholeness import idle

COLUMNS = ("phrase", "n", "n_reports", "n_cities", "slogan", "reports")
_QUOTED = re.compile(r"[“「『]([^“”「」『』。！？!?;；:：]{2,60})[”」』]")
_COUNTED = re.compile(r"[0-9一二两三四五六七八九十双][^、]{1,4}$|[0-9+＋]{2,}")
# Heads of titles: what a body decides, founds or debates is named by them, not proclaimed.
_TITLE = re.compile(
    r"(?:工作|机制|制度|方案|建议|意见|会议|基地|体系|行动|活动|项目|工程|小组|团|库|站|室|水平|问题|发展|汇演|APP)$"
)
LONGEST = 12  # Han characters of a wording without list marks; longer ones are titles


def quotations(corpus, lexicon: pd.DataFrame) -> pd.DataFrame:
    """Quoted strings of the body text that look like slogans, one row a wording (marks and spaces do not matter).

    corpus: as load_corpus gives it, with its texts. lexicon: from `load`. Columns: phrase (as first written, in
    simplified script), n, n_reports, n_cities, slogan (the entry whose forms make up half of it or more; "" for a
    candidate), reports (ids as join_ids writes them). Most reports first, then n.
    A local brand stands in one report only, so it is no recurring phrase; but its author marks it. Kept are lists of
    parts (议医保、解民忧、惠民生), numbered formulas (四结合, 1+7+3) and other wordings of up to 12 characters; single
    words, titles (of proposals, mechanisms, meetings) and other vocabulary (see wholeness.idle) are left out. Some of
    what is left is no slogan (a fifth or so on the pages of the case, see tests/test_slogans_originals.py): read it
    before adding it to a lexicon. Raises CorpusError where a text is not at hand.
    """
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
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({c: "int64" for c in COLUMNS[1:4]})


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
    return len(bare) <= LONGEST and not idle(phrase, tokens.tag)
