"""A figure as files: in the formats that journals ask for, each with its caption, and the table behind it."""

import dataclasses
import io
import os
import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from PIL import Image, PngImagePlugin, TiffImagePlugin, TiffTags

from .. import papers
from .style import CHINESE_FONT, strict, style

FORMATS = ("pdf", "svg", "png", "eps", "tiff")
DOTS = (72, 2400)  # an inch: the least and the most
# Of the text of an SVG: the font that it was drawn in under the name it has elsewhere, then those of other systems.
_FAMILIES = "'Noto Sans SC', 'Source Han Sans SC', Arial, 'Microsoft YaHei', 'PingFang SC', sans-serif"
_DESCRIPTION = 270  # the number of the TIFF field


def save(
    fig: Figure,
    name: str,
    data: pd.DataFrame,
    folder: str | Path | None = None,
    *,
    caption: papers.Caption | str | None = None,
    formats: str | Iterable[str] = FORMATS[:3],
    dpi: int = 300,
    outlines: bool = False,
) -> list[Path]:
    """Write a figure as name.pdf, .svg and .png, the table behind it as .csv, its caption as .md; return the paths.

    data: the table that was drawn (its index is written if it has a name). folder: created if missing; default: the
    environment variable FIGURES, else "figures". caption: from `plots.caption`, or your own text; default: derived from
    the table. Caption and alternative text, in English and Chinese, are written to the .md, to the metadata of PDF, PNG
    and TIFF, and to title and desc of the SVG. formats: of pdf, svg, png, eps, tiff. dpi: of PNG and TIFF, which have
    RGB without transparency (300, 600 and 1200 are what journals ask for). outlines: whether an SVG has its text as
    outlines, which look the same everywhere, instead of text, which can be searched and edited. An EPS with Chinese
    takes half a minute, since Matplotlib processes the whole font.
    The same figure gives the same bytes each time. Raises ValueError for an unknown format, a dpi out of range, and a
    name with anything but letters, digits, - and _ (no folder, no ending).
    """
    if not re.fullmatch(r"\w[\w-]*", str(name)):
        raise ValueError(f"name: {name!r} may have letters, digits, - and _ only; the endings are added")
    wanted = [formats] if isinstance(formats, str) else list(formats)
    if odd := [one for one in wanted if one not in FORMATS]:
        raise ValueError(f"formats: {', '.join(map(str, odd))} is none of {', '.join(FORMATS)}")
    if not DOTS[0] <= dpi <= DOTS[1]:
        raise ValueError(f"dpi: {dpi} is not between {DOTS[0]} and {DOTS[1]}")
    told = _told(fig, data, caption)
    writers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: _pdf(fig, name, told),
        "svg": lambda: _svg(fig, name, told, outlines),
        "png": lambda: _pixels(fig, dpi, "png", told),
        "eps": lambda: _eps(fig),
        "tiff": lambda: _pixels(fig, dpi, "tiff", told),
    }
    with mpl.rc_context({**style(), "svg.fonttype": "path" if outlines else "none"}), strict():
        written = {one: writers[one]() for one in wanted}
    folder = Path(folder or os.environ.get("FIGURES") or "figures")
    folder.mkdir(parents=True, exist_ok=True)
    for one, said in written.items():
        (folder / f"{name}.{one}").write_bytes(said)
    table, page = folder / f"{name}.csv", folder / f"{name}.md"
    data.to_csv(table, index=data.index.name is not None, encoding="utf-8-sig", lineterminator="\n")
    page.write_text(papers.as_page(f"{name}.png", told), encoding="utf-8", newline="\n")
    return [*(folder / f"{name}.{one}" for one in wanted), table, page]


def read_caption(png: Path) -> tuple[str, str]:
    """(caption, alternative text) of a PNG file written by `save`, in the language of the drawing; else ("", "")."""
    try:
        with Image.open(png) as image:
            found = [str(image.info.get(key, "")).split("\n")[0] for key in ("Description", "Comment")]
    except (OSError, ValueError):
        return "", ""
    return found[0], found[1]


def _told(fig: Figure, data: pd.DataFrame, caption: papers.Caption | str | None) -> papers.Caption:
    """The caption, with an alternative text where it has none."""
    made = papers.caption(data, chart=str(fig.get_label()))
    if isinstance(caption, str):
        return dataclasses.replace(made, en=caption, zh=caption)
    if caption is None:
        return made
    return dataclasses.replace(caption, alt_en=caption.alt_en or made.alt_en, alt_zh=caption.alt_zh or made.alt_zh)


def _drawn(fig: Figure, form: str, **more: Any) -> bytes:
    file = io.BytesIO()
    fig.savefig(file, format=form, **more)
    return file.getvalue()


def _pdf(fig: Figure, name: str, told: papers.Caption) -> bytes:
    facts = {"Title": name, "Subject": "\n".join(told.texts), "Keywords": "\n".join(told.alts), "CreationDate": None}
    return _drawn(fig, "pdf", metadata=facts)


def _eps(fig: Figure) -> bytes:
    """EPS has no place for a caption, and its date would make every file new."""
    return re.sub(rb"^%%CreationDate:.*\n", b"", _drawn(fig, "eps"), count=1, flags=re.M)


def _svg(fig: Figure, name: str, told: papers.Caption, outlines: bool) -> bytes:
    """With what a screen reader tells; its text in fonts that other machines have, too."""
    said = _drawn(fig, "svg", metadata={"Date": None}).decode("utf-8")
    about = f"<title>{escape(name)}</title>\n <desc>{escape(chr(10).join([*told.alts, *told.texts]))}</desc>\n"
    said = re.sub(r"(<svg [^>]*)>\n", lambda tag: f'{tag[1]} role="img">\n {about}', said, count=1)
    if not outlines:
        said = said.replace(f"'{CHINESE_FONT}'", _FAMILIES)
    return said.encode("utf-8")


def _pixels(fig: Figure, dpi: int, form: str, told: papers.Caption) -> bytes:
    with Image.open(io.BytesIO(_drawn(fig, "png", dpi=dpi, metadata={"Software": None}))) as drawn:
        image = drawn.convert("RGB")
    file = io.BytesIO()
    if form == "tiff":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[_DESCRIPTION] = "\n".join(told.texts).encode("utf-8")
        tags.tagtype[_DESCRIPTION] = TiffTags.ASCII
        image.save(file, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=tags)
    else:
        facts = PngImagePlugin.PngInfo()
        for key, both in (("Description", told.texts), ("Comment", told.alts)):
            facts.add_itxt(key, "\n".join(" ".join(one.split()) for one in both))
        image.save(file, "PNG", dpi=(dpi, dpi), pnginfo=facts)
    return file.getvalue()
