"""The slogan lexicon, `data/lexicons/slogans.csv`: reading and checking it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from . import conditions
from .files import LexiconError, Row, files, path, read_file

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("slogan", "variants", "family", "level", "pinyin", "english", "year", "document", "source", "note")
NEEDED = ("slogan", "family", "level")
LEVELS = ("central", "system", "regional", "local")
MIN_CHARS = 2

QUOTES = "“”‘’\"'「」『』〝〞＂＇"
LISTERS = "、,，/／·・•"
_IGNORED = re.compile(rf"[\s{re.escape(QUOTES + LISTERS)}]")
_FAMILY = re.compile(r"[a-z]+(/[a-z]+)?")
_IN_QUOTES = re.compile(r"[“「『\"]([^“”「」『』\"]+)[”」』\"]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SYLLABLE = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+")


def plain(text: str) -> str:
    """The text without quotation marks, spaces and the marks between the items of a list: what matching compares."""
    return _IGNORED.sub("", text)


def forms(slogan: str, variants: str) -> list[tuple[str, bool]]:
    """Every form of an entry, the canonical one first, and whether it counts only between quotation marks.

    A variant given wholly in quotation marks (“总目标”) is an everyday word that is a slogan only where the text
    quotes it; giving the canonical form so binds that form too.
    """
    written = [slogan, *(v.strip() for v in variants.split("|") if v.strip())]
    quoted = {m[1] for form in written if (m := _IN_QUOTES.fullmatch(form))}
    out = dict.fromkeys((m[1] if (m := _IN_QUOTES.fullmatch(form)) else form) for form in written)
    return [(form, form in quoted) for form in out]


def load(folder: str | Path | None = None) -> "pd.DataFrame":
    """The slogan lexicon as a table, one row an entry: see `entries`. year is a nullable integer."""
    return table_of(entries(folder))


def table_of(rows: list[Row]) -> "pd.DataFrame":
    """Entries, as `entries` gives them, as a table."""
    import pandas as pd  # which those that measure texts do without

    table = pd.DataFrame(rows, columns=[*COLUMNS, "line", "conditions"])
    table["year"] = pd.to_numeric(table["year"].replace("", None)).astype("Int64")
    return table


def entries(folder: str | Path | None = None) -> list[Row]:
    """The entries of the slogan lexicon, in the order of the file.

    folder: a folder of the researcher's own lexicons. Its slogans.csv replaces the shipped one; the rows of its
    slogans_added.csv, with the same columns, follow the others (local brands, say). To change an entry of the shipped
    lexicon, replace the file: a form may stand in one entry only.
    Columns: slogan (canonical form), variants (other forms, joined by |), family, level (central, system, regional,
    local), pinyin (of the canonical form, a syllable a character), english, year, document, source, note, line
    (in its file) and conditions (a dict of the forms that are the slogan only where a Condition of
    slogan_conditions.csv holds, and of conditions.EVERY where one must hold for each of them). Absent text is "".
    Of these a file must have those of NEEDED.
    Raises LexiconError that lists every bad row and every clash with its file and line.
    """
    rows: list[Row] = []
    bad: list[str] = []
    for file in files("slogans", folder):
        try:
            rows += [row | {"file": file} for row in read_file(file, COLUMNS, needed=NEEDED)]
        except LexiconError as error:
            bad.append(str(error))
    owner: dict[str, Row] = {}
    for row in rows:
        here = f"{row['file']}:{row['line']}"
        bad += [f"{here}: {what}" for what in _faults(row)]
        for form, _ in forms(row["slogan"], row["variants"]):
            first = owner.setdefault(plain(form), row)
            if plain(form) and first is not row:
                where = f"line {first['line']}" + (f" of {first['file']}" if first["file"] != row["file"] else "")
                bad.append(f"{here}: {form} already stands at {where} (entry {first['slogan']}); keep it in one entry")
    asked: dict[str, conditions.Condition] = {}
    try:
        listed, asked = conditions.load(folder)
        bad += _unknown_forms(listed, owner, folder)
    except LexiconError as error:
        bad.append(str(error))
    if bad:
        raise LexiconError("\n".join(bad))
    by_form = {plain(form): condition for form, condition in asked.items()}
    for row in rows:
        keys = [conditions.EVERY, *(plain(form) for form, _ in forms(row["slogan"], row["variants"]))]
        row["conditions"] = {key: by_form[key] for key in keys if key in by_form}
    return rows


def _unknown_forms(listed: list[Row], owner: dict[str, Row], folder: str | Path | None) -> list[str]:
    """Conditions of forms that no entry has; those of the shipped list may be gone from a researcher's own slogans."""
    file = path(conditions.NAME, folder)
    if file.parent != path("slogans", folder).parent:
        return []
    return [
        f"{file}:{row['line']}: column form: {row['form']} is a form of no entry of slogans.csv"
        for row in listed
        if row["form"] != conditions.EVERY and plain(row["form"]) not in owner
    ]


def _faults(row: Row) -> list[str]:
    faults = []
    if not row["slogan"]:
        faults.append("no slogan")
    faults += [
        f"{form or 'an empty form'} is too short to be a slogan (at least {MIN_CHARS} characters)"
        for form, _ in forms(row["slogan"], row["variants"])
        if row["slogan"] and len(plain(form)) < MIN_CHARS
    ]
    if not _FAMILY.fullmatch(row["family"]):
        faults.append(f"family {row['family'] or '(empty)'}: write a path of small letters such as unity/front")
    if row["level"] not in LEVELS:
        faults.append(f"level {row['level'] or '(empty)'}: one of {', '.join(LEVELS)}")
    if row["pinyin"] and len(_SYLLABLE.findall(row["pinyin"])) != len(_HAN.findall(row["slogan"])):
        faults.append(
            f"pinyin {row['pinyin']}: one syllable for each character of {row['slogan']}, with spaces between"
        )
    if row["year"] and not re.fullmatch(r"(19|20)\d\d", row["year"]):
        faults.append(f"year {row['year']}: four digits or nothing")
    return faults
