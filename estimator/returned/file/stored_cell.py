"""One cell as the file has it, and what its value and its formula say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from estimator.errors import WorkbookError
from estimator.returned.file.shared_formulas import SharedFormulas
from estimator.workbook.cells.addresses import split_address
from estimator.workbook.file.escapes import unescaped

DATA_TABLE: Final = "dataTable"
SHARED: Final = "shared"
LONGEST_FORMULA: Final = 8_192


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One cell as the file has it: its value, whether a formula stands behind it, and the number of its style.

    The first cell of a data table names the cells of the `table`; the formula of a data table is empty.
    """

    value: float | str | bool | None
    formula: str | None = None
    is_error: bool = False
    style: int = field(default=0, compare=False)
    table: str = ""


def of_several(own: str, written: Mapping[str, str], address: str, shared: SharedFormulas) -> tuple[str, str]:
    """The formula of a cell that may be written once for several, and the cells of a data table that stands there.

    `own` is the text of the formula in this cell, `written` are its attributes in the file. Raises WorkbookError for a
    formula that is shared wrongly.
    """
    kind = written.get("t")
    if kind == SHARED:
        try:
            return shared.formula(written.get("si", ""), own, *split_address(address)), ""
        except WorkbookError as problem:
            raise WorkbookError(f"cell {address}: {problem}") from None
    return own, written.get("ref", "") if kind == DATA_TABLE else ""


def checked_formula(text: str, address: str) -> str:
    """The formula, if Excel could hold it. Raises WorkbookError for a longer one, which nobody wrote by hand."""
    if len(text) > LONGEST_FORMULA:
        raise WorkbookError(f"cell {address}: a formula of {len(text):,} characters; Excel holds {LONGEST_FORMULA:,}")
    return text


def value_of(text: str, kind: str, texts: Sequence[str], address: str) -> float | str | bool:
    """The value of a cell of some kind. Raises WorkbookError for what is none."""
    try:
        if kind == "s":
            return texts[int(text) if text.isdecimal() else len(texts)]
        if kind == "b":
            return text in ("1", "true")
        number = unescaped(text) if kind in ("str", "e", "d") else float(text if "_" not in text else "")
    except (ValueError, IndexError):
        raise WorkbookError(f"cell {address}: {text[:40]!r} cannot be read") from None
    if isinstance(number, float) and not isfinite(number):
        raise WorkbookError(f"cell {address}: {text[:40]!r} is no finite number")
    return number
