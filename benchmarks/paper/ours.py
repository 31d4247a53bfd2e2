"""A paper's worth with this package: three figures in Chinese and English and two tables of the panel."""

import sys

import analysis
from analysis import compare, plots, tables

corpus = analysis.load_corpus("data/panel")
hits, reports = corpus.slogans, corpus.reports
density = compare.rates(hits, reports, feature=None, clusters=corpus.paragraphs)
trends = compare.over_time(hits, reports)
some = hits[hits["slogan"].isin(trends["slogan"].head(6))]
years = compare.by_year(some, reports)
themes = compare.matrix(compare.shares(corpus.themes, corpus.paragraphs, reports))
for lang in ("en", "zh"):
    plots.use(lang, names="both")
    figures = {
        "density": (density, plots.dots(density, width="85mm")),
        "paths": (years, plots.paths(years, facet="slogan", width="178mm")),
        "themes": (themes, plots.heatmap(themes, title=plots.text("share of paragraphs"), percent=True)),
    }
    for name, (table, figure) in figures.items():
        plots.save(figure, f"{name}-{lang}", table, sys.argv[1], caption=plots.caption(table, reports))
    for name, table in {"density": density, "trends": trends.head(20)}.items():
        note = plots.caption(table, reports).texts[0]
        tables.save(table, f"{name}-{lang}", ("tex", "docx", "xlsx"), notes=note, folder=sys.argv[1])
