"""Settings for all tests: in continuous integration the drawn examples are the same in every run.

A library that the tests need brings lxml, through which openpyxl would write other bytes than it does for users.

A run of all tests, with no file named, takes one process for each processor; a file's tests stay together, as they
share a workbook. What programs of other makers need is left to steps of `.ci/run`, each a marker of pyproject.toml.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

from tests.libreoffice import soffice

__all__ = ["soffice"]  # a fixture

os.environ["OPENPYXL_LXML"] = "False"
KEPT = tempfile.mkdtemp(prefix="estimator-tests-")  # processes of the tests keep nothing in the user's own cache
os.environ |= {"XDG_CACHE_HOME": KEPT, "LOCALAPPDATA": KEPT}
atexit.register(shutil.rmtree, KEPT, ignore_errors=True)
gc.set_threshold(
    100_000, 20, 100
)  # openpyxl's cells live to the end of a test: looking for cycles seldom saves a sixth
settings.register_profile("same", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("same")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Share a run of all tests among processes, unless `-n` says how many there are."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not hasattr(config, "workerinput")
    if whole and getattr(config.option, "numprocesses", 0) is None and not config.option.usepdb:
        config.option.numprocesses = "auto"
        config.option.dist = "loadfile"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs LibreOffice."""
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker("libreoffice")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what a run left to continuous integration."""
    steps = ("libreoffice", "other_makers", "tutorial", "every_limit")
    left = [name for name in steps if f"not {name}" in config.option.markexpr]
    if left:
        terminalreporter.write_line(f"Left to .ci/run: {', '.join((*left, 'mutations'))}")
