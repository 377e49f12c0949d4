"""The cell in which a reader chooses the scenario, found as a reader would: by the list that it offers."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook


def selector(book: Workbook) -> Any:
    """The one cell of a workbook that offers the scenarios of the sheet Scenarios."""
    found = [
        sheet[str(each.sqref).split(":")[0]]
        for sheet in book.worksheets
        for each in sheet.data_validations.dataValidation
        if each.type == "list" and str(each.formula1).startswith("Scenarios!")
    ]
    assert len(found) == 1, f"{len(found)} cells offer the scenarios"
    return found[0]
