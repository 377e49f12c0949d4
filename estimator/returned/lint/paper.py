"""How many pages of a sheet are printed, as far as its file says it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from estimator.returned.file.attributes import Span, span_of, whole
from estimator.returned.file.package import MAIN
from estimator.workbook.cells.addresses import LAST_ROW
from estimator.workbook.cells.grid import DEFAULT_WIDTH, LINE_HEIGHT
from estimator.workbook.cells.paper import A4, DIGIT, HEIGHT, PADDING, PIXEL, POINT, WIDTH

AREA: Final = re.compile(r"!(\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)(?=,|\Z)")
LINE: Final = 0.1  # of a page, by which programs differ in how high rows are
SMALLEST, LARGEST = 10, 400  # in per cent, as Excel scales


@dataclass(frozen=True)
class Paper:
    """How a sheet is printed; `across` and `down` are pages that it is fitted to, nil for as many as it takes.

    `areas` are the cells printed, none for all.
    """

    size: int
    fitted: bool
    across: int
    down: int
    scale: float
    breaks: tuple[int, ...]
    areas: tuple[Span, ...]

    def prints(self, row: int, column: int) -> bool:
        """True for a cell that is printed."""
        return not self.areas or any(each.holds(row, column) for each in self.areas)


def paper_of(frame: Any, areas: str) -> Paper:
    """The paper of a sheet from its part without cells, and from what the name of its print area stands for."""
    setup, fit = frame.find(f"{MAIN}pageSetup"), frame.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
    given: Mapping[str, str] = {} if setup is None else setup.attrib
    breaks = (whole(each.get("id"), 1, LAST_ROW) for each in frame.iterfind(f"{MAIN}rowBreaks/{MAIN}brk"))
    spans = (span_of(each) for each in AREA.findall(areas))
    across, down = (whole(given.get(name, "1"), 0, LAST_ROW) or 0 for name in ("fitToWidth", "fitToHeight"))
    return Paper(
        size=whole(given.get("paperSize"), 0, LAST_ROW) or A4,
        fitted=fit is not None and fit.get("fitToPage") in ("1", "true"),
        across=across,
        down=down,
        scale=(whole(given.get("scale"), SMALLEST, LARGEST) or 100) / 100,
        breaks=tuple(each for each in breaks if each),
        areas=tuple(each for each in spans if each),
    )


@dataclass(frozen=True)
class Printed:
    """What is printed of a sheet: its paper, and the millimetres of columns and rows; those unseen take none."""

    paper: Paper
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    unseen: tuple[frozenset[int], frozenset[int]]
    used: Span

    def pages(self) -> int:
        """How many pages are printed."""
        return sum(self._pages(each) for each in self.paper.areas or (self.used,))

    def _pages(self, area: Span) -> int:
        paper, room = self.paper, WIDTH.get(self.paper.size, WIDTH[A4])
        columns = range(area.left, min(area.right, self.used.right) + 1)
        wide = sum(self._wide(each) for each in columns if each not in self.unseen[1])
        scale = self._scale(wide, room)
        across = (paper.fitted and paper.across) or max(1, math.ceil(wide * scale / room - LINE))
        return across * ((paper.fitted and paper.down) or self._down(area, scale))

    def _down(self, area: Span, scale: float) -> int:
        """How many pages the rows take, each as high as the paper or up to a break."""
        room, pages, used = HEIGHT.get(self.paper.size, HEIGHT[A4]) / scale * (1 + LINE), 1, 0.0
        for row in range(area.top, min(area.bottom, self.used.bottom) + 1):
            high = 0.0 if row in self.unseen[0] else self.heights.get(row, LINE_HEIGHT) * POINT
            if row - 1 in self.paper.breaks or used + high > room:
                pages, used = pages + 1, 0.0
            used += high
        return pages

    def _wide(self, column: int) -> float:
        return (DIGIT * self.widths.get(column, DEFAULT_WIDTH) + PADDING) * PIXEL

    def _scale(self, wide: float, room: float) -> float:
        paper = self.paper
        if not paper.fitted:
            return paper.scale
        return min(1.0, room * paper.across / wide) if paper.across and wide else 1.0
