"""Words that set cities apart without being an emphasis: names of places, and of their rank."""

import pandas as pd

from analysis.compare.bases import require
from analysis.tokens import stopwords

# A prefecture (自治州) says 州委 where a city says 市委: that is its rank, not what it stresses.
RANKS = frozenset(
    [side + level for side in "我全" for level in "省市州县区"]
    + [
        level + body
        for level in ("省", "市", "州", "县", "区", "自治区", "自治州")
        for body in ("", "委", "党委", "政协")
    ]
    + "兵团 省市 市县 州市 县市 市区".split()
)


def stop_words(terms: pd.DataFrame, reports: pd.DataFrame) -> set[str]:
    """The list of stop words, the names of ranks, and every term that holds the name of a city or province of reports.

    That Hami (哈密) writes Hami is no emphasis. For `keyness`, `permutation` and likeness in words.
    """
    require(terms, ["term"], "terms")
    names = {name for column in ("city", "province") if column in reports for name in reports[column].dropna()}
    return set(stopwords()) | RANKS | {term for term in terms["term"].unique() if any(n in term for n in names)}
