"""The original reports, which are not in the project: where they are, and that no test on them is passed over."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

REQUIRED = bool(os.environ.get("ORIGINALS_REQUIRED"))

# How long an example takes depends on what else the machine does, and the first one reads the lexicons.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config):
    """With ORIGINALS_REQUIRED, a run without the originals stops at once."""
    folder = os.environ.get("ORIGINALS")
    if REQUIRED and not (folder and any(Path(folder).glob("*.txt"))):
        raise pytest.UsageError(f"ORIGINALS_REQUIRED is set, but ORIGINALS names no folder of .txt files: {folder!r}")


def _fail_if_passed_over(report):
    if REQUIRED and report.skipped and "ORIGINALS" in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped although ORIGINALS_REQUIRED is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test skipped for want of the originals fails where they are required."""
    return _fail_if_passed_over((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same for a whole file."""
    return _fail_if_passed_over((yield))


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of the original reports."""
    folder = os.environ.get("ORIGINALS")
    if not folder:
        pytest.skip("ORIGINALS names no folder of original reports")
    return Path(folder)
