"""The same paper's worth in plain pandas, SciPy and Matplotlib, from the same tables."""

import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import font_manager
from scipy import stats
from scipy.stats import chi2

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
hits = pd.read_parquet("data/panel/tables/slogans.parquet")
themes = pd.read_parquet("data/panel/tables/themes.parquet")
reports = pd.read_parquet("data/panel/tables/reports.parquet")
hits = hits.merge(reports[["report", "city", "year"]], on="report")

import zhplot  # noqa: E402

font = Path(zhplot.__file__).parent / "fonts" / "NotoSansSC-Regular.ttf"
font_manager.fontManager.addfont(font)
plt.rcParams.update({"font.family": ["Noto Sans SC", "DejaVu Sans"], "font.size": 7, "pdf.fonttype": 42})
WORDS = {
    "en": {"rate": "Per 10,000 characters", "share": "Share of paragraphs", "year": "Year", "slogan": "Slogan",
           "city": "City", "n": "Hits", "low": "low", "high": "high", "slope": "Yearly ratio", "p": "p"},
    "zh": {"rate": "每万字", "share": "段落占比", "year": "年份", "slogan": "提法", "city": "城市", "n": "次数",
           "low": "下限", "high": "上限", "slope": "年比", "p": "p 值"},
}  # fmt: skip


def interval(n, exposure):
    """Garwood's 95 % interval of a Poisson rate, which takes every hit as independent."""
    low = np.where(n > 0, chi2.ppf(0.025, 2 * n) / 2, 0)
    return low / exposure * 1e4, chi2.ppf(0.975, 2 * n + 2) / 2 / exposure * 1e4


density = pd.DataFrame({"n": hits.groupby("city").size(), "chars": reports.groupby("city")["n_chars"].sum()})
density["rate"] = density["n"] / density["chars"] * 1e4
density["low"], density["high"] = interval(density["n"], density["chars"])
density = density.sort_values("rate")

chars = reports.groupby("year")["n_chars"].sum()
common = hits["slogan"].value_counts().index
rows = []
for slogan in common[:20]:
    of = hits[hits["slogan"] == slogan].groupby("year").size().reindex(chars.index, fill_value=0)
    fit = stats.linregress(chars.index, np.log((of + 0.5) / chars))
    rows.append({"slogan": slogan, "n": of.sum(), "slope": np.exp(fit.slope), "p": fit.pvalue})
trends = pd.DataFrame(rows)

heads = themes[themes["primary"]].merge(reports[["report", "city"]], on="report")
grid = pd.crosstab(heads["city"], heads["theme"], normalize="index")

for lang, words in WORDS.items():
    fig, ax = plt.subplots(figsize=(85 / 25.4, 0.165 * len(density) + 0.5), layout="constrained")
    y = range(len(density))
    ax.hlines(y, density["low"], density["high"])
    ax.plot(density["rate"], y, "o", markersize=3)
    ax.set_yticks(y, density.index)
    ax.set_xlabel(words["rate"])
    fig.savefig(out / f"density-{lang}.pdf")
    fig.savefig(out / f"density-{lang}.png", dpi=300)

    fig, axes = plt.subplots(2, 3, figsize=(178 / 25.4, 3.2), sharex=True, sharey=True, layout="constrained")
    for slogan, ax in zip(common[:6], axes.flat, strict=True):
        of = hits[hits["slogan"] == slogan].groupby("year").size().reindex(chars.index, fill_value=0)
        low, high = interval(of, chars)
        ax.fill_between(chars.index, low, high, color="#bcd7ea")
        ax.plot(chars.index, of / chars * 1e4)
        ax.set_title(slogan, loc="left")
    fig.supxlabel(words["year"])
    fig.supylabel(words["rate"])
    fig.savefig(out / f"paths-{lang}.pdf")
    fig.savefig(out / f"paths-{lang}.png", dpi=300)

    fig, ax = plt.subplots(figsize=(178 / 25.4, 0.165 * len(grid) + 0.9), layout="constrained")
    mesh = ax.pcolormesh(grid, cmap="Blues")
    ax.set_yticks(np.arange(len(grid)) + 0.5, grid.index)
    ax.set_xticks(np.arange(grid.shape[1]) + 0.5, grid.columns, rotation=45, ha="right")
    fig.colorbar(mesh, label=words["share"])
    fig.savefig(out / f"themes-{lang}.pdf")
    fig.savefig(out / f"themes-{lang}.png", dpi=300)
    plt.close("all")

    for name, table in {"density": density.reset_index(), "trends": trends}.items():
        shown = table.rename(columns=words)
        shown.to_excel(out / f"{name}-{lang}.xlsx", index=False)
        (out / f"{name}-{lang}.tex").write_text(shown.to_latex(index=False, float_format="%.3f"), encoding="utf-8")
