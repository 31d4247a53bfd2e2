"""The documentation site: `make docs` builds it into docs/_build from these pages, the docstrings and the notebooks."""

import re
import shutil
import sys
from pathlib import Path

import latex2mathml.converter
from docutils import nodes

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import analysis  # noqa: E402

# Sphinx reads only what lies below this folder.
COPIES = HERE / "_copies"
COPIES.mkdir(exist_ok=True)
for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
    shutil.copyfile(path, COPIES / path.name)
# The lists of columns are one page; its links lead to files of the repository, which are no pages here.
shutil.copyfile(ROOT / "data" / "README.md", COPIES / "tables.md")
shutil.copyfile(ROOT / "CHANGELOG.md", COPIES / "changes.md")

project = "zhengxie-reports"
author = "The zhengxie-reports contributors"
copyright = "The zhengxie-reports contributors; code MIT, texts and data CC BY 4.0"
version = release = analysis.__version__
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "jupyter_execute"]
nb_execution_mode = "off"  # their outputs are committed, and tested by nbval
myst_enable_extensions = ["dollarmath", "colon_fence"]
suppress_warnings = ["myst.xref_missing", "myst.header"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
html_math_renderer = "mathml"
html_theme = "furo"
html_title = f"zhengxie-reports {release}"
html_show_sphinx = False


def plain(app, what, name, obj, options, lines):
    """Docstrings are plain text: paragraphs and dashed items, in which nothing is taken for markup."""
    pieces = re.split(r"\n\s*\n|\n(?=\s*- )", "\n".join(lines).strip())
    lines[:] = []
    for piece in pieces:
        text = re.sub(r"([\\*`_|])", r"\\\1", " ".join(piece.split()))
        lines += [text, ""]


def inline(writer, node):
    """A formula in a line, as MathML, which browsers draw without a script from elsewhere."""
    writer.body.append(latex2mathml.converter.convert(node.astext()))
    raise nodes.SkipNode


def displayed(writer, node):
    """A formula of its own."""
    writer.body.append(latex2mathml.converter.convert(node.astext(), display="block"))
    raise nodes.SkipNode


def setup(app):
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", plain)
    app.add_html_math_renderer("mathml", (inline, None), (displayed, None))
