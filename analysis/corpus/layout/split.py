"""Several reports in one file: where each begins."""

from __future__ import annotations

import re

from .. import headings
from ..metadata import body_named, body_of
from ..places import place_core
from .blocks import Block

_CONTINUED = re.compile(r"^[(](?:上?接|紧接).{0,10}版.{0,8}[)]")
_DATELINE = re.compile(r"^(?:本[报网刊台站]|新华社|[\u4e00-\u9fff]{2,10}[报网])([\u4e00-\u9fff]{0,8})[^,。]{0,6}[讯电]")
_SPEECH = {"dateline", "byline"}
_REACH, _LEAD = 5, 60


def starts(blocks: list[Block]) -> list[int]:
    """Positions of the blocks at which a report begins, the first always 0.

    A report begins at heading lines without a number that name a body other than the one before, if close below a
    dateline or a byline stands over a text that names the same body, or, on a page that is no speech (no numbered
    or yearly sections, no address), if the text below begins by naming it. It also begins where an article goes on
    from another page. A work report that mentions other bodies has neither.
    """
    found, current = [0], ""
    speech = any(b.cue == "greeting" for b in blocks) or any(
        b.kind == "heading" and (headings.is_top(b.key) or headings.mark(b.key)) for b in blocks
    )
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if block.kind == "paragraph" or block.cue == "continued":
            if _CONTINUED.match(block.key) and _has_body(blocks[found[-1] : i]):
                found.append(i)
                current = ""
            i += 1
            continue
        if not _headline(block):
            i += 1
            continue
        end = i
        while end < len(blocks) and _headline(blocks[end]):
            end += 1
        named = [n for b in blocks[i:end] if (n := body_named(b.key))]
        body = next((n for n in named if _opens(blocks[end : end + _REACH], n, speech)), "")
        if body:
            before = blocks[found[-1] : i]
            known = current or (place_core(_body_in(before)) if _has_body(before) else "")
            if _has_body(before) and place_core(body) != known:
                found.append(i)
            current = place_core(body)
        i = end
    return found


def _headline(block: Block) -> bool:
    return block.kind in ("heading", "title") and not headings.mark(block.key) and not headings.is_top(block.key)


def _has_body(blocks: list[Block]) -> bool:
    return any(b.kind == "paragraph" for b in blocks)


def _opens(below: list[Block], body: str, speech: bool) -> bool:
    """Whether what stands below a headline opens a report about the body."""
    core, signed = place_core(body), False
    for block in below:
        if block.cue in _SPEECH:
            if block.cue == "dateline" and core in block.key:
                return True
            signed = True
        elif block.kind == "paragraph":
            dateline = _DATELINE.match(block.key)
            if dateline and core in block.key[:40]:
                return True
            names = body in block.key[:_LEAD] or f"{core}政协" in block.key[:_LEAD]
            return names and (signed or not speech)
        elif block.kind != "furniture":
            return False
    return False


def _body_in(blocks: list[Block]) -> str:
    """The body that the text of the blocks is about, "" where it names none."""
    return body_of(b.key for b in blocks if b.kind != "furniture")
