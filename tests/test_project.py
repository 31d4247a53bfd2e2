"""The files around the code agree: one list of dependencies, one lock, one version."""

import re
import runpy
import tomllib
from pathlib import Path

import yaml
from checks import assert_none
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
EXTRAS = PROJECT["optional-dependencies"]
WANTED = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]


def test_every_dependency_is_locked_at_a_version_it_allows():
    bad = []
    for wanted in map(Requirement, WANTED):
        pins = re.findall(rf"^{re.escape(wanted.name)}==([\w.]+)", LOCK, flags=re.M | re.I)
        if not pins:
            bad.append(f"{wanted.name} is not in requirements.lock: run make lock")
        bad += [f"{wanted} is locked at {pin}" for pin in pins if pin not in wanted.specifier]
    assert_none(bad)


def test_every_lock_entry_has_hashes_and_no_address():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.M)[1:]
    assert len(entries) > len(WANTED)
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert "://" not in LOCK and "--index" not in LOCK


def test_conda_takes_everything_from_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, rest = environment["dependencies"]
    assert python == f"python {PROJECT['requires-python']}" and pip == "pip"
    assert rest == {"pip": [f"-e .[{','.join(EXTRAS)}]"]}


def test_ci_runs_every_python_that_is_promised():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    tested = set(workflow["jobs"]["check"]["strategy"]["matrix"]["python"])
    promised = {c.rsplit(" ", 1)[1] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)}
    assert tested == promised


def test_workflows_run_what_cannot_be_moved_and_keep_no_credentials():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert_none(step["uses"] for step in steps if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]))
    fetched = [step for step in steps if step["uses"].startswith("actions/checkout@")]
    assert fetched and all(step["with"]["persist-credentials"] is False for step in fetched)


def test_every_licence_is_told_and_none_binds_those_who_share():
    rows = runpy.run_path(str(ROOT / "docs" / "licences.py"))["needed"]()
    listed = {name for name, *_ in rows}
    run = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    assert run <= listed and len(listed) > 2 * len(run)
    assert_none(f"{name}: {licence}" for name, _, licence, _ in rows if licence == "not said")
    bound = re.compile("GPL|GNU|AGPL|SSPL|proprietary|non-?commercial", re.I)
    free = re.compile("MIT|BSD|Apache|MPL|Public Domain", re.I)  # beside which another may be chosen
    assert_none(
        f"{name}: {licence}" for name, _, licence, _ in rows if bound.search(licence) and not free.search(licence)
    )


def test_one_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)
    assert PROJECT["version"] == analysis.__version__ == citation["version"] == newest[1]
    assert citation["date-released"] == newest[2] and citation["license"] == PROJECT["license"]


def test_the_hooks_check_style_with_the_locked_version():
    (hooks,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert f"\nruff=={hooks['rev'].removeprefix('v')} " in LOCK
    assert {hook["id"] for hook in hooks["hooks"]} == {"ruff-check", "ruff-format"}


def test_what_the_guides_name_is_there():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    bad = []
    for guide in ("README.md", "CONTRIBUTING.md", "docs/architecture.md"):
        text = (ROOT / guide).read_text(encoding="utf-8")
        paths = re.findall(r"`((?:analysis|data|docs|notebooks|tests)/[\w./-]*)`", text)
        links = [str(Path(guide).parent / link) for link in re.findall(r"\]\((?!https?:)([^)#]+)", text)]
        bad += [f"{guide}: {path} is not there" for path in paths + links if not (ROOT / path).exists()]
        named = re.findall(r"`make ([a-z-]+)|^    make ([a-z-]+)", text, flags=re.M)
        bad += [f"{guide}: make {a or b} is no target" for a, b in named if (a or b) not in targets]
    assert_none(bad)


def test_the_forms_of_an_issue_ask_what_can_be_answered():
    for file in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"):
        form = yaml.safe_load(file.read_text(encoding="utf-8"))
        ids = [field["id"] for field in form["body"]]
        assert form["name"] and form["description"] and len(set(ids)) == len(ids) > 3, file.name
        assert all(field["type"] in ("input", "textarea") and field["attributes"]["label"] for field in form["body"])
