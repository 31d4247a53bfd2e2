"""The licence of every package that this one needs, as its own metadata says.

    python docs/licences.py      prints package, version, licence, and for what it is needed ("run", or an extra)

Needed are the dependencies and extras of pyproject.toml, and what these need in turn, as far as it is installed here.
"""

import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_SAID = "not said"
_CLASSIFIER = "License :: "


def licence(about: metadata.PackageMetadata) -> str:
    """The licence that metadata name: as an expression, by classifiers, or in the first line of the free field."""
    named = [c.rsplit(" :: ", 1)[1].strip() for c in about.get_all("Classifier") or () if c.startswith(_CLASSIFIER)]
    free = next((line.strip() for line in (about.get("License") or "").splitlines() if line.strip()), "")
    return about.get("License-Expression") or "; ".join(named) or free[:60] or NOT_SAID


def needed() -> list[tuple[str, str, str, str]]:
    """(package, version, licence, needed for) of each package, in alphabetical order."""
    groups = {"run": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    found: dict[str, tuple[str, str, str, str]] = {}
    for group, lines in groups.items():
        todo = [(Requirement(line), "") for line in lines]
        seen: set[tuple[str, str]] = set()
        while todo:
            wanted, extra = todo.pop()
            name = canonicalize_name(wanted.name)
            if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
                continue
            try:
                here = metadata.distribution(name)
            except metadata.PackageNotFoundError:
                continue
            found.setdefault(name, (name, here.version, licence(here.metadata), group))
            for more in {"", *wanted.extras}:
                if (name, more) not in seen:
                    seen.add((name, more))
                    todo += [(Requirement(line), more) for line in here.requires or ()]
    return sorted(found.values())


if __name__ == "__main__":
    for row in needed():
        print("{:<28} {:<14} {:<50} {}".format(*row))
