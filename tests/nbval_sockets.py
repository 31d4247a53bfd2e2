"""For `pytest -p tests.nbval_sockets --nbval`: kernels talk through files, not over TCP ports.

Jupyter chooses free ports for a kernel some seconds before the kernel takes them; where several start at once, two may be
given the same one, and a notebook fails for nothing.
"""

import os
import tempfile
from pathlib import Path

import nbval.kernel
from jupyter_client.manager import KernelManager


def _manager(**kwargs) -> KernelManager:
    folder = Path(tempfile.mkdtemp(prefix="nbval"))
    return KernelManager(transport="ipc", connection_file=str(folder / "kernel.json"), **kwargs)


if os.name == "posix":
    nbval.kernel.KernelManager = _manager
