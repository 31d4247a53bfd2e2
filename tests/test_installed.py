"""An installed package does the whole job: the wheel alone, in an empty environment, far from the project."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
pytest.importorskip("nbclient")
ROOT = Path(__file__).resolve().parents[1]
TEXTS = {
    "yanhu": "政协砚湖市委员会2023年工作报告\n\n一年来，市政协召开座谈会12次，开展视察活动3次，“有事好商量”深入人心。\n\n收到提案150件，全部办复。\n",
    "huaiyuan": "槐垣县政协2022年工作综述\n\n县政协立案提案78件，收集社情民意信息55条，12名委员担任监督员。\n\n组织湿地生态专题调研4次，捐种树苗2000株。\n",
}
SHORT = ("01_reports", "04_themes")  # of the notebooks, two: all of them take minutes


def run(*command, cwd: Path) -> str:
    """What a command prints; its failure is the test's."""
    unset = ("CORPUS", "FIGURES", "PYTHON", "ORIGINALS", "PANEL")
    env = {k: v for k, v in os.environ.items() if not k.startswith(unset)}
    env["JUPYTER_PATH"] = str(Path(sys.prefix, "share", "jupyter"))  # templates are looked for in the environment alone
    done = subprocess.run([*map(str, command)], cwd=cwd, env=env, text=True, capture_output=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=ROOT)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The commands of an environment with the wheel and, through a .pth file, what the tests' own environment has.

    Python does not read the .pth files of such a folder: an editable installation of the project is not seen.
    """
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    paths = sysconfig.get_paths(vars={"base": str(place), "platbase": str(place)})
    Path(paths["purelib"], "packages.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    flags = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", "--ignore-installed")
    run(python, "-m", "pip", "install", *flags, wheel, cwd=place)
    return python.parent


def test_the_wheel_holds_what_commands_and_notebooks_read_and_no_more(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    listed = run("git", "ls-files", "analysis", "data", "notebooks", cwd=ROOT).splitlines()
    wanted = {
        name if name.startswith("analysis/") else f"analysis/_project/{name}"
        for name in listed
        if not (name.startswith("data/") and name.endswith(".py")) and (ROOT / name).is_file()
    }
    wanted.add("analysis/_project/CITATION.cff")
    assert not wanted - names
    assert not {name for name in names - wanted if ".dist-info/" not in name}


def test_every_step_from_texts_to_the_report(installed, tmp_path):
    reports = tmp_path / "mine"
    reports.mkdir()
    for name, text in TEXTS.items():
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    command, python = installed / "zhengxie", installed / "python"
    where = "import analysis, pathlib; print(pathlib.Path(analysis.__file__).parent)"
    package = Path(run(python, "-c", where, cwd=tmp_path).strip())
    assert package.is_relative_to(installed.parent)
    run(command, "tabulate", reports, "--out", "tables", cwd=tmp_path)
    assert "座谈会" in (tmp_path / "tables" / "activities.csv").read_text(encoding="utf-8-sig")
    for notebook in (package / "_project" / "notebooks").glob("*.ipynb"):
        if notebook.stem not in SHORT:
            notebook.unlink()
    assert "index.html is written" in run(command, "report", reports, "--out", "mine-report", cwd=tmp_path)
    (package / "_project" / "notebooks" / "04_themes.ipynb").unlink()
    run(command, "report", "--out", "case", cwd=tmp_path)  # the worked case, whose texts are in the package
    for out, pages in (("mine-report", SHORT), ("case", SHORT[:1])):
        assert {f"{name}.html" for name in pages} < {page.name for page in (tmp_path / out).iterdir()}
        assert any((tmp_path / out / "figures").glob("01-*.pdf"))
    assert not list((package / "_project" / "notebooks").glob("figures"))
