"""How evenly a word is spread."""

import numpy as np
from numpy.typing import ArrayLike


def dispersion(counts: ArrayLike, sizes: ArrayLike, *, normalise: bool = True) -> float:
    """Gries' DP of a word: 0 spread over the parts as the text is, towards 1 clumped; NaN for a word that is not there.

    counts: its occurrences in each part; sizes: words in each part, same length. DP = ½ Σ |counts / n − sizes / N|;
    normalised by 1 − min(sizes) / N, so that 1 can be reached. Not comparable between texts cut into parts
    of very different number. Source: Gries (2008), Int. J. Corpus Linguistics 13:403-437; norm of
    Lijffijt & Gries (2012), ibid. 17:147-149.
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if counts.shape != sizes.shape:
        raise ValueError(f"dispersion: {counts.size} counts but {sizes.size} sizes")
    if counts.sum() == 0 or sizes.sum() == 0:
        return float("nan")
    share = sizes / sizes.sum()
    dp = np.abs(counts / counts.sum() - share).sum() / 2
    if not normalise:
        return float(dp)
    # A text of one part spreads every word perfectly; the norm would divide by zero there.
    return float(dp / (1 - share.min())) if share.min() < 1 else 0.0
