"""The digest of each table of some folders, as this Python measures them, to be held against those of another.

    python tests/same_tables.py FOLDER…       prints a line a table and folder: SHA-256, table, folder

All that a manifest says goes in, but for the version of Python.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from analysis import tables
from analysis.workflow.tabulate import tabulate_to


def digests(folder: Path, workers: int = 1) -> dict[str, str]:
    """File -> SHA-256 of its bytes, of the tables that a folder of texts gives."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "tables"
        tabulate_to(out, folder, workers=workers)
        found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(out.glob("*.csv"))}
        manifest = tables.read_manifest(out) | {"python": ""}
    told = json.dumps(manifest, sort_keys=True, ensure_ascii=False).encode()
    return found | {tables.MANIFEST: hashlib.sha256(told).hexdigest()}


if __name__ == "__main__":
    for folder in map(Path, sys.argv[1:]):
        for name, digest in digests(folder).items():
            print(digest, name, folder.name)
