"""Plain text, with or without markup in it, to one part."""

from .decoded import decoded, undamaged
from .markup import has_tags, is_page, marks_unseen, page_of, tags_unseen
from .pages import read_page
from .parts import Part


def read_text(data: bytes, markdown: bool = False) -> Part:
    """A text file. One that is a page is read as a page.

    Tags in a text, and the marks of Markdown, are made unseen and move nothing.
    """
    text, encoding, notes = decoded(data)
    undamaged(text)
    if is_page(text):
        page, before = page_of(text)
        return read_page(page, encoding, notes, before)
    if has_tags(text):
        found = "holds HTML tags; they are passed over, rows of its tables are lines"
        notes = (*notes, (found, "look whether the text is whole"))
    text = tags_unseen(text)
    text, told = marks_unseen(text) if markdown else (text, {})
    return Part("", text, encoding, head=told, notes=notes, converted=False)
