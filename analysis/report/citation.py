"""How to cite the software, from CITATION.cff."""

import re

from .. import PROJECT, __version__
from ..language import text

_FILE = PROJECT / "CITATION.cff"


def citation() -> str:
    """The reference of the software in one line, in the language in use, with the version that runs."""
    said = _FILE.read_text(encoding="utf-8") if _FILE.is_file() else ""

    def field(pattern: str, otherwise: str) -> str:
        found = re.search(pattern, said, flags=re.M)
        return found[1] if found else otherwise

    return text(
        "citation",
        authors=field(r"^ +- name: (.+)$", "The zhengxie-reports contributors"),
        year=field(r'^date-released: "?(\d{4})', "n.d."),
        title=field(r'^title: "(.+)"$', "zhengxie-reports"),
        version=__version__,
    )
