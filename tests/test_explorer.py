"""The page to explore a corpus: its numbers are those of the tables, its sentences those of the texts, nothing in it runs."""

import csv
import hashlib
import io
import json
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from checks import assert_none

import analysis
from analysis import compare
from analysis.codes import SURE
from analysis.evidence import evidence
from analysis.evidence.behind import behind
from analysis.language.texts import lists
from analysis.report import explorer
from analysis.report.explorer.payload import PER, columns, head, tables, texts

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
VENDORED = ROOT / "analysis" / "report" / "explorer" / "vendored"
PAGE = ROOT / "analysis" / "report" / "explorer" / "page"
KEYS = ["city", "year", "category", "unit"]


def read(packed: dict) -> pd.DataFrame:
    """The columns of the page as a table, as the page itself unpacks them."""

    def spread(values):
        return values if isinstance(values, list) else [None if i < 0 else values["of"][i] for i in values["at"]]

    table = pd.DataFrame({name: pd.Series(spread(values), dtype=object) for name, values in packed.items()})
    if "step" in table:
        table["start"] = table["step"].cumsum()
        table["end"] = table["start"] + table["length"]
    return table


@pytest.fixture(scope="module")
def corpus():
    return analysis.load_corpus(ROOT / "data" / "digests")


@pytest.fixture(scope="module")
def held(corpus):
    return {name: read(table) for name, table in tables(corpus).items()}


def of_groups(held, name):
    return held[name].merge(held["groups"][["group", "city", "year", "n_reports", "n_chars"]], on="group")


def same(mine, theirs, what, exactly=True):
    mine, theirs = mine.where(mine.notna(), None).tolist(), theirs.astype(object).where(theirs.notna(), None).tolist()
    if exactly:
        assert mine == theirs, what
    else:
        assert np.allclose(np.array(mine, float), np.array(theirs, float), rtol=1e-5, equal_nan=True), what


# --- what the page holds


def test_the_sums_are_those_of_totals(corpus, held):
    totals = compare.totals(corpus.activities, corpus.reports)
    mine = of_groups(held, "counts")
    assert len(mine) == len(totals) > 50
    for column in (*KEYS, "value", "value_high", "bound", "count", "n_records", "n_reports", "n_chars", "warning"):
        same(mine[column], totals[column], column)


def test_the_records_of_a_sum_add_up_to_it_and_say_why_others_do_not(corpus, held):
    records = held["records"].assign(value=corpus.activities["value"])
    assert records["quantity"].tolist() == corpus.activities["quantity"].tolist()
    records["group"] = records["report"].map(held["reports"]["group"])
    used = records[records["why"] == ""]
    exact = held["counts"][held["counts"]["bound"].isin(["exact", "over"])]
    added = used.groupby(["group", "category", "unit"])["value"].sum()
    n_sure = used[used["decided_by"].isin(SURE)].groupby(["group", "category", "unit"]).size()
    bad = []
    for row in exact.to_dict("records"):
        key = (row["group"], row["category"], row["unit"])
        if added[key] != row["value"] or n_sure.get(key, 0) != row["n_sure"]:
            bad.append(f"{key}: {added[key]}, not {row['value']}")
    assert_none(bad)
    assert held["counts"]["left"].ne("").sum() > 5
    told = held["counts"]["left"].str.findall(r":(\d+)").map(lambda found: sum(map(int, found))).sum()
    assert told == (records["why"] != "").sum()


def test_the_rates_are_those_of_rates_zeros_included(corpus, held):
    every = compare.rates(corpus.slogans, corpus.reports, by=["city", "year"], clusters=corpus.paragraphs)
    mine = of_groups(held, "slogans").merge(every, on=["city", "year", "slogan"], suffixes=("", "_of"))
    assert len(mine) == len(held["slogans"]) == (every["n"] > 0).sum() > 100
    for column in ("n", "warning"):
        same(mine[column], mine[f"{column}_of"], column)
    for column in ("rate", "low", "high"):
        same(mine[column], mine[f"{column}_of"], column, exactly=False)
    zeros = every[(every["n"] == 0) & (every["n_chars"] > 0)].merge(held["entries"], on="slogan", suffixes=("", "_all"))
    assert len(zeros) > 100
    same(
        zeros["zero"] * PER / zeros["n_chars"],
        zeros["high"],
        "what the page computes where there is none",
        exactly=False,
    )
    together = compare.rates(
        corpus.slogans, corpus.reports, by=["city", "year"], feature=None, clusters=corpus.paragraphs
    )
    same(held["together"]["rate"], together["rate"], "together", exactly=False)
    assert of_groups(held, "together")["city"].tolist() == together["city"].tolist()


def test_the_shares_are_those_of_shares(corpus, held):
    every = compare.shares(corpus.themes, corpus.paragraphs, corpus.reports, by=["city", "year"])
    mine = of_groups(held, "themes")
    assert mine["city"].tolist() == every["city"].tolist() and mine["theme"].tolist() == every["theme"].tolist()
    for column in ("share", "low", "high"):
        same(mine[column], every[column], column, exactly=False)


def test_every_warning_stands_in_both_languages(held):
    said = held["warnings"]
    used = {w for table in held.values() if "warning" in table for w in table["warning"]} | set(held["groups"]["none"])
    assert used - {""} == set(said["en"]) and said["zh"].str.contains(r"[\u4e00-\u9fff]").all()


def test_places_come_back_as_they_were(corpus, held):
    for name, table in (
        ("records", corpus.activities),
        ("occurrences", corpus.slogans),
        ("paragraphs", corpus.paragraphs),
    ):
        for column in ("start", "end"):
            assert held[name][column].tolist() == table[column].tolist(), (name, column)
    worded = held["occurrences"]["matched"].fillna(held["occurrences"]["slogan"])
    assert worded.tolist() == corpus.slogans["matched"].tolist()


def test_columns_come_back_as_they_were():
    table = pd.DataFrame(
        {
            "n": pd.array([1, None, 3, 4], dtype="Int64"),
            "x": [0.5, np.nan, np.inf, 2.0],
            "few": ["a", "a", None, "a"],
            "many": ["a", "b", None, "d"],
            "yes": [True, False, True, True],
        }
    )
    packed = json.loads(json.dumps(columns(table), allow_nan=False))
    assert packed["few"] == {"of": ["a"], "at": [0, 0, -1, 0]}
    back = read(packed)
    assert back["n"].tolist() == [1, None, 3, 4] and back["x"].tolist() == [0.5, None, None, 2]
    assert back["few"].tolist() == ["a", "a", None, "a"] and back["many"].tolist() == ["a", "b", None, "d"]
    assert back["yes"].tolist() == [1, 0, 1, 1]


def test_a_corpus_without_its_texts_has_places_and_no_text():
    corpus = analysis.load_corpus(ROOT / "data" / "cities")
    assert set(texts(corpus)) == {None}
    assert {"start", "end", "quantity"} <= set(read(tables(corpus)["records"]))


def test_a_language_that_there_is_not(corpus, tmp_path):
    with pytest.raises(ValueError, match="language: 'fr' is none of en, zh"):
        explorer.write(corpus, tmp_path / "explore.html", "fr")


# --- what the page is made of


def test_the_libraries_are_those_of_their_list():
    rows = re.findall(
        r"^\| `(\S+)` \| (\S+?),? .*?\| ([\d.]+) \| (.+?) \| `(\w{64})` \|$",
        (VENDORED / "README.md").read_text("utf-8"),
        flags=re.M,
    )
    assert {row[0] for row in rows} == {file.name for file in VENDORED.iterdir() if file.suffix in (".js", ".css")}
    for file, _, version, licences, digest in rows:
        held = (VENDORED / file).read_bytes()
        assert hashlib.sha256(held).hexdigest() == digest, file
        assert version in held[:400].decode() or file.endswith(("css", "excel-file.min.js")), f"{file}: another version"
        for licence in re.findall(r"`(\S+)`", licences):
            assert "ermission" in (VENDORED / licence).read_text("utf-8")
    assert sum(file.stat().st_size for file in VENDORED.iterdir()) < 2_000_000


def test_the_page_says_only_what_the_lists_have_and_they_nothing_else(corpus):
    words = head(corpus, "en")["words"]["en"]
    source = "\n".join(file.read_text("utf-8") for file in PAGE.iterdir())
    asked = set(re.findall(r"""say\(\s*["']([^"']+)["']\s*[,)]""", source)) | set(
        re.findall(r'data-say="([^"]+)"', source)
    )
    assert_none(f"{key} is in no list" for key in asked if key not in words)
    formed = ("look ", "measure ", "colour ", "basis ", "why ", "error ")  # with what is looked at, or why
    rest = {key for key in words if key not in asked and not key.startswith(formed)}
    assert_none(f"{key} is not said" for key in rest if f'"{key}"' not in source)


def test_how_right_it_is_stands_in_the_guides_too():
    said = {look: lists()["text"][f"explore error {look}"][0] for look in ("counts", "slogans", "themes")}
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert (
        "nine in ten sure counts" in said["counts"]
        and "nine in ten of these were right in set 8, of the others six" in readme
    )
    for told, look in (
        ("0.83 of 125 paragraphs", "themes"),
        ("16 of 17 of the centre and 3 of 30 of a single place", "slogans"),
    ):
        assert told in said[look] and told in readme


def test_nothing_of_a_text_can_end_the_data(corpus, tmp_path):
    explorer.write(corpus, tmp_path / "explore.html")
    page = (tmp_path / "explore.html").read_text("utf-8")
    assert page.count("<script>") == 5 and page.count("</script>") == page.count("<script")
    assert "sourceMappingURL" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page), "the page loads nothing"


# --- the page in a browser


HOSTILE = '一年来，市政协召开座谈会12次，“</script><script>document.title="ran"</script><img src=x onerror=alert(1)>𠀀提出建议3条。\n\n收到提案150件。\n'


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there")
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def written(corpus, tmp_path_factory):
    file = tmp_path_factory.mktemp("explorer") / "explore.html"
    explorer.write(corpus, file)
    return file


@pytest.fixture
def visit(browser):
    """Open a page; after the test nothing may have been complained of, and nothing asked of a network."""
    said, opened = [], []

    def go(file, address="", width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        page = context.new_page()
        opened.append(context)
        page.set_default_timeout(20_000)
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
        page.goto(file.as_uri() + address)
        page.wait_for_selector("#table .tabulator-row, #table .tabulator-placeholder")
        return page

    yield go
    for context in opened:
        context.close()
    assert_none(said)


def until(page, holds):
    """Wait for an expression to hold; Playwright's own wait is a script that the page forbids."""
    for _ in range(400):
        if page.evaluate(holds):
            return
        time.sleep(0.05)
    raise AssertionError(f"never held: {holds}")


def bare(text):
    return "".join(text.split())


def cells(page, field):
    return page.locator(f'#table .tabulator-row .tabulator-cell[tabulator-field="{field}"]').all_inner_texts()


def downloaded(page, how, where="#results"):
    with page.expect_download() as download:
        page.click(f'{where} [data-export="{how}"]')
    return Path(download.value.path()).read_bytes()


def test_it_opens_with_a_chart_and_a_table_of_one_count(visit, written, corpus):
    page = visit(written)
    totals = compare.totals(corpus.activities, corpus.reports)
    most = totals.groupby(["category", "unit"], sort=False)["value"].count().max()
    values = [value for value in cells(page, "value") if value not in ("none stated", "all left out")]
    assert len(values) == page.locator("#chart .marks > *").count() == most
    page.select_option("#what", "meeting|次")
    until(page, "document.querySelector('#heading').textContent.includes('meetings')")
    wanted = totals[(totals["category"] == "meeting") & (totals["unit"] == "次")].dropna(subset="value")
    assert set(wanted["count"]) == set(cells(page, "value")) - {"none stated", "all left out"}


def test_cities_years_and_search_narrow_chart_and_table(visit, written):
    page = visit(written, "#look=slogans&what=*")
    assert len(cells(page, "cityName")) == 12
    page.select_option("#from", "2023")
    until(page, "document.querySelectorAll('#table .tabulator-row').length === 3")
    page.click("#cities summary")
    page.check('#city-list input[value="鹤岗"]')
    page.check('#city-list input[value="哈密"]')
    until(page, "document.querySelectorAll('#table .tabulator-row').length === 2")
    assert page.locator("#chart .marks > *").count() == 2
    page.keyboard.press("Escape")
    page.fill("#find", "hegang")
    until(page, "document.querySelectorAll('#chart .marks > *').length === 1")
    assert cells(page, "cityName") == ["Hegang 鹤岗"]


def test_a_click_on_a_number_or_a_mark_shows_its_sentences(visit, written, corpus):
    page = visit(written, "#what=proposal|件")
    totals = compare.totals(corpus.activities, corpus.reports)
    row = totals[(totals["city"] == "鹤岗") & (totals["category"] == "proposal") & (totals["unit"] == "件")].iloc[0]
    wanted = behind(corpus, row).table
    page.get_by_role("button", name=row["count"], exact=True).click()
    shown = page.locator("#passages-list li")
    shown.first.wait_for()
    assert shown.count() == len(wanted)
    assert shown.locator("mark").all_inner_texts() == wanted["quantity"].tolist()
    for text, told in zip(shown.all_inner_texts(), wanted.to_dict("records"), strict=True):
        assert told["sentence_before"] + told["quantity"] + told["sentence_after"] in text
        assert ("Left out" in text) == told["remark"].startswith("left out")
    page.keyboard.press("Escape")
    page.locator("#passages").wait_for(state="hidden")
    page.locator("#chart .marks > *").first.focus()
    page.keyboard.press("Enter")
    page.locator("#passages").wait_for()
    assert "300" in page.inner_text("#passages-heading")


@pytest.mark.parametrize(("look", "n"), [("counts&what=", 12), ("slogans&what=*", 12), ("themes&what=", 12)])
def test_every_sentence_is_that_of_evidence(visit, written, corpus, look, n):
    rows = {"c": corpus.activities, "s": corpus.slogans, "t": corpus.themes}[look[0]]
    wanted = {
        (r["report"], str(r["start"]), str(r["end"])): bare(r["sentence_before"] + r["quantity"] + r["sentence_after"])
        for r in evidence(corpus, rows).table.to_dict("records")
    }
    page = visit(written, f"#look={look}")
    seen, bad = 0, []
    for button in page.locator("#table .tabulator-row button").all()[:n]:
        button.click()
        page.locator("#passages-list li").first.wait_for()
        for line in csv.DictReader(io.StringIO(downloaded(page, "csv", "#passages").decode("utf-8-sig"))):
            seen += 1
            if bare(line["sentence"]) != wanted[line["report"], line["start"], line["end"]]:
                bad.append(f"{line['report']} {line['start']}: {line['sentence']}")
    assert seen >= n
    assert_none(bad)


def test_one_switch_turns_the_page_to_chinese(visit, written):
    page = visit(written, "#what=proposal|件")
    english = page.inner_text("body")
    page.click("#switch")
    until(page, "document.documentElement.lang === 'zh'")
    chinese = page.inner_text("body")
    assert "Explore the reports" in english and "浏览报告" in chinese
    left = set(re.findall(r"[A-Za-z]{4,}", chinese)) - {"English", "Excel", "digests", "zhengxie", "reports"}
    assert not left, left
    assert "lang=zh" in page.url


def test_the_address_keeps_the_state(visit, written):
    page = visit(written, "#look=slogans&what=*&from=2022&to=2022&city=平凉&city=天水&sort=n:asc&lang=zh")
    page.locator("#table .tabulator-row button").first.click()
    page.locator("#passages-list li").first.wait_for()
    before = page.inner_text("main")
    again = visit(written, "#" + page.url.split("#", 1)[1])
    again.locator("#passages-list li").first.wait_for()
    assert again.inner_text("main") == before
    assert again.input_value("#from") == "2022" and len(cells(again, "cityName")) == 2


def test_what_is_exported_is_what_is_shown(visit, written, corpus):
    page = visit(written, "#look=counts&what=&city=鹤岗")
    lines = pd.read_csv(io.BytesIO(downloaded(page, "csv")), encoding="utf-8-sig", keep_default_na=False)
    totals = compare.totals(corpus.activities, corpus.reports)
    own = totals[totals["city"] == "鹤岗"]
    key = ["category", "unit"]
    merged = lines.merge(own, on=key, suffixes=("", "_of"))
    assert len(merged) == len(lines) == len(own)
    assert merged["count"].tolist() == merged["count_of"].tolist()
    book = pd.read_excel(io.BytesIO(downloaded(page, "xlsx")), keep_default_na=False)
    assert (
        book["value"].astype(str).str.removesuffix(".0").tolist()
        == lines["value"].astype(str).str.removesuffix(".0").tolist()
    )
    assert list(book.columns) == list(lines.columns)


def test_any_words_in_context(visit, written, corpus):
    page = visit(written, "#look=kwic&what=有事好商量")
    found = (
        [*csv.DictReader(io.StringIO(downloaded(page, "csv").decode("utf-8-sig")))] if cells(page, "keyword") else []
    )
    wanted = 0
    for p in corpus.paragraphs.to_dict("records"):
        wanted += len(re.findall("有事好商量", "".join(corpus.text(p["source"])[p["start"] : p["end"]].split())))
    assert len(found) == wanted
    page.fill("#string", "政協 委員")
    until(page, "document.querySelector('#heading').textContent.includes('委員')")
    page.locator("#table .tabulator-row button").first.click()
    assert page.locator("#passages-list mark").first.inner_text() == "政协委员"


def test_a_text_is_never_run_and_places_count_characters(visit, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "hostile-2023.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "reports.csv").write_text(
        'report,city,year,genre,title\nhostile-2023,"<img src=x onerror=alert(2)>",2023,work_report,"</script><script>document.title=1</script>"\n',
        encoding="utf-8",
    )
    corpus = analysis.load_corpus(folder)
    explorer.write(corpus, tmp_path / "explore.html")
    page = visit(tmp_path / "explore.html", "#what=output|条")
    page.locator("#table .tabulator-row button").first.click()
    item = page.locator("#passages-list li").first
    item.wait_for()
    assert item.locator("mark").inner_text() == "3条", "𠀀 before it is one character"
    assert "</script>𠀀提出建议" in item.inner_text() and "<script>document.title=1</script>" in item.inner_text()
    assert page.title() == "Explore the reports" and page.locator("img").count() == 0


def test_without_texts_a_number_leads_to_its_place(visit, tmp_path):
    explorer.write(analysis.load_corpus(ROOT / "data" / "cities"), tmp_path / "explore.html")
    page = visit(tmp_path / "explore.html", "#what=proposal|件")
    page.locator("#table .tabulator-row button").first.click()
    item = page.locator("#passages-list li").first
    item.wait_for()
    assert re.search(r"the text is not here: \S+, characters \d+–\d+", item.inner_text())
    assert item.locator("mark").inner_text()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_phone_shows_all_of_it_without_scrolling_sideways(visit, written, language):
    for look in ("counts", "slogans", "themes", "kwic&what=协商"):
        page = visit(written, f"#look={look}&lang={language}", width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, look


def test_a_phone_has_the_number_of_every_row_in_sight_and_no_markup_of_a_name(visit, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("一年来，市政协召开座谈会12次，坚持双向发力。\n", encoding="utf-8")
    (tmp_path / "reports.csv").write_text(
        "report,city,year,genre\na,<b>双江拉祜族佤族布朗族傣族自治县</b>,2023,work_report\n", encoding="utf-8"
    )
    explorer.write(analysis.load_corpus(tmp_path), tmp_path / "explore.html")
    for look in ("counts", "slogans", "themes"):
        page = visit(tmp_path / "explore.html", f"#look={look}&what=", width=390)
        edge = page.locator("#table .tabulator-row button").first.evaluate("node => node.getBoundingClientRect().right")
        assert edge <= 390, look
        assert "<b>双江" in page.locator("#table .tabulator-row").first.inner_text(), look


def test_since_when_a_slogan_stands_there(visit, written, corpus):
    dated = corpus.slogans.merge(corpus.reports[["report", "year", "city"]], on="report").dropna(
        subset=["paragraph", "year"]
    )
    spread = dated.groupby("slogan")["year"].agg(["nunique", "min"])
    slogan = spread[spread["nunique"] > 1].index[0]
    first = dated[(dated["slogan"] == slogan) & (dated["year"] == spread.loc[slogan, "min"])]
    page = visit(written, f"#look=slogans&what={slogan}")
    told = page.inner_text("#since")
    assert str(spread.loc[slogan, "min"]) in told and all(city in told for city in first["city"])
    page.click("#looks button >> nth=2")
    until(page, "document.querySelector('#since').textContent === ''")


def test_marks_are_one_stop_of_the_keyboard_and_arrows_go_on(visit, written):
    page = visit(written, "#look=slogans")
    marks = page.locator("#chart .marks > *")
    assert [mark.get_attribute("tabindex") for mark in marks.all()] == ["0"] + ["-1"] * 11
    marks.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#passages-list li").first.wait_for()
    assert cells(page, "cityName")[1] in page.inner_text("#passages-heading")
    page.keyboard.press("Escape")
    page.click("#looks button >> nth=2")
    assert page.evaluate("document.activeElement.value") == "themes", "the button pressed keeps the focus"


def test_a_corpus_without_counts_opens_at_its_slogans(visit, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("坚持双向发力，凝聚共识。\n", encoding="utf-8")
    explorer.write(analysis.load_corpus(tmp_path), tmp_path / "explore.html")
    page = visit(tmp_path / "explore.html")
    assert page.locator("#looks [aria-pressed=true]").get_attribute("value") == "slogans"
    assert page.locator("#chart .marks > *").count() == 1


def test_print_has_every_row_and_no_buttons(visit, written):
    page = visit(written, "#look=themes&what=")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".tabulator-print-table tbody tr").count() == 12 * 16
    assert not page.locator("#controls").is_visible()
