"""A folder written as a whole: whenever the process is killed, either the old or the new one is there."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

_AT_CWD, _EXCHANGE, _SWAP = -100, 2, 2


def write_folder(folder: Path, fill: Callable[[Path], object]) -> None:
    """Fill a new folder beside `folder`, then swap it in at once.

    What was there before is removed; the caller must make sure that it may be. If anything fails, nothing is changed
    and the new folder is removed. Raises OSError naming the file.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None
    stage = folder.with_name(f".{folder.name[:100]}.{os.getpid()}.part")
    shutil.rmtree(stage, ignore_errors=True)
    try:
        stage.mkdir()
        fill(stage)
        _put(stage, folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(error.filename or folder)) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _put(stage: Path, folder: Path) -> None:
    """Put a folder in the place of another, which is afterwards where the new one was."""
    if not folder.exists():
        stage.rename(folder)
    elif not any(folder.iterdir()):
        folder.rmdir()
        stage.rename(folder)
    elif not _exchange(stage, folder):
        # Where the system cannot exchange two folders, there is a moment in which the old one has another name.
        aside = folder.with_name(f"{folder.name}.old")
        folder.rename(aside)
        stage.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether two folders have exchanged their names, in one step of the system (Linux, macOS)."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*paths, _SWAP)
        else:
            failed = library.renameat2(_AT_CWD, paths[0], _AT_CWD, paths[1], _EXCHANGE)
    except (AttributeError, OSError, TypeError):
        return False
    if failed and ctypes.get_errno() in (errno.EBUSY, errno.EXDEV):
        raise OSError(ctypes.get_errno(), "cannot be replaced (a disk is mounted there)", str(other))
    return not failed
