"""Bytes to decoded text with `\\n` line ends, or why not."""

from .damage import AGAIN, damage, lost_characters
from .encoding import NotText, decode
from .parts import UnreadableError


def decoded(data: bytes) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Text with `\\n` line ends and without byte order mark, its encoding, and notes. Raises UnreadableError."""
    if not data.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    try:
        text, encoding, broken = decode(data)
    except NotText as error:
        raise UnreadableError(f"not read: {error}", "save its text as .txt in UTF-8") from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError("empty", "put the text in, or delete the file")
    what, todo = "", "save the file again as UTF-8 from its source"
    if broken is not None:
        what = f"byte {broken} is no {encoding}; such bytes are read as \ufffd"
    elif lost := lost_characters(text):
        what = f"{lost} characters were lost before it was saved (\ufffd, 锟斤拷)"
    return text, encoding, ((what, todo),) if what else ()


def undamaged(text: str) -> str:
    """The text; raises UnreadableError where it is damaged."""
    if what := damage(text):
        raise UnreadableError(what, AGAIN)
    return text
