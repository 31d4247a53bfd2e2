"""Every notebook gives again, cell by cell, the results that are committed with it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def nbval(path: Path, figures: Path) -> subprocess.CompletedProcess:
    """Run a notebook under strict nbval: on its own corpus, with this Python, nothing sanitised."""
    unset = ("CORPUS", "PYTEST_")
    env = {k: v for k, v in os.environ.items() if not k.startswith(unset)} | {"FIGURES": str(figures)}
    plugins = ("-p", "tests.nbval_sockets", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *plugins, "--nbval", "--nbval-current-env", str(path)]
    return subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, check=False)


def passed(result: subprocess.CompletedProcess) -> int:
    found = re.search(r"(\d+) passed", result.stdout)
    return int(found[1]) if found else 0


def code_cells(path: Path) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
class TestEach:
    def test_gives_its_committed_results_again(self, path, tmp_path):
        result = nbval(path, tmp_path)
        assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
        assert passed(result) == len(code_cells(path))

    def test_was_run_from_top_to_bottom_without_errors_and_warnings(self, path):
        cells = code_cells(path)
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
        outputs = [output for cell in cells for output in cell.outputs]
        assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]

    def test_no_cell_is_exempt(self, path):
        for cell in code_cells(path):
            assert "NBVAL" not in cell.source and "PYTEST_VALIDATE" not in cell.source
            assert not {t for t in cell.metadata.get("tags", ()) if t.startswith("nbval") or t == "raises-exception"}

    def test_runs_on_any_corpus(self, path):
        """The first code cell names the corpus, and the environment variable CORPUS overrides it."""
        assert "CORPUS" in code_cells(path)[0].source

    def test_shows_nothing_of_the_machine_it_was_run_on(self, path):
        shown = "\n".join(str(output) for cell in code_cells(path) for output in cell.outputs)
        assert str(ROOT) not in shown and str(Path.home()) + os.sep not in shown
        assert not re.search(r" at 0x[0-9a-f]{6,}", shown)


def test_the_check_sees_another_number_and_another_date(tmp_path):
    shown = {"40 + 2": "42", "40 + 3": "42", "'2023-01-29'": "'2024-01-29'", "0.123456789012": "0.123456789013"}
    cells = [
        new_code_cell(
            source, execution_count=n, outputs=[new_output("execute_result", {"text/plain": text}, execution_count=n)]
        )
        for n, (source, text) in enumerate(shown.items(), 1)
    ]
    nbformat.write(new_notebook(cells=cells), tmp_path / "four.ipynb")
    result = nbval(tmp_path / "four.ipynb", tmp_path)
    assert result.returncode == 1
    assert re.findall(r"FAILED .*::Cell (\d)", result.stdout) == ["1", "2", "3"] and passed(result) == 1
