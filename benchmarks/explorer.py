"""How long the page to explore a corpus takes to write, to open and to answer, in headless Chromium, and its size.

    python benchmarks/explorer.py CORPUS [REPORTS …]

CORPUS: a folder as `load_corpus` takes it, with its texts. Its reports are repeated under other ids, forty-five cities
and as many years as it takes, each with a text of its own, until there are REPORTS (default 12, 300 and 886) of them.
Times are in milliseconds, the best of three. *waited*: from the click to the new table drawn, which other work on the
machine lengthens; *CPU*: what the thread of the page computed for it, which other work hardly does. A search waits
100 ms for the next letter.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
from playwright.sync_api import Page, sync_playwright

import analysis
from analysis.report import explorer

CITIES = 45
CHROMIUM = "/usr/bin/chromium"
TABLES = ("paragraphs", "activities", "slogans", "themes")
# What is done, and how the page tells that it is there.
STEPS = {
    "another activity": "pick('what', options('what')[3])",
    "from a year on": "pick('from', options('from')[1])",
    "search the rows": "type('find', 'city 1')",
    "slogans": "press('#looks button:nth-child(2)')",
    "one slogan": "pick('slogan', document.querySelector('#slogans option:nth-child(5)').value)",
    "its sentences": "press('#table .tabulator-row button', '#passages-list li')",
    "themes": "press('#looks button:nth-child(3)')",
    "one theme": "pick('what', options('what')[2])",
    "Chinese": "press('#switch')",
    "any words, texts unpacked": "words('协商民主')",
    "any words again": "words('改革开放')",
}
# A step ends when the table is built anew (or what it names is there) and the browser has drawn it.
TOOLS = """
const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
const there = async (old, what) => {
  for (;;) {
    const now = document.querySelector(what);
    if (now && now !== old) return drawn();
    await new Promise(done => setTimeout(done, 2));
  }
};
const ROW = '#table .tabulator-row, #table .tabulator-placeholder';
const timed = async (act, what = ROW) => {
  const old = document.querySelector(what), begin = performance.now();
  act();
  await there(old, what);
  return performance.now() - begin;
};
const options = id => [...document.getElementById(id).querySelectorAll('option')].map(each => each.value);
const set = (id, value, kind) => {
  const input = document.getElementById(id);
  input.value = value;
  input.dispatchEvent(new Event(kind));
};
const press = (what, then) => timed(() => document.querySelector(what).click(), then);
const pick = (id, value) => timed(() => set(id, value, 'change'));
const type = (id, value) => timed(() => set(id, value, 'input'));
const words = async value => {
  if (document.getElementById('string-label').hidden) await press('#looks button:nth-child(4)');
  return type('string', value);
};
"""


def repeated(folder: Path, n: int) -> SimpleNamespace:
    """A corpus of n reports made of those of a corpus."""
    small = analysis.load_corpus(folder)
    size = len(small.reports)

    def again(table: pd.DataFrame) -> pd.DataFrame:
        times = []
        for i in range(-(-n // size)):
            renamed = table.assign(report=table["report"] + f"-{i}")
            times.append(renamed.assign(source=table["source"] + f"-{i}") if "source" in table else renamed)
        return pd.concat(times, ignore_index=True)

    reports = again(small.reports).head(n)
    place = pd.Series(range(n))
    reports["city"], reports["city_en"] = "city " + (place % CITIES).astype(str), ""
    reports["year"] = (2000 + place // CITIES).astype("Int64")
    tables = {name: again(getattr(small, name)) for name in TABLES}
    tables = {name: table[table["report"].isin(reports["report"])] for name, table in tables.items()}
    tables = {name: table.reset_index(drop=True) for name, table in tables.items()}
    texts = {source: small.text(source) for source in dict.fromkeys(small.reports["source"])}

    def text(source: str) -> str:
        return texts[source.rsplit("-", 1)[0]]

    return SimpleNamespace(reports=reports, **tables, text=text, folder=folder, manifest=small.manifest)


def steps(page: Page, file: Path) -> dict[tuple[str, str], float]:
    """Milliseconds waited and computed: from asking for the page to its first table drawn, then step by step."""
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def computed() -> float:
        metrics = tools.send("Performance.getMetrics")["metrics"]
        return 1000 * next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    begin = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("#chart svg", timeout=120_000)
    page.wait_for_selector("#table .tabulator-row", timeout=120_000)
    found = {("first view", "waited"): (time.perf_counter() - begin) * 1000, ("first view", "CPU"): computed()}
    page.wait_for_timeout(1000)  # as long as a reader looks at least
    for name, step in STEPS.items():
        before = computed()
        found[name, "waited"] = page.evaluate(f"async () => {{ {TOOLS} return await {step}; }}")
        found[name, "CPU"] = computed() - before
    return found


def measure(folder: Path, n: int) -> dict[tuple[str, str], float]:
    """Figures of one size of corpus."""
    corpus = repeated(folder, n)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        file = Path(place) / "explore.html"
        begin = time.process_time()
        explorer.write(corpus, file)  # type: ignore[arg-type]
        figures = {("writing, s", "CPU"): time.process_time() - begin, ("size, MB", ""): file.stat().st_size / 1e6}
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        for _ in range(3):
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            found = steps(page, file)
            figures |= {name: min(figures.get(name, value), value) for name, value in found.items()}
            page.close()
        chromium.close()
    return figures


def main() -> None:
    """Print the figures of each size, a column each."""
    folder, sizes = Path(sys.argv[1]), [int(n) for n in sys.argv[2:]] or [12, 300, 886]
    table = pd.DataFrame({n: measure(folder, n) for n in sizes})
    print(table.round(1).to_string())


if __name__ == "__main__":
    main()
