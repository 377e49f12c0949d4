"""The workbook of a model as the bytes of its file: composed, put into a language, printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.language import Speaker
from estimator.model.graph import Model
from estimator.workbook.book import Begun, compose
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.shares import FORMAT, LATEST_FORMAT
from estimator.workbook.file.write import book_bytes
from estimator.workbook.plan.sheet_registry import EVERY_PAGE, PAGES
from estimator.workbook.plan.tab_names import as_told, tab_names
from estimator.workbook.plan.years_left_off import AS_READ, EVERY_ONE, YEARS
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED, Attached
from estimator.workbook.tabs import on_tabs


def workbook_bytes(
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    *,
    manifest: Mapping[str, str],
    attached: Attached = NOTHING_ATTACHED,
    speaker: Speaker | None = None,
    protection: bool = True,
    by_label: bool = False,
    begun: Begun | None = None,
) -> bytes:
    """The workbook of a model, with what is attached as exported, in the language of a speaker; equal inputs give equal
    bytes.

    Sheets to type into are protected without a password, unless `protection` is False. Tabs are called by short labels
    in the language, or, unless `by_label`, by ids. Sheets that were `begun` are not made again.

    `values` maps each row and assumption to `(1, years)` or `(1, 1)` in normal units; NaN does not apply. Raises
    WorkbookError for a text or a number that no cell can hold.
    """
    tabs, years = tab_names(model, speaker) if by_label else {}, EVERY_ONE if attached.all_years else AS_READ
    pages = {PAGES: EVERY_PAGE} if attached.print_all else {}
    told = {**manifest, FORMAT: str(LATEST_FORMAT), YEARS: years, **pages, **as_told(tabs)}
    # the book has no name here, so that its sheets are let go as they are printed
    return book_bytes(
        on_tabs(_composed(model, values, told, attached, protection, by_label, begun), tabs, speaker), told
    )


def _composed(
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    manifest: Mapping[str, str],
    attached: Attached,
    protection: bool,
    by_label: bool,
    begun: Begun | None,
) -> Book:
    book = compose(model, values, manifest, attached, by_label, begun)
    return book if protection else replace(book, grids=tuple(replace(grid, protected=False) for grid in book.grids))
