"""Every notebook gives again, cell by cell, the results that are committed with it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from checks import assert_none
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[1]
LAB = ROOT / "notebooks" / "jupyter"
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
def test_gives_its_committed_results_again(path, tmp_path):
    result = nbval(path, tmp_path)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    assert passed(result) == len(code_cells(path))


def every_cell():
    """(notebook and number of the cell, cell) of all code cells."""
    return [(f"{path.name}, code cell {n}", cell) for path in NOTEBOOKS for n, cell in enumerate(code_cells(path), 1)]


def test_all_were_run_from_top_to_bottom_without_errors_and_warnings():
    assert_none(
        f"{where}: run as {cell.execution_count}"
        for where, cell in every_cell()
        if not where.endswith(f" {cell.execution_count}")
    )
    assert_none(
        f"{where}: {output.output_type} {output.get('name', '')}"
        for where, cell in every_cell()
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    )


def test_no_cell_is_exempt():
    for where, cell in every_cell():
        assert "NBVAL" not in cell.source and "PYTEST_VALIDATE" not in cell.source, where
        tags = cell.metadata.get("tags", ())
        assert not {t for t in tags if t.startswith("nbval") or t == "raises-exception"}, where


def test_cells_are_short_and_begin_with_nothing_but_the_corpus():
    """What needs more lines, or a function, is the package's to do and has a test there."""
    lines = [(where, [line for line in cell.source.split("\n") if line.strip()]) for where, cell in every_cell()]
    assert_none(f"{where}: {len(found)} lines" for where, found in lines if len(found) > 15)
    assert_none(f"{where}: defines" for where, found in lines if any(re.match(r"\s*(def|class) ", x) for x in found))
    assert_none(f"{w}: {len(found)} lines" for w, found in lines if w.endswith(" cell 1") and len(found) > 5)


def test_the_start_leads_to_every_notebook_by_its_question():
    start = nbformat.read(ROOT / "notebooks" / "00_start.ipynb", as_version=4).cells[0].source
    assert set(re.findall(r"\]\((\w+\.ipynb)\)", start)) == {p.name for p in NOTEBOOKS if p.stem != "00_start"}


def test_a_notebook_only_opened_is_not_changed_by_its_kernel():
    specs = KernelSpecManager()
    specs.kernel_dirs = [str(LAB / "kernels")]
    manager = KernelManager(kernel_name="python3", kernel_spec_manager=specs)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        told = client.kernel_info(reply=True, timeout=60)["content"]["language_info"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert {str(nbformat.read(path, as_version=4).metadata.language_info) for path in NOTEBOOKS} == {str(told)}


def test_jupyterlab_opens_at_the_start_and_asks_nothing():
    ask = "import json; from jupyterlab_server.settings_utils import _get_overrides; print(json.dumps(_get_overrides('')[0]))"
    env = os.environ | {"JUPYTER_CONFIG_PATH": str(LAB)}
    told = json.loads(
        subprocess.run([sys.executable, "-c", ask], env=env, text=True, capture_output=True, check=True).stdout
    )
    assert told["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}
    opened = json.loads((LAB / "jupyter_lab_config.json").read_text("utf-8"))["LabApp"]["default_url"]
    assert opened == f"/lab/tree/notebooks/{NOTEBOOKS[0].name}"
    for file in ("Makefile", "environment.yml"):
        named = re.findall(r"(JUPYTER_\w+)\b[=:].*?notebooks/jupyter", (ROOT / file).read_text("utf-8"))
        assert named == ["JUPYTER_CONFIG_PATH", "JUPYTER_PATH"], file


def test_links_lead_to_notebooks_and_headings_that_are_there():
    for path in NOTEBOOKS:
        texts = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"]
        for name, anchor in re.findall(r"\]\((\w+\.ipynb)?(#[^)]*)?\)", "\n".join(texts)):
            assert not name or (path.parent / name).is_file(), f"{path.name}: {name}"
            heads = [h.strip().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", "\n".join(texts), flags=re.M)]
            assert name or not anchor or anchor[1:] in heads, f"{path.name}: {anchor}"


def test_all_run_on_any_corpus():
    """The first code cell names the corpus, and the environment variable CORPUS overrides it."""
    assert_none(path.name for path in NOTEBOOKS if "CORPUS" not in code_cells(path)[0].source)


def test_nothing_is_shown_of_the_machine_it_was_run_on():
    traces = re.compile("|".join([re.escape(str(ROOT)), re.escape(str(Path.home()) + os.sep), " at 0x[0-9a-f]{6,}"]))
    assert_none(f"{where}: {trace}" for where, cell in every_cell() for trace in traces.findall(str(cell.outputs)))


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
