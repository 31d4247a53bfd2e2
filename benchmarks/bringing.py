"""A pile of files of every kind brought into a corpus folder, beside the same pile read by a script written by hand.

    pip install pypdf                                       # none of the project's packages
    PYTHONPATH=tests python benchmarks/bringing.py FOLDER

makes the pile of tests/pile.py (annotated reports, which are invented, under the names of places that exist, since the
list of places has no others), runs `new` and `report` on it and prints what became of its files and how right the
guesses are; and in a column of its own what a reader gets who takes trafilatura for pages, python-docx for Word files,
pypdf for PDFs, pandas for sheets, and all else as UTF-8 or GB 18030. In FOLDER are then pile/, corpus/ and report/.
"""

import re
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
from pile import TABLE, build, text_of

from analysis.__main__ import main
from analysis.codes import INCLUDED
from analysis.corpus.copies import clauses
from analysis.workflow.new import READ, first, new

# Invented place, as texts and names of files write it -> one of its rank that exists.
PLACES = {
    "云浦苗族土家族自治县": "印江土家族苗族自治县", "云浦": "印江", "雁铺": "印江", "百岭": "百色", "澄阳": "澄城",
    "江灣": "江門", "江湾": "江门", "楚源": "随州", "汉澜": "汉中", "鼎山": "鞍山", "顶山": "鞍山", "汉北": "汉阳",
    "江沅": "益阳", "岷曲": "甘南", "民曲": "甘南", "清平": "江口", "临阳": "信阳", "淮陵": "淮安", "石梁": "石门",
    "澜港": "珠海", "岚港": "珠海", "襄河": "荆门", "颍南": "颍上", "清岭": "平陆", "青岭": "平陆", "雾溪": "靖州",
    "无溪": "靖州", "江岩": "江津", "临沐": "临沂", "岭江": "浙江", "灵江": "浙江", "梨园": "历下", "李源": "历下",
    "清源": "清徐", "沅浦": "岳阳", "元浦": "岳阳", "铁泉": "铁岭", "平岳": "阳泉", "渭宁": "渭南", "青禾": "青州",
}  # fmt: skip
# What is right: city, genre, level; the year covered stands in the name (yuanpu, yunpu: below).
RIGHT = {
    "bailing-2024": ("百色", "work_report", "prefecture"), "chengyang-2013": ("澄城", "work_report", "county"),
    "jiangwan-2023-hant": ("江门", "review", "prefecture"), "chuyuan-2023": ("随州", "work_report", "prefecture"),
    "hanlan-2012": ("汉中", "work_report", "prefecture"), "dingshan-2023": ("鞍山", "review", "prefecture"),
    "hanbei-2021": ("汉阳", "review", "county"), "jiangyuan-2023": ("益阳", "review", "prefecture"),
    "minqu-2021": ("甘南", "work_report", "prefecture"), "qingping-2021": ("江口", "review", "county"),
    "shizheng-2024": ("信阳", "review", "prefecture"), "huailing-2019": ("淮安", "work_report", "prefecture"),
    "shiliang-2019": ("石门", "work_report", "county"), "langang-2012": ("珠海", "work_report", "prefecture"),
    "xianghe-2012": ("荆门", "work_report", "prefecture"), "yingnan-2011": ("颍上", "work_report", "county"),
    "yunpu-2021": ("印江", "review", "county"), "qingling-2008": ("平陆", "work_report", "county"),
    "wuxi-2009": ("靖州", "review", "county"), "jiangyan-2015": ("江津", "work_report", "county"),
    "linmu-2016": ("临沂", "review", "prefecture"), "lingjiang-2017": ("浙江", "work_report", "province"),
    "liyuan-2016": ("历下", "review", "county"), "xianzheng-2012": ("清徐", "work_report", "county"),
    "yuanpu-5year": ("岳阳", "work_report", "prefecture"), "tiequan-2017": ("铁岭", "review", "prefecture"),
    "pingyue-2016": ("阳泉", "review", "prefecture"), "weining-2025": ("渭南", "review", "prefecture"),
}  # fmt: skip
GUESSES = ("city", "year", "genre", "level")
PIECE = 12  # characters; a text holds another where each such piece of it stands there


def year_of(name: str) -> str:
    """The year that an annotated report covers; of five years the last."""
    return "2021" if name == "yuanpu-5year" else next(part for part in name.split("-") if part.isdigit())


def by_hand(pile: Path) -> Iterator[tuple[str, str]]:
    """File or part of the pile -> its text, as a careful script of one page gives it; raises nothing, says nothing."""
    import docx
    import pypdf
    import trafilatura

    def plain(data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("gb18030")

    def texts(name: str, data: bytes, place: Path) -> Iterator[tuple[str, str]]:
        suffix = Path(name).suffix.lower()
        if suffix in (".txt", ".text", ".md"):
            yield name, plain(data)
        elif suffix in (".html", ".htm", ".shtml", ".mht"):
            yield name, trafilatura.extract(data, include_comments=False) or ""
        elif suffix == ".docx":
            yield name, "\n".join(paragraph.text for paragraph in docx.Document(str(place)).paragraphs)
        elif suffix == ".pdf":
            yield name, "\n".join(page.extract_text() for page in pypdf.PdfReader(place).pages)
        elif suffix in (".csv", ".xlsx", ".jsonl", ".parquet"):
            read = {".csv": pd.read_csv, ".xlsx": pd.read_excel, ".parquet": pd.read_parquet}
            table = pd.read_json(place, lines=True) if suffix == ".jsonl" else read[suffix](place)
            column = next(c for c in table if c in ("text", "正文", "全文"))
            first_row = {".csv": 2, ".xlsx": 2, ".jsonl": 1, ".parquet": 1}[suffix]
            yield from ((f"{name}/{i}", str(cell)) for i, cell in enumerate(table[column], first_row))
        elif suffix == ".zip":
            with zipfile.ZipFile(place) as archive:
                for member in archive.namelist():
                    yield from texts(f"{name}/{member}", archive.read(member), place)

    for file in sorted(pile.rglob("*")):
        if file.is_file():  # no pipe; a link is followed
            name = file.relative_to(pile).as_posix()
            try:
                yield from texts(name, file.read_bytes(), file)
            except Exception:
                continue


def ours(folder: Path) -> tuple[dict[str, str], list[str], pd.DataFrame]:
    """File or part -> text of what is counted; what is named with a reason; reports.csv with the place of each."""
    sources = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    sources["place"] = [f"{f}/{p}" if p else f for f, p in zip(sources["file"], sources["part"], strict=True)]
    reports = pd.read_csv(folder / "reports.csv", dtype=str, keep_default_na=False)
    reports = reports.merge(sources[["text", "place"]], left_on="source", right_on="text", how="left")
    texts = {
        place: (folder / "texts" / source).read_text(encoding="utf-8")
        for place, source, status in reports[["place", "source", "status"]].itertuples(index=False)
        if status == INCLUDED
    }
    left_out = reports.loc[reports["status"] != INCLUDED, "place"]
    return texts, [*sources.loc[sources["status"] != READ, "place"], *left_out], reports


def holds(text: str, other: str) -> bool:
    """Whether a text holds another, whatever its script, blanks and punctuation."""
    text, other = ("".join(clauses(each)) for each in (text, other))
    return all(other[i : i + PIECE] in text for i in range(0, len(other), PIECE))


def measured(told: Mapping[str, str], texts: Mapping[str, str], named: list[str], held: list[str]) -> dict[str, str]:
    """A column of the table: what a reader made of the pile. held: the files with a table."""
    reports = {place: name for place, name in told.items() if not name.startswith("!")}
    copies = {place for place, says in told.items() if says.startswith("!copy")}
    others = {place for place, says in told.items() if says.startswith("!no report")}
    damaged = {place for place, says in told.items() if says == "!damaged"}
    read = {place for place, text in texts.items() if text.strip()}
    whole = [p for p, name in reports.items() if p in read and holds(texts[p], text_of(name, PLACES))]
    rows = [re.compile(r"[ \t|]+".join(map(re.escape, row))) for row in TABLE[1:]]
    tables = [place for place in held if all(row.search(texts.get(place, "")) for row in rows)]
    files = {place for place, says in told.items() if says != "!part"}
    print(f"lost or broken: {', '.join(place for place in reports if place not in whole) or 'none'}")
    return {
        f"reports whole, of {len(reports)}": str(len(whole)),
        "reports lost, or broken by tags or page numbers": str(len(reports) - len(whole)),
        f"tables whose rows are lines, of {len(held)}": str(len(tables)),
        f"copies counted, of {len(copies)}": str(len(read & copies)),
        f"laws, notices, reports of governments counted, of {len(others)}": str(len(read & others)),
        f"damaged texts counted, of {len(damaged)}": str(len(read & damaged)),
        "other texts counted": str(len(read - set(reports) - copies - others - damaged)),
        "files and parts neither counted nor named": str(len(files - read - set(named))),
    }


def guesses(told: Mapping[str, str], reports: pd.DataFrame) -> str:
    """How right the guesses are on reports that are counted, and whether wrong ones are among those to look at."""
    lines = []
    look = set(first(reports)["report"])
    for column in GUESSES:
        right, wrong, empty, unseen = 0, [], 0, 0
        for row in reports[reports["status"] == INCLUDED].to_dict("records"):
            name = told.get(row["place"], "!")
            if name.startswith("!"):
                continue
            city, genre, level = RIGHT[name]
            want = {"city": city, "year": year_of(name), "genre": genre, "level": level}[column]
            right += row[column] == want
            empty += not row[column]
            if row[column] and row[column] != want:
                wrong.append(f"{row['report']}: {row[column]} for {want}")
                unseen += row["report"] not in look
        lines.append(f"| {column} | {right} | {len(wrong)} | {empty} | {unseen} |")
        lines += [f"    {told_wrong}" for told_wrong in wrong]
    return "\n".join(lines)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    told = build(folder / "pile", PLACES)
    files = sum(file.is_file() or file.is_fifo() for file in (folder / "pile").rglob("*"))
    begun = time.process_time(), time.monotonic()
    result = new(folder / "pile", folder / "corpus")
    spent = time.process_time() - begun[0], time.monotonic() - begun[1]
    texts, named, reports = ours(folder / "corpus")
    held = [place for place in told if Path(place).stem in ("益阳", "石门", "颍上") and not told[place].startswith("!")]
    columns = {"new": measured(told, texts, named, held)}
    columns["by hand"] = measured(told, dict(by_hand(folder / "pile")), [], held)
    print(f"{files} files, {len(told)} files and parts\n")
    print("| what | " + " | ".join(columns) + " |\n| --- | --- | --- |")
    for what in columns["new"]:
        print(f"| {what} | " + " | ".join(column[what] for column in columns.values()) + " |")
    print(
        "\n| guess | right | wrong | not found | wrong and not to be looked at first |\n| --- | --- | --- | --- | --- |"
    )
    print(guesses(told, reports))
    look = len(first(reports))
    print(f"\n{look} reports to look at first, {len(result.doubts)} doubts, {len(named)} named with a reason")
    print(f"new: {spent[0]:.0f} s of CPU, {spent[1]:.0f} s by the clock")
    begun = time.process_time(), time.monotonic()
    status = main(["report", str(folder / "corpus"), "--out", str(folder / "report")])
    print(f"report: status {status}, {time.monotonic() - begun[1]:.0f} s by the clock")
