"""Write the workbook of a model: composed, put into a language, made a file, and put in place by a rename."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from estimator.files import write_bytes
from estimator.language import Speaker
from estimator.model.graph import Model
from estimator.workbook.book import compose
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.shares import FORMAT, LATEST_FORMAT
from estimator.workbook.file.write import book_bytes
from estimator.workbook.plan.years_left_off import AS_READ, EVERY_ONE, YEARS
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED, Attached
from estimator.workbook.translated import in_language


def write_workbook(
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    path: Path,
    *,
    manifest: Mapping[str, str],
    attached: Attached = NOTHING_ATTACHED,
    speaker: Speaker | None = None,
    protection: bool = True,
) -> None:
    """Write the workbook of a model atomically, with what is attached as exported, in the language of a speaker.

    Sheets to type into are protected without a password, unless `protection` is False.

    `values` maps each row and assumption to `(1, years)` or `(1, 1)` in normal units; NaN does not apply. Raises
    FileError if the file is open elsewhere or cannot be written.
    """
    made = workbook_bytes(model, values, manifest=manifest, attached=attached, speaker=speaker, protection=protection)
    write_bytes(path, made)


def workbook_bytes(
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    *,
    manifest: Mapping[str, str],
    attached: Attached = NOTHING_ATTACHED,
    speaker: Speaker | None = None,
    protection: bool = True,
) -> bytes:
    """The workbook as bytes; equal inputs give equal bytes."""
    told = {**manifest, FORMAT: str(LATEST_FORMAT), YEARS: EVERY_ONE if attached.all_years else AS_READ}
    # the book has no name here, so that its sheets are let go as they are printed
    return book_bytes(_composed(model, values, told, attached, speaker, protection), told)


def _composed(
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    manifest: Mapping[str, str],
    attached: Attached,
    speaker: Speaker | None,
    protection: bool,
) -> Book:
    book = compose(model, values, manifest, attached)
    if not protection:
        book = replace(book, grids=tuple(replace(grid, protected=False) for grid in book.grids))
    return in_language(book, speaker) if speaker else book
