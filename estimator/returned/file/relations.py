"""Where the parts of a workbook are, by the relationships that the file states; names alone say nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

from estimator.errors import WorkbookError
from estimator.returned.file.limits import ENDING, LONGEST_NAME, TYPES_PART, check_type

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT: Final = "http://purl.oclc.org/ooxml/"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
USUAL_MAIN: Final = "xl/workbook.xml"
BINARY: Final = ".bin"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the id by which it does, the kind of the other part, and its name."""

    id: str
    kind: str
    part: str


class Relations:
    """The relationships of a file; `root_of` parses a part."""

    def __init__(self, parts: Mapping[str, bytes], name: str, root_of: Callable[[str], Any]) -> None:
        """Look at the parts; `name` is the file in messages."""
        self.name, self._root_of = name, root_of
        self._names = {part.lower(): part for part in parts}

    def of(self, part: str) -> list[Relation]:
        """What a part points to inside the file; what the file itself points to, for no part."""
        folder, file = posixpath.split(part)
        listed = self.there(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = self._root_of(listed).iter(RELATIONSHIP) if listed else ()
        inside = (each for each in found if each.get("TargetMode") != "External")
        return [Relation(each.get("Id", ""), self._kind(each), self._target(each, folder)) for each in inside]

    def _kind(self, element: Any) -> str:
        """The last word of a relationship's type. Raises WorkbookError for one of the strict kind."""
        kind: str = element.get("Type", "")
        if kind.startswith(STRICT):
            raise WorkbookError(
                f"{self.name}: is a Strict Open XML Spreadsheet, which few programs read; open it in Excel and save it "
                f"as Excel Workbook ({ENDING})"
            )
        return kind.rpartition("/")[2]

    def _target(self, element: Any, folder: str) -> str:
        target = unquote(element.get("Target", ""))
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        return self.there(path) or (path if len(path) <= LONGEST_NAME else "")

    def there(self, part: str) -> str:
        """A part as the file spells it, whatever its case; empty if it is not there."""
        return self._names.get(part.lower(), "")

    @cached_property
    def main(self) -> str:
        """The part that lists sheets and names. Raises WorkbookError for a file that has none."""
        found = next((each.part for each in self.of("") if each.kind == "officeDocument"), USUAL_MAIN)
        if not self.there(found):
            raise WorkbookError(f"{self.name}: no workbook ({ENDING}): part {found or USUAL_MAIN} is missing")
        if found.lower().endswith(BINARY):
            raise WorkbookError(f"{self.name}: a binary workbook is not opened; save it as {ENDING}")
        return found

    @cached_property
    def of_main(self) -> list[Relation]:
        """What the main part points to."""
        return self.of(self.main)

    def related(self, kind: str) -> str:
        """The part of a kind that the main part points to; empty if there is none."""
        return next((self.there(each.part) for each in self.of_main if each.kind == kind), "")

    def properties(self) -> str:
        """The part with custom properties; empty if there is none."""
        return next((self.there(each.part) for each in self.of("") if each.kind == "custom-properties"), "")

    def check_types(self) -> None:
        """Raise WorkbookError if a part is of a kind that does something, such as macros, whatever it is called."""
        if not self.there(TYPES_PART):
            return
        for each in self._root_of(self.there(TYPES_PART)).iter(f"{TYPES}Override"):
            part = each.get("PartName", "").lstrip("/")
            if self.there(part):
                check_type(part, each.get("ContentType", ""), self.name)
