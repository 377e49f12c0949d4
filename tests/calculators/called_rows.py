"""A plugin of pytest that tells which rows no test computed on numbers: `pytest -p tests.calculators.called_rows …`.

A function that several rows share (the streams of payments, the classes of exposure) is worked by hand for one of them.
"""

from __future__ import annotations

from typing import Any

import pytest

from estimator.calculators import calculators, modules
from estimator.calculators.row import RowDefinition
from estimator.model.findings import code_place

HEADING = "rows that no test computes:"
_called: set[Any] = set()


def pytest_configure() -> None:
    """Keep the function of each row that is called."""
    computed = RowDefinition.__call__

    def kept(row: RowDefinition, *arguments: Any, **named: Any) -> Any:
        _called.add(row.function)
        return computed(row, *arguments, **named)

    RowDefinition.__call__ = kept  # type: ignore[method-assign]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print file, line and name of each row that was not called."""
    rows = [row for each in calculators().values() for row in each.rows]
    rows += [each for module in modules().values() for each in vars(module).values() if isinstance(each, RowDefinition)]
    lacking = {f"{code_place(row)}: {row.name}" for row in rows if row.function not in _called}
    terminalreporter.write_line("\n".join([HEADING, *sorted(lacking)]))
