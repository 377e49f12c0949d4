"""The texts of a file: each stands once in a part of its own, and cells name its number, as Excel writes them.

A workbook says most of its texts many times, on the sheet Data and from sheet to sheet: a tenth of the file is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from estimator.workbook.cells.grid import FORMULA_STARTS, checked_text
from estimator.workbook.file.escapes import escaped

PART: Final = "xl/sharedStrings.xml"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
LISTS: Final = {  # some versions of openpyxl name the part, others write no such part
    "[Content_Types].xml": (b"</Types>", f'<Override PartName="/{PART}" ContentType="{TYPE}"/>'),
    "xl/_rels/workbook.xml.rels": (
        b"</Relationships>",
        f'<Relationship Id="rIdTexts" Type="{KIND}" Target="sharedStrings.xml"/>',
    ),
}


class Text(NamedTuple):
    """What stands in a cell with a text behind its style, and what its style depends on."""

    inside: str
    quoted: bool
    latin: bool


class SharedTexts:
    """Gives each text a number at its first use."""

    def __init__(self) -> None:
        """Start without any."""
        self._known: dict[str, Text] = {}
        self._items: list[str] = []

    def known(self, text: str, sheet: str, address: str) -> Text:
        """The text as a cell has it. Raises WorkbookError for one that no cell can hold."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._new(checked_text(text, f"{sheet}!{address}"))
        return found

    def _new(self, text: str) -> Text:
        inside = " />"
        if text:
            space = ' xml:space="preserve"' if text != text.strip() else ""
            inside = f' t="s"><v>{len(self._items)}</v></c>'
            self._items.append(f"<si><t{space}>{escape(escaped(text))}</t></si>")
        return Text(inside, text.startswith(FORMULA_STARTS), text.isascii())

    def among(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts of a file with the part that holds the texts, named where a file names its parts."""
        part = f'<sst xmlns="{MAIN}" uniqueCount="{len(self._items)}">{"".join(self._items)}</sst>'
        made = {**parts, PART: part.encode()}
        for name, (end, line) in LISTS.items():
            if b"haredStrings.xml" not in made[name]:
                made[name] = made[name].replace(end, line.encode() + end)
        return made
