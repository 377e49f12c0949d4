"""The third engine: formualizer, made apart from IronCalc and LibreOffice, which computes only what an edit reaches."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from estimator.returned.file.package import read_package
from estimator.returned.file.recalculated import Place
from estimator.returned.file.sheet_cells import Value
from estimator.workbook.cells.addresses import place_of


def computed(path: Path, typed: Mapping[Place, float] | None = None) -> dict[Place, Value]:
    """The value of every formula cell, computed anew; then again after numbers were typed into cells."""
    workbook: Any = _library().load_workbook(str(path))
    workbook.evaluate_all()
    if typed:
        for (sheet, address), number in typed.items():
            workbook.set_value(sheet, *place_of(address), number)
        workbook.evaluate_all()
    package = read_package(path)
    cells = ((sheet, *each) for sheet in package.sheet_parts() for each in package.cells(sheet).items())
    formulas = ((sheet, at) for sheet, at, cell in cells if cell.formula)
    return {(sheet, at): _plain(workbook.get_value(sheet, *place_of(at))) for sheet, at in formulas}


def _library() -> Any:
    """The package, which a continuous-integration run must have."""
    if find_spec("formualizer") is None and os.environ.get("CI") != "true":
        pytest.skip("formualizer is not installed: pip install -e '.[test]'")
    import formualizer

    return formualizer


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
