"""One visual language: a style object for each kind of cell and number format, shared by all cells of that kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from estimator.workbook.cells.book import FONT
from estimator.workbook.file.openpyxl_inside import shared_style, style_number
from estimator.workbook.plan.landmarks import HELPER

StyleOf = Callable[..., int]
"""The number of a style in the file, from kind, number format, and whether a text looks like a formula or is Latin."""

NAVY, BLUE, GREEN, GREY, BLACK, WHITE, RED = "1F3864", "0000FF", "00703C", "6B6B6B", "000000", "FFFFFF", "B00020"
PALE_YELLOW, PALE_BLUE, PALE_GREY, PALE_RED, PALE_GREEN = "FFF9D6", "DCE6F1", "F2F2F2", "FBE0E0", "E3F1E3"
PALE_VIOLET = "E9E2F4"
TABS = {"blue": "2F5597", "yellow": "E0C200", "green": "00703C", "grey": "8C8C8C"}
GAP = Side(style="medium", color=WHITE)
LINE = Side(style="thin", color="BFBFBF")


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of cell looks."""

    color: str = BLACK
    fill: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 10
    align: str = ""
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    line: bool = False
    divided: bool = False
    unlocked: bool = False
    underline: bool = False
    named: str = ""


# Excel's own cell styles by which readers find headings and inputs, with their numbers in the file format.
NAMED = {"Heading 1": 16, "Heading 2": 17, "Heading 3": 18, "Input": 20}
TEXT = Look()
NUMBER = Look(align="right")
HEADER = Look(color=WHITE, fill=NAVY, bold=True, wrap=True, divided=True)
LOOKS: dict[str, Look] = {
    "text": TEXT,
    "title": Look(color=NAVY, bold=True, size=16, named="Heading 1"),
    "question": Look(color=NAVY, bold=True, size=13, named="Heading 1"),
    "status": Look(color=BLACK, bold=True),
    "band": Look(color=NAVY, fill=PALE_GREY, bold=True, named="Heading 3"),
    "wrapped_band": Look(color=NAVY, fill=PALE_GREY, bold=True, wrap=True, named="Heading 3"),
    "band_number": Look(color=NAVY, fill=PALE_GREY, bold=True, align="right"),
    "verdict": Look(color=BLACK, bold=True, wrap=True, align="right"),
    "strong": Look(color=NAVY, bold=True),
    "strong_fitted": Look(color=NAVY, bold=True, shrink=True),
    "heading": Look(color=NAVY, bold=True, size=11, named="Heading 2"),
    "header": HEADER,
    "indented_header": replace(HEADER, indent=1),
    "right_header": replace(HEADER, align="right"),
    "subheader": Look(color=NAVY, fill=PALE_BLUE, align="right", wrap=True, size=9, divided=True),
    "left_year": replace(TEXT, color=GREEN, align="left"),
    "year": Look(color=WHITE, fill=NAVY, bold=True, align="right"),
    "label": replace(TEXT, wrap=True),
    "unit": replace(TEXT, indent=1),
    "indented": replace(TEXT, indent=1),
    "fitted": replace(TEXT, indent=1, shrink=True),
    "wrapped_unit": replace(TEXT, indent=1, wrap=True),
    "wrapped_note": replace(TEXT, color=GREY, indent=1, wrap=True),
    "wrapped": replace(TEXT, wrap=True),
    "note": replace(TEXT, color=GREY, indent=1),
    "small": replace(TEXT, color=GREY),
    "explained": replace(TEXT, color=GREY, wrap=True, indent=1),
    "formula": NUMBER,
    "link": replace(NUMBER, color=GREEN),
    "base": replace(NUMBER, color=BLUE),
    "faint": replace(NUMBER, color=GREY),
    "helper": replace(NUMBER, color=GREY, named=HELPER),
    "helper_text": replace(TEXT, color=GREY, indent=1, named=HELPER),
    "input": replace(NUMBER, color=BLUE, fill=PALE_YELLOW, line=True, unlocked=True, named="Input"),
    "choice": Look(color=BLUE, fill=PALE_YELLOW, bold=True, line=True, unlocked=True, named="Input"),
    "dash": replace(NUMBER, color=GREY),
    "go_text": Look(color=GREEN),
    "go": Look(color=GREEN, underline=True),
    "go_indented": Look(color=GREEN, underline=True, indent=1),
    "go_fitted": Look(color=GREEN, underline=True, shrink=True),
    "good": Look(color=BLACK, fill=PALE_GREEN, bold=True, align="right"),
    "bad": Look(color=RED, fill=PALE_RED, bold=True, align="right"),
    "best": Look(color=NAVY, fill=PALE_VIOLET, bold=True, align="right"),
}
LIGHTS = {
    kind: {"font": Font(color=LOOKS[kind].color, bold=True), "fill": PatternFill("solid", bgColor=LOOKS[kind].fill)}
    for kind in ("bad", "good", "best")
}


class Styles:
    """Makes each style once, on a scratch cell, and hands out the shared style array."""

    def __init__(self, sheet: Worksheet, font: str = FONT) -> None:
        """Register styles with the workbook of this sheet.

        Numbers and texts of Latin letters alone keep the font that widths are measured in.
        """
        self._sheet, self._font = sheet, font
        self._made: dict[tuple[str, str, bool, bool], Any] = {}
        self._numbers: dict[tuple[str, str, bool, bool], int] = {}
        for name, number in NAMED.items():
            look = next(each for each in LOOKS.values() if each.named == name)
            made = NamedStyle(name=name, font=self._text(look, self._font), builtinId=number)
            if look.fill:
                made.fill = PatternFill("solid", fgColor=look.fill)
            sheet.parent.add_named_style(made)
        sheet.parent.add_named_style(NamedStyle(name=HELPER, font=self._text(LOOKS["helper"], self._font)))

    def of(self, kind: str, format: str = "General", *, quoted: bool = False, latin: bool = False) -> Any:
        """The style array of a kind with a number format; `quoted` marks a text that looks like a formula."""
        key = (kind, format, quoted, latin or format != "General" or self._font == FONT)
        if key not in self._made:
            self._made[key] = self._make(LOOKS[kind], format, quoted, FONT if key[-1] else self._font)
        return self._made[key]

    def number_of(self, kind: str, format: str = "General", *, quoted: bool = False, latin: bool = False) -> int:
        """The number of a style in the file, counted at its first use."""
        key = (kind, format, quoted, latin)
        if key not in self._numbers:
            style = self.of(kind, format, quoted=quoted, latin=latin)
            self._numbers[key] = style_number(self._sheet.parent, style)
        return self._numbers[key]

    def _text(self, look: Look, font: str) -> Font:
        return Font(
            name=font,
            size=look.size,
            color=look.color,
            bold=look.bold,
            italic=look.italic,
            underline="single" if look.underline else None,
        )

    def _make(self, look: Look, format: str, quoted: bool, font: str) -> Any:
        cell = Cell(self._sheet, 1, 1)
        if look.named:
            cell.style = look.named
        cell.font = self._text(look, font)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.line:
            cell.border = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
        if look.divided:
            cell.border = Border(left=GAP)
        cell.alignment = Alignment(
            horizontal=look.align or ("left" if look.indent else None),
            vertical="top",
            wrap_text=look.wrap,
            shrink_to_fit=look.shrink,
            indent=look.indent,
        )
        if look.unlocked:
            cell.protection = Protection(locked=False)
        cell.number_format = format
        return shared_style(cell, quoted=quoted)
