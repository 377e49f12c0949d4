"""A whole workbook as plain data: sheets in order, names, title, language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from estimator.model.graph import Model
from estimator.workbook.cells.grid import Grid

FONT: Final = "Arial"
# Comes with Windows since 2018 and, as an open font, with Linux; where it is missing another one is shown in its place.
EAST_ASIAN: Final = "BIZ UDPGothic"
PAGE: Final = "Page &P of &N"


@dataclass(frozen=True)
class Book:
    """Sheets in order, names with what they stand for, and the model with the rows that the sheets show."""

    grids: tuple[Grid, ...]
    names: Mapping[str, str]
    title: str
    model: Model
    font: str = FONT
    language: str = "en-GB"
    page: str = PAGE

    @property
    def subject(self) -> str:
        """What the workbook answers."""
        return self.model.pack.settings.question
