"""Pages that a browser saved as one file (.mht, .mhtml)."""

import email
import email.policy
import re

from .decoded import decoded
from .pages import read_page
from .parts import Part, UnreadableError
from .plain import read_text


def read_mht(data: bytes) -> Part:
    """A page saved as one file (.mht): its HTML part. One that is plain HTML under this name is read, too."""
    if not re.match(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n", data[:20000]):
        return read_text(data)
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                text, encoding, notes = decoded(payload)
                url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
                return read_page(text, encoding, notes, url=url if url.startswith("http") else "")
    raise UnreadableError("holds no page", "save the page again as .html")
