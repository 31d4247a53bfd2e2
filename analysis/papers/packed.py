"""Files of Word and Excel, which are zip archives: the same bytes whenever they are written."""

import io
import re
import zipfile
from datetime import datetime

WRITTEN = datetime(1980, 1, 1)  # the first date that a zip archive can hold
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")


def same_bytes(data: bytes) -> bytes:
    """The archive with every part, and what it says of when it was changed, dated WRITTEN."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, WRITTEN.timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            said = old.read(part)
            if part.filename == "docProps/core.xml":
                said = _MODIFIED.sub(rb"\g<1>%sZ<" % WRITTEN.isoformat().encode(), said)
            new.writestr(entry, said)
    return out.getvalue()
