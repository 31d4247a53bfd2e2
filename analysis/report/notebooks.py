"""Notebooks run on a corpus, each to a page that needs no other file."""

import asyncio
import datetime
import os
import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import metadata
from pathlib import Path
from typing import Any

AT_ONCE = 2  # a notebook holds a corpus in memory; more at once slow each other down on a laptop
MARK = '<meta name="generator" content="zhengxie-reports">'
_STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Run:
    """A notebook that was run: name (its file's stem), title, question, failure ("" where all cells ran), seconds."""

    name: str
    title: str
    question: str
    failure: str
    seconds: float


def _heading(node: Any, name: str) -> tuple[str, str]:
    """Title and question of a notebook: the first heading and the first paragraph of its first Markdown cell."""
    text = next((cell.source for cell in node.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^#+\s+(.+?)\s*$", text, flags=re.M)
    rest = text[title.end() :] if title else text
    paragraphs = (p.strip() for p in re.split(r"\n\s*\n", rest))
    question = next((p for p in paragraphs if p and not p.startswith(("#", "|", "-", "*  ", "!", "<"))), "")
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(question.split()))
    return (title[1] if title else name), re.sub(r"[*`]+", "", plain)


def _failure(error: Exception, node: Any, index: int | None) -> str:
    """Where and why a notebook failed; index: of the cell that was running, None where none was."""
    said = str(error).strip() or type(error).__name__
    if hasattr(error, "ename") and hasattr(error, "evalue"):
        said = f"{error.ename}: {error.evalue}"
    if index is None:
        return f": not started: {said}"
    number = sum(cell.cell_type == "code" for cell in node.cells[: index + 1])
    # IPython marks the line of each frame with an arrow; the first frame is the cell.
    traceback = re.sub(r"\x1b\[[\d;]*m", "", getattr(error, "traceback", ""))
    line = re.search(r"^-+> *(\d+) +(.+)$", traceback, flags=re.M)
    return f", code cell {number}{f', line {line[1]} ({line[2].strip()})' if line else ''}: {said}"


async def _execute(node: Any, path: Path, variables: dict[str, str]) -> str:
    """Run the cells, filling in their outputs; return what failed and in which cell, or ""."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    running: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        # Files, not TCP ports, where the system has them: kernels that start at once may be given the same port.
        # Without folders to look in, "python3" is the Python that runs this, whatever kernels the user has registered.
        manager = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            transport="ipc" if os.name == "posix" else "tcp",
            connection_file=str(Path(folder) / "kernel.json"),
        )
        client = NotebookClient(
            node,
            km=manager,
            timeout=None,
            resources={"metadata": {"path": str(path.parent)}},
            on_cell_start=lambda cell, cell_index: running.append(cell_index),
        )
        try:
            # cleanup_kc: end the kernel, which nbclient leaves running where it was given the manager.
            await client.async_execute(cleanup_kc=True, env={**os.environ, **variables})
        except Exception as error:  # a dead kernel too: the other notebooks must go on
            return path.name + _failure(error, node, running[-1] if running else None)
    return ""


def _describe(node: Any, figures: Path) -> None:
    """Give the image of each cell that saves one figure the alternative text that was saved with it."""
    from ..plots import read_caption

    for cell in node.cells:
        names = re.findall(r"plots\.save\([^\"']*[\"']([\w-]+)[\"']", cell.source) if cell.cell_type == "code" else []
        if len(names) == 1 and (alt := read_caption(figures / f"{names[0]}.png")[1]):
            cell.metadata["alt"] = alt


def _body(node: Any, others: Sequence[str]) -> str:
    """A notebook with its outputs as HTML, images inside, links to the other notebooks turned to their pages."""
    from nbconvert import HTMLExporter

    body, _ = HTMLExporter(template_name="basic", embed_images=True).from_notebook_node(node)
    known = "|".join(map(re.escape, others))
    return re.sub(rf'href="(?:\./)?({known})\.ipynb(#[^"]*)?"', r'href="\1.html\2"', body)


def page(title: str, body: str, notebook: str = "", failure: str = "", own: str = "") -> str:
    """A whole HTML page; title and failure are plain text, body is HTML.

    notebook: the name of the one it shows. own: the name of the researcher's folder that it was run on.
    """
    colours = ""
    if notebook:
        from pygments.formatters import HtmlFormatter

        colours = HtmlFormatter(style="default", nobackground=True).get_style_defs(".highlight")
    version = metadata.version("zhengxie-reports")
    top = '<nav><a href="index.html">All notebooks and figures</a></nav>' if notebook else ""
    source = f", from notebooks/{escape(notebook)}.ipynb" if notebook else ""
    broken = f'<p class="failure"><b>This notebook failed.</b> {escape(failure)}</p>' if failure else ""
    case = (
        f'<p class="case">Tables and charts are measured on the folder <b>{escape(own)}</b>. The text between them was '
        "written about the worked case of the project: what it says of cities and figures is not about this folder.</p>"
        if own
        else ""
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{MARK}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{colours}</style>\n</head>\n"
        f"<body>\n{top}{broken}{case}\n<main>\n{body}\n</main>\n"
        f"<footer>zhengxie-reports {escape(version)}{source}, {datetime.date.today():%Y-%m-%d}</footer>\n"
        "</body>\n</html>\n"
    )


def run_notebooks(paths: Sequence[Path], corpus: Path | None, out: Path) -> list[Run]:
    """Run notebooks with this Python, two at a time, on a corpus folder or their own; write out/NAME.html for each.

    The kernels start in the notebook's folder with CORPUS (the corpus folder) and FIGURES (out/figures) in their
    environment. The files are not changed. A notebook that fails is shown up to the failing cell.
    """
    import nbformat

    variables = {
        **({"CORPUS": str(corpus)} if corpus else {}),
        "FIGURES": str(out / "figures"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the kernel's debugger warns about frozen modules
    }

    async def one(path: Path, turn: asyncio.Semaphore) -> Run:
        async with turn:
            start, name = time.perf_counter(), path.stem
            target = out / f"{name}.html"
            try:
                node = nbformat.read(path, as_version=4)
            except Exception as error:
                failure = f"{path.name}: no notebook: {error}"
                target.write_text(page(name, "", name, failure), encoding="utf-8")
                return Run(name, name, "", failure, 0.0)
            title, question = _heading(node, name)
            for cell in node.cells:
                if cell.cell_type == "code":  # committed outputs must not pass for new ones after a failure
                    cell.outputs, cell.execution_count = [], None
            failure = await _execute(node, path, variables)
            _describe(node, out / "figures")
            body, own = _body(node, [p.stem for p in paths]), corpus.name if corpus else ""
            target.write_text(page(title, body, name, failure, own), encoding="utf-8")
            seconds = time.perf_counter() - start
            print(f"{name}: {'failed' if failure else 'done'} after {seconds:.0f} s", flush=True)
            return Run(name, title, question, failure, seconds)

    async def everything() -> list[Run]:
        turn = asyncio.Semaphore(AT_ONCE)
        return await asyncio.gather(*(one(path, turn) for path in paths))

    return asyncio.run(everything())
