"""Every row of the calculators is computed on numbers by a test of its own, which works the case by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.calculators.called_rows import HEADING

ROOT = Path(__file__).parents[2]
FOLDERS = ("elements", "option", "pack", "prices", "shared")


def rows_not_called(*paths: str) -> list[str]:
    """Run tests in a process of their own; the rows that none of them computed, with file and line."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.calculators.called_rows", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [*command, *paths], cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout.partition(HEADING + "\n")[2].splitlines()
    return [each for each in told if each.startswith("estimator/")]


def test_each_row_has_a_case_worked_by_hand() -> None:
    lacking = rows_not_called(*(f"tests/calculators/{folder}" for folder in FOLDERS))
    told = "no test computes these rows; work a case by hand where the row's file stands in tests/calculators"
    assert not lacking, "\n".join([told, *lacking])


def test_a_row_that_no_test_computes_is_named_with_its_line() -> None:
    lacking = rows_not_called("tests/calculators/shared/test_watchkeeping.py")
    names = {each.rpartition(": ")[2]: each for each in lacking}
    assert names["headroom"].startswith("estimator/calculators/pack/budget.py:")
    assert "watch_share" not in names
    assert len(names) > 200
