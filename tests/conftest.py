"""Settings for all tests: in continuous integration the drawn examples are the same in every run.

A library that the tests need brings lxml, through which openpyxl would write other bytes than it does for users.

A run of all tests, with no file named, takes one process for each processor; a file's tests stay together, as they
share a workbook. What programs of other makers need is left to steps of `.ci/run`, each a marker of pyproject.toml.
The processes of a run share the folder in which the program keeps what it read and wired, and `once` what it makes.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.libreoffice import soffice
from tests.once import RUN

__all__ = ["soffice"]  # a fixture

os.environ["OPENPYXL_LXML"] = "False"
if RUN not in os.environ:  # else a process among which the tests are shared: one folder is kept in a run
    os.environ[RUN] = tempfile.mkdtemp(prefix="estimator-tests-")
    atexit.register(shutil.rmtree, os.environ[RUN], ignore_errors=True)
os.environ |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), os.environ[RUN])  # nothing in the user's own cache
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of hundreds of short processes compiles the program anew
sys.dont_write_bytecode = False
gc.set_threshold(
    100_000, 20, 100
)  # openpyxl's cells live to the end of a test: looking for cycles seldom saves a sixth
HERE = Path(__file__).parent
PROGRAMS = {"soffice": "libreoffice", "browser": "chromium"}
"""Fixtures that start a program of another maker, and the mark of the tests that take one."""
LONGEST = (
    "cli/test_import.py",
    "returned/test_lint.py",
    "language/test_workbook.py",
    "returned/test_importing.py",
    "cli/test_commands.py",
    "workbook/file/test_sheet_data.py",
    "analysis/draws/test_processes.py",
    "test_readme.py",
    "workbook/test_tabs.py",
    "cli/test_bad_input.py",
    "evaluation/test_compiled.py",
    "workbook/test_default_pack.py",
    "workbook/integrity/test_integrity.py",
)
"""The files that take longest (`pytest --junitxml` tells which), the first to be handed out; the others follow."""
# how long an example takes is the machine's affair: tests do not time
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("untimed"), derandomize=True)
settings.load_profile("same" if os.environ.get("CI") else "untimed")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Share a run of all tests among processes, unless `-n` says how many there are."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not hasattr(config, "workerinput")
    if whole and getattr(config.option, "numprocesses", 0) is None and not config.option.usepdb:
        config.option.numprocesses = "auto"
        config.option.dist = "loadfile"
        config.option.loadscopereorder = False  # by the number of tests, which says little of the time they take


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs LibreOffice or Chromium; what takes longest comes first, so that no process waits for another."""
    for item in items:
        for program in PROGRAMS.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(PROGRAMS[program])
    places = {HERE / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what a run left to continuous integration."""
    steps = [each.partition(":")[0] for each in config.getini("markers")]
    left = [name for name in steps if f"not {name}" in config.option.markexpr]
    if left:
        terminalreporter.write_line(f"Left to .ci/run: {', '.join((*left, 'mutations'))}")
