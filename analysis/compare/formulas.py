"""How formulaic a text is: the share of its characters inside recurring phrases."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd

from analysis.compare.bases import FEW_PARAGRAPHS, base_warnings, bases, grouped, names, require, warnings


def formulaic_share(paragraphs, reports, by="city", times=2000, seed=0) -> pd.DataFrame:
    """Share of a group's Han characters that stand inside any recurring phrase; one row a group.

    paragraphs: with n_formulaic, its Han characters in the union of all phrases of the table `phrases` (each counted
    once). Columns: by, formulaic (characters), n_reports, n_paragraphs, n_chars (the base: body text), share, low,
    high, warning. 95 % percentile interval from resampled paragraphs (Efron 1979, Ann. Statist. 7:1-26); the draws of a
    group depend on seed and its name alone. NaN where the corpus has fewer than two reports or the group no text.
    The share rises with the corpus: the more reports, the more recurs. Compare groups of one corpus only, and of one
    genre. Raises ValueError for a missing column.
    """
    by = names(by)
    require(paragraphs, ["report", "n_chars", "n_formulaic"], "paragraphs")
    body = grouped(paragraphs[["report", "n_chars", "n_formulaic"]], reports, by, "paragraphs")
    out = []
    for _, group in bases(reports, by).iterrows():
        mine = np.logical_and.reduce([(body[c] == group[c]).to_numpy() for c in by])
        sizes = body.loc[mine, "n_chars"].to_numpy(dtype=float)
        inside = body.loc[mine, "n_formulaic"].astype("float64").to_numpy()
        share = low = high = np.nan
        if sizes.sum() > 0 and not np.isnan(inside).any():
            draw = np.random.default_rng([seed, zlib.crc32("\t".join(str(group[c]) for c in by).encode())])
            picks = draw.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=times)
            drawn = picks @ sizes
            again = (picks @ inside)[drawn > 0] / drawn[drawn > 0]
            share = inside.sum() / sizes.sum()
            low, high = np.percentile(again, [2.5, 97.5]) if len(sizes) > 1 else (np.nan, np.nan)
        row = {c: group[c] for c in by} | {"formulaic": np.nansum(inside) if len(inside) else 0.0}
        row |= {"n_reports": group["n_reports"], "n_paragraphs": len(sizes), "n_chars": int(sizes.sum())}
        out.append(row | {"share": share, "low": low, "high": high, "genres": group["genres"]})
    columns = [*by, "formulaic", "n_reports", "n_paragraphs", "n_chars", "share", "low", "high", "genres"]
    table = pd.DataFrame(out, columns=columns).astype({"formulaic": int})
    few = (table["n_paragraphs"] > 0) & (table["n_paragraphs"] < FEW_PARAGRAPHS)
    table["warning"] = warnings(table, *base_warnings(table), (few, f"fewer than {FEW_PARAGRAPHS} paragraphs"))
    return table.drop(columns="genres")
