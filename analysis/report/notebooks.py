"""Notebooks run on a corpus, each to a page that needs no other file."""

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from ..language import text
from .page import page, with_numbers_right

AT_ONCE = 2  # a notebook holds a corpus in memory; more at once slow each other down on a laptop
# Code is folded, so that a page can be read without it.
_FOLDED = """{% extends 'basic/index.html.j2' %}
{% block input_group %}<details class="code"><summary>CODE</summary>{{ super() }}</details>{% endblock %}"""


@dataclass(frozen=True)
class Run:
    """A notebook that was run: name (its file's stem), title, question, failure ("" where all cells ran), seconds,
    figures (name of each that it saves -> the heading it stands under, and the first sentence below it).
    """

    name: str
    title: str
    question: str
    failure: str
    seconds: float
    figures: dict[str, tuple[str, str]] = field(default_factory=dict)


def _heading(node: Any, name: str) -> tuple[str, str]:
    """Title and question of a notebook: the first heading and the first paragraph of its first Markdown cell."""
    text = next((cell.source for cell in node.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^#+\s+(.+?)\s*$", text, flags=re.M)
    rest = text[title.end() :] if title else text
    paragraphs = (p.strip() for p in re.split(r"\n\s*\n", rest))
    question = next((p for p in paragraphs if p and not p.startswith(("#", "|", "-", "*  ", "!", "<"))), "")
    return (title[1] if title else name), _plain(question)


def _plain(markdown: str) -> str:
    """Markdown without links and emphasis, in one line."""
    return re.sub(r"[*`]+", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(markdown.split())))


def _figures(node: Any) -> dict[str, tuple[str, str]]:
    """Name of each figure that the notebook saves -> the heading it stands under, and the first sentence below it."""
    found, under = {}, ""
    for cell, after in zip(node.cells, [*node.cells[1:], None], strict=True):
        if cell.cell_type == "markdown":
            under = ([under, *re.findall(r"^#+\s+(.+?)\s*$", cell.source, flags=re.M)])[-1]
        for name in re.findall(r"save\(\s*\w+,\s*\"([\w-]+)\"", cell.source):
            below = _plain(after.source) if after is not None and after.cell_type == "markdown" else ""
            said = re.match(r"[^#|].*?[.。](?=\s|$)", below)
            found[name] = (_plain(under), said[0] if said else "")
    return found


def _answer_first(node: Any) -> None:
    """Put the answer, the part under a heading of that name, below the question."""
    cells = node.cells
    at = [i for i, c in enumerate(cells) if c.cell_type == "markdown" and re.match(r"## (Answer|答案)\b", c.source)]
    if at and at[-1] > 1:
        cells.insert(1, cells.pop(at[-1]))


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
    from jinja2 import DictLoader
    from nbconvert import HTMLExporter

    template = DictLoader({"folded.html.j2": _FOLDED.replace("CODE", text("page code"))})
    exporter = HTMLExporter(extra_loaders=[template], template_file="folded.html.j2", embed_images=True)
    body = with_numbers_right(exporter.from_notebook_node(node)[0])
    known = "|".join(map(re.escape, others))
    return re.sub(rf'href="(?:\./)?({known})\.ipynb(#[^"]*)?"', r'href="\1.html\2"', body)


def run_notebooks(
    paths: Sequence[Path], corpus: Path | None, out: Path, without: Mapping[str, str] | None = None
) -> list[Run]:
    """Run notebooks with this Python, two at a time, on a corpus folder or their own; write out/NAME.html for each.

    without: tables that the corpus does not have, and why. A notebook called after one (02_activities) is not run, or
    it would show zeros for what was never counted; its page says so.

    The kernels start in the notebook's folder with CORPUS (the corpus folder) and FIGURES (out/figures) in their
    environment. The files are not changed. A notebook that fails is shown up to the failing cell.
    """
    import nbformat

    variables = {
        **({"CORPUS": str(corpus)} if corpus else {}),
        "FIGURES": str(out / "figures"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the kernel's debugger warns about frozen modules
    }

    names = [path.stem for path in paths]
    around = dict(zip(names, zip(["", *names], [*names[1:], ""], strict=False), strict=True))

    async def one(path: Path, turn: asyncio.Semaphore) -> Run:
        async with turn:
            start, name = time.perf_counter(), path.stem
            target = out / f"{name}.html"
            try:
                node = nbformat.read(path, as_version=4)
            except Exception as error:
                failure = f"{path.name}: no notebook: {error}"
                target.write_text(page(name, "", name, failure, "", *around[name]), encoding="utf-8")
                return Run(name, name, "", failure, 0.0)
            title, question = _heading(node, name)
            table = name.partition("_")[2]
            if why := (without or {}).get(table):
                said = text("page not run", table=table, why=why)
                body = f"<h1>{escape(title)}</h1><p>{escape(said)}</p>"
                target.write_text(page(title, body, name, "", "", *around[name]), encoding="utf-8")
                return Run(name, title, said, "", 0.0)
            figures = _figures(node)
            for cell in node.cells:
                if cell.cell_type == "code":  # committed outputs must not pass for new ones after a failure
                    cell.outputs, cell.execution_count = [], None
            failure = await _execute(node, path, variables)
            _describe(node, out / "figures")
            if not corpus and not failure:  # elsewhere the answer is the worked case's, and no answer to begin with
                _answer_first(node)
            body, own = _body(node, names), corpus.name if corpus else ""
            target.write_text(page(title, body, name, failure, own, *around[name]), encoding="utf-8")
            seconds = time.perf_counter() - start
            print(f"{name}: {'failed' if failure else 'done'} after {seconds:.0f} s", flush=True)
            return Run(name, title, question, failure, seconds, figures)

    async def everything() -> list[Run]:
        turn = asyncio.Semaphore(AT_ONCE)
        return await asyncio.gather(*(one(path, turn) for path in paths))

    return asyncio.run(everything())
