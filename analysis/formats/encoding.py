"""Bytes to text: which encoding a Chinese text file is in."""

import codecs
import re
from functools import lru_cache

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, WPS or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
# Characters that running Chinese cannot do without, and those of this genre, in both scripts: a wrong decoding of
# a short text can hit characters of the standards' first levels, hardly ever these.
FREQUENT = frozenset(
    "的一是在了和有大中为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过民产面方后多定行学法所经十三之进"
    "着等部度家力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前政四日那社义事平形相全表间"
    "样与关各重新内数正心反明看原又么利比或但质气第向道命此变条没结解问意建月公无系军情者最立代想已通并提直题党程展五果料象"
    "员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指六九区强放决西被干做必战先"
    "协商议委市县州省届召调研履职建言视察监督提案届贯彻习近平精神讲话坚持党组领导群众服务推动落实深入围绕开展组织委员联系"
    "報告為會們來時個國對發動產過後學進著裡現實體製機當點業應開還與關內數質氣變條沒結問系軍總黨協議縣區調視監書記聯貫徹領導眾務圍"
)
_FIRST_LEVELS = (("gb2312", b"\xb0", b"\xd7"), ("big5", b"\xa4", b"\xc6"))  # by the first of the two bytes
_TEXT = re.compile(r"[^\s\ufeff]")
PLAUSIBLE = 0.6  # a right reading scores 1 and more, a wrong one of the same bytes below half of that
_SAMPLE = 4000


class NotText(ValueError):
    """The bytes are no text that can be read; the message says what they are."""


@lru_cache(maxsize=8192)
def _weight(char: str) -> float:
    """How well a character fits Chinese prose: 2 frequent, 1 of the first level of GB 2312 or Big5, below 0 rare."""
    if char in FREQUENT:
        return 2.0
    if " " <= char <= "~" or char in "。、“”‘’《》【】…—·「」『』" or "\uff01" <= char <= "\uff5e":
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        common = any(a <= char.encode(codec, "ignore")[:1] <= b for codec, a, b in _FIRST_LEVELS)
        return 1.0 if common else -0.5
    return -2.0 if char == "\ufffd" or not char.isprintable() else -1.0


def plausibility(text: str) -> float:
    """Mean weight of the first characters that are not white space: from -2 (noise) to 2 (common characters only)."""
    sample = _TEXT.findall(text[: 2 * _SAMPLE])[:_SAMPLE]
    return sum(map(_weight, sample)) / len(sample) if sample else 0.0


def decode(data: bytes) -> tuple[str, str, int | None]:
    """Text, encoding and where the first unreadable byte stands (None where all could be read).

    A byte order mark decides; then UTF-8 where it fits byte for byte (other encodings hardly ever do); then, of
    GB18030, Big5 and UTF-16 without a mark, the one that gives the most plausible Chinese, because short texts in
    one are valid in the others too; last, what charset-normalizer takes it for. A text with a few broken bytes is
    read with U+FFFD in their place.
    Raises NotText for binary files and for bytes that none of these makes sense of.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise NotText(f"it is {kind}, not text")
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _whole(data, codec)
    nul = b"\0" in data
    if not nul:
        try:
            return data.decode("utf-8"), "utf-8", None
        except UnicodeDecodeError:
            pass
    sample = _telling(data)
    codecs_to_try = ("utf-16-le", "utf-16-be") if nul else ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
    scores = {c: plausibility(sample.decode(c, "replace")) for c in codecs_to_try}
    codec = max(codecs_to_try, key=scores.__getitem__)  # the first of equals
    if scores[codec] >= PLAUSIBLE:
        return _whole(data, codec)
    if nul:
        raise NotText("it holds NUL bytes: a binary file, not text")
    guess = from_bytes(sample).best()
    if guess is None or plausibility(str(guess)) < PLAUSIBLE:
        raise NotText("no encoding makes sense of its bytes")
    return _whole(data, guess.encoding)


def _telling(data: bytes) -> bytes:
    """A piece of the bytes that tells the encoding: from an even place just before the first that is no ASCII."""
    first = next((found.start() for found in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = max(0, first - 100) // 4 * 4
    return data[start : start + 3 * _SAMPLE]


def _whole(data: bytes, codec: str) -> tuple[str, str, int | None]:
    name = {"utf-8-sig": "utf-8", "big5hkscs": "big5"}.get(codec, codec)
    try:
        return data.decode(codec), name, None
    except UnicodeDecodeError as error:
        return data.decode(codec, "replace"), name, error.start
