"""A pile of files as researchers have them, made of the annotated reports, which are invented.

    python tests/pile.py FOLDER      writes the pile there

`build` gives, file by file, what should become of it; benchmarks/bringing.py measures it.
"""

import csv
import io
import json
import os
import quopri
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

REPORTS = Path(__file__).parent / "data" / "annotated"
TABLE = (("项目", "2023年", "2024年"), ("收到提案（件）", "255", "286"), ("组织视察（次）", "9", "12"))
_PASSWORD = b"""%%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>
endobj
4 0 obj
<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>
endobj
trailer
<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>
""" % (b"41" * 32, b"42" * 32)
GOVERNMENT = (
    "政府工作报告\n——2025年1月8日在青禾市第八届人民代表大会第四次会议上\n\n各位代表：\n\n现在，我代表市人民政府，向大会报告工作，"
    "请予审议。\n\n过去一年，全市生产总值增长5.2%，新建学校3所，改造老旧小区18个，修通乡村公路42公里。\n"
)
LAW = "青禾市公园条例\n\n第一条　为了管好公园，制定本条例。\n第二条　本市公园适用本条例。\n第三条　公园免费开放，每年检查2次。\n"
NOTICE = "关于召开市政协八届四次会议的通知\n\n各位委员：\n\n会议定于2025年1月6日召开，会期3天，请按时报到。\n"


def text_of(name: str, places: Mapping[str, str] = MappingProxyType({})) -> str:
    """An annotated report, its places under other names."""
    return renamed((REPORTS / f"{name}.txt").read_text(encoding="utf-8"), places)


def renamed(text: str, places: Mapping[str, str]) -> str:
    """A text or a path with the names of places replaced, in their order."""
    for old, new in places.items():
        text = text.replace(old, new)
    return text


def page(title: str, body: str, charset: str = "utf-8", table: bool = False) -> bytes:
    """A page with what stands around its body on such sites."""
    lines = "".join(f"<p>&nbsp;&nbsp;{line}</p>" for line in body.split("\n") if line.strip())
    rows = "".join("<tr>" + "".join(f"<td><p>{c}</p></td>" for c in row) + "</tr>" for row in TABLE) if table else ""
    links = "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(12))
    html = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_某某政协网</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2025-02-03 09:00"><meta name="ContentSource" content="某某日报">
<script>var hits = 286;</script><style>p {{color: red}}</style></head><body><div class="nav"><ul>{links}</ul></div>
<h1>{title}</h1><div class="info">来源：某某日报　发布时间：2025-02-03</div><div class="content">{lines}<table>{rows}</table></div>
<div class="footer">主办：某某政协　ICP备12345678号</div></body></html>"""
    return html.encode(charset)


def mht(html: bytes) -> bytes:
    """A page as a browser saves it in one file."""
    head = b'MIME-Version: 1.0\r\nSnapshot-Content-Location: https://zx.example.cn/a.html\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    part = b"--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head + part + quopri.encodestring(html) + b"\r\n--B--\r\n"


def word(path: Path, body: str, table: bool = False, numbered: bool = False) -> None:
    """A Word file."""
    import docx

    document = docx.Document()
    for line in filter(str.strip, body.split("\n")):
        document.add_paragraph(line)
    if numbered:
        document.add_paragraph("围绕中心议政", style="List Number")
        document.add_paragraph("立足民生履职", style="List Number")
    if table:
        grid = document.add_table(rows=len(TABLE), cols=3)
        for i, row in enumerate(TABLE):
            for j, cell in enumerate(row):
                grid.cell(i, j).text = cell
    document.save(str(path))


def pdf(path: Path, body: str, table: bool = False, picture: bool = False) -> None:
    """A PDF: lines of 38 characters, 40 a page; a ruled table; or a page that is a picture."""
    import zhplot
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D

    font = FontProperties(fname=str(next(Path(zhplot.__file__).parent.rglob("*.ttf"))), size=12)
    wide, high = 595, 842
    lines: list[str] = []
    for paragraph in filter(str.strip, body.split("\n")):
        indented = f"　　{paragraph.strip()}"
        lines += [indented[i : i + 38] for i in range(0, len(indented), 38)]
    with rc_context({"pdf.fonttype": 42}), PdfPages(path) as file:
        for first in range(0, max(1, len(lines)), 40):
            figure, y = Figure(figsize=(wide / 72, high / 72)), high - 60
            if picture:
                figure.add_axes((0.1, 0.1, 0.8, 0.8)).imshow([[0, 1], [1, 0]])
                figure.axes[0].set_axis_off()
            for line in () if picture else lines[first : first + 40]:
                figure.text(60 / wide, y / high, line, fontproperties=font, parse_math=False)
                y -= 17
            if table and first + 40 >= len(lines):
                bottom = y - 24 * len(TABLE)
                for k in range(len(TABLE) + 1):
                    level = (y - 24 * k) / high
                    figure.add_artist(Line2D([60 / wide, 420 / wide], [level, level], lw=0.5, color="k"))
                for x in (60, 200, 310, 420):
                    figure.add_artist(Line2D([x / wide, x / wide], [y / high, bottom / high], lw=0.5, color="k"))
                for k, row in enumerate(TABLE):
                    for x, cell in zip((63, 203, 313), row, strict=True):
                        figure.text(x / wide, (y - 24 * k - 17) / high, cell, fontproperties=font)
            if not picture:
                figure.text(0.5, 30 / high, f"- {first // 40 + 1} -", fontproperties=font)
            file.savefig(figure)


def sheet(rows: list[dict[str, str]]) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def build(folder: Path, places: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Write the pile. File or part → the annotated report it holds, or what should be said of it (begins with !).

    places: other names for the places of the reports, in texts and in the names of files.
    """
    folder.mkdir(parents=True)
    told: dict[str, str] = {}

    def text(name: str) -> str:
        return text_of(name, places)

    def paged(title: str, name: str, charset: str = "utf-8", table: bool = False) -> bytes:
        return page(renamed(title, places), text(name), charset, table)

    def put(name: str, data: bytes, says: str) -> None:
        name = renamed(name, places)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        told[name] = says

    put("百岭2024.txt", text("bailing-2024").encode(), "bailing-2024")
    put("gbk/澄阳.txt", text("chengyang-2013").encode("gb18030"), "chengyang-2013")
    put("繁體.txt", text("jiangwan-2023-hant").encode("utf-16"), "jiangwan-2023-hant")
    put("楚源.TEXT", text("chuyuan-2023").replace("\n", "\r\n").encode(), "chuyuan-2023")
    marked = "# " + text("hanlan-2012").replace("\n", "\n\n")
    put("汉澜.md", marked.encode(), "hanlan-2012")
    put("顶山.html", paged("同心聚力促转型 笃行实干谱新篇", "dingshan-2023"), "dingshan-2023")
    put("汉北.htm", paged("汉北区政协2021年工作回眸", "hanbei-2021", "gb18030"), "hanbei-2021")
    put(
        "江沅.shtml",
        paged("商以聚识 协以成事——江沅市政协2023年工作回眸", "jiangyuan-2023", table=True),
        "jiangyuan-2023",
    )
    put("民曲.mht", mht(paged("岷曲藏族自治州政协2021年工作报告（摘要）", "minqu-2021")), "minqu-2021")
    put("page-saved-as.txt", paged("清平县政协2021年工作综述", "qingping-2021"), "qingping-2021")
    put("page-saved-as.doc", paged("2024年,市政协这样交出履职答卷", "shizheng-2024"), "shizheng-2024")
    for name, report, how in (
        ("淮陵.docx", "huailing-2019", {}),
        ("石梁.docx", "shiliang-2019", {"table": True}),
        ("岚港.DOCX", "langang-2012", {"numbered": True}),
    ):
        word(folder / renamed(name, places), text(report), **how)
        told[renamed(name, places)] = report
    for name, report, how in (
        ("襄河.pdf", "xianghe-2012", {}),
        ("颍南.pdf", "yingnan-2011", {"table": True}),
        ("雁铺.pdf", "yunpu-2021", {}),
    ):
        pdf(folder / renamed(name, places), text(report), **how)
        told[renamed(name, places)] = report
    rows = [{"city": "青岭", "year": "2008", "text": text("qingling-2008")}]
    rows += [{"city": "无溪", "year": "2009", "text": text("wuxi-2009")}]
    put("two.csv", b"\xef\xbb\xbf" + renamed(sheet(rows), places).encode(), "!part")
    told |= {"two.csv/2": "qingling-2008", "two.csv/3": "wuxi-2009"}
    lines = [{"年份": 2015, "正文": text("jiangyan-2015")}, {"年份": 2016, "正文": text("linmu-2016")}]
    put("two.jsonl", "\n".join(json.dumps(x, ensure_ascii=False) for x in lines).encode(), "!part")
    told |= {"two.jsonl/1": "jiangyan-2015", "two.jsonl/2": "linmu-2016"}
    import openpyxl
    import pandas as pd

    book = openpyxl.Workbook()
    book.active.append(["城市", "年份", "全文"])
    book.active.append([renamed("灵江", places), 2017, text("lingjiang-2017")])
    book.active.append([renamed("李源", places), 2016, text("liyuan-2016")])
    book.save(folder / "两市.xlsx")
    told |= {"两市.xlsx": "!part", "两市.xlsx/2": "lingjiang-2017", "两市.xlsx/3": "liyuan-2016"}
    table = pd.DataFrame({"year": [2012], "text": [text("xianzheng-2012")]})
    table.to_parquet(folder / "one.parquet")
    told |= {"one.parquet": "!part", "one.parquet/1": "xianzheng-2012"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(renamed("同事/元浦.txt", places), text("yuanpu-5year").encode("gb18030"))
        archive.writestr("同事/__MACOSX/._x.txt", b"\0")
        archive.writestr("scan.jpg", b"\xff\xd8\xff")
    put("同事.zip", packed.getvalue(), "!part")
    told |= {f"同事.zip/{renamed('同事/元浦.txt', places)}": "yuanpu-5year", "同事.zip/scan.jpg": "!picture"}
    put("铁泉市/2017/工作报告.txt", text("tiequan-2017").encode(), "tiequan-2017")
    put("平岳市/2016/工作报告.txt", text("pingyue-2016").encode(), "pingyue-2016")
    # Copies.
    put("转/百岭-gbk.txt", text("bailing-2024").encode("gb18030"), "!copy: the same text")
    near = "来源：淮陵日报 2020-01-20\n\n" + text("huailing-2019").replace("，", ",").replace("。\n", "！\n", 2)
    put("转/淮陵转载.txt", near.encode(), "!copy: ")
    whole = text("shiliang-2019").split("\n")
    put("转/石梁摘要.txt", "\n".join(whole[: len(whole) // 3]).encode(), "!copy: an abridged version or a part")
    put("转/石梁网页.html", paged("政协石梁县第九届委员会常务委员会工作报告", "shiliang-2019"), "!copy: ")
    # What is no report of a consultative conference.
    put("转/青禾政府.txt", GOVERNMENT.encode(), "!no report of a consultative conference: a government work report")
    put("转/条例.txt", LAW.encode(), "!no report of a consultative conference: a law or rules")
    put("转/通知.txt", NOTICE.encode(), "!no report of a consultative conference: a notice")
    # What cannot be read.
    pdf(folder / "scan.pdf", "", picture=True)
    told["scan.pdf"] = "!scanned"
    put("locked.pdf", _PASSWORD, "!password")
    put("broken.pdf", b"%PDF-1.7\n\x00\x01", "!damaged PDF")
    put("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "!old Word file")
    put("old.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "!WPS file")
    put("broken.docx", b"PK\x03\x04" + bytes(60), "!damaged Word file")
    put("damaged.txt", text("weining-2025").encode().decode("gb18030", "replace").encode(), "!damaged")
    put("lost.txt", text("weining-2025").encode("gb18030").decode("utf-8", "replace").encode(), "!damaged")
    put("empty.txt", b" \n", "!empty")
    put("logo.png", b"\x89PNG\r\n\x1a\n", "!picture")
    put("西河", text("weining-2025").encode(), "!without an ending")
    put("figures.csv", "city,n\n青禾,3\n".encode(), "!no column of texts")
    if os.name == "posix":
        os.mkfifo(folder / "pipe.txt")
        (folder / "away.txt").symlink_to(Path(__file__).resolve())
        put("odd\n\x1b[31mname.txt", text("weining-2025").encode(), "weining-2025")
        told |= {"pipe.txt": "!pipe", "away.txt": "!link that leaves"}
    return told


if __name__ == "__main__":
    found = build(Path(sys.argv[1]))
    print(f"{len([name for name in found if (Path(sys.argv[1]) / name).exists()])} files")
