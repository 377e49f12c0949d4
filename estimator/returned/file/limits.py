"""What a workbook file may be before anything in it is believed: its ending, its size, its parts, their kinds.

The bounds are some five times what the largest workbook of this program needs.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from estimator.errors import WorkbookError

MEGABYTE: Final = 2**20
LARGEST_FILE, LARGEST_PART, LARGEST_WHOLE = 64 * MEGABYTE, 32 * MEGABYTE, 192 * MEGABYTE
MOST_PARTS, LARGEST_RATIO, SMALL_PART = 2000, 200, MEGABYTE
MOST_TAGS, MOST_TAGS_IN_ALL = 1_500_000, 6_000_000
LONGEST_NAME: Final = 200
LARGEST_LIST: Final = 256 * 1024
ENDING: Final = ".xlsx"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = 1
TYPES_PART: Final = "[Content_Types].xml"
ACTIVE: Final = {
    "xl/vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/externallinks/": "links to other files",
    "xl/embeddings/": "embedded files",
    "xl/activex/": "controls",
    "xl/ctrlprops/": "controls",
    "xl/connections.xml": "data connections",
    "xl/querytables/": "data connections",
}
ACTIVE_TYPES: Final = {
    "macroenabled": "macros",
    "vbaproject": "macros",
    "macrosheet": "macros",
    "externallink": "links to other files",
    "oleobject": "embedded files",
    "activex": "controls",
    "controlproperties": "controls",
    "connections+xml": "data connections",
    "querytable": "data connections",
}
"""Words of a content type, since a part may have any name."""


def check_ending(path: Path) -> None:
    """Raise WorkbookError for a file that is not called a workbook, or that may hold macros."""
    ending = path.suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlam", ".xlsb"):
        raise WorkbookError(f"{path}: a workbook with macros is not opened; save it as {ENDING}")
    if ending != ENDING:
        raise WorkbookError(f"{path}: expected a workbook whose name ends in {ENDING}")


def check_start(content: bytes, name: str) -> None:
    """Raise WorkbookError for a file that is no zip, before the zip is read."""
    if content.startswith(OLE):
        raise WorkbookError(f"{name}: is encrypted, or an old .xls; save it as {ENDING} without a password")
    if not content.startswith(b"PK"):
        raise WorkbookError(f"{name}: no workbook ({ENDING}), or damaged")


def check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Raise WorkbookError for an archive that is too large, unpacks to too much, or holds what a workbook must not."""
    if len(entries) > MOST_PARTS:
        raise WorkbookError(f"{name}: {len(entries)} parts; at most {MOST_PARTS} are read")
    if len({each.filename.lower() for each in entries}) != len(entries):
        raise WorkbookError(f"{name}: one part stands in it twice")
    if sum(each.file_size for each in entries) > LARGEST_WHOLE:
        raise WorkbookError(f"{name}: unpacks to more than {LARGEST_WHOLE // MEGABYTE} MB")
    for each in entries:
        _check_entry(each, name)


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    part = entry.filename
    if part.startswith("/") or "\\" in part or ".." in part.split("/") or len(part) > LONGEST_NAME:
        raise WorkbookError(f"{name}: the name of part {part[:60]!r} leads out of the file")
    if entry.flag_bits & ENCRYPTED:
        raise WorkbookError(f"{name}: part {part} is encrypted; save it without a password")
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > LARGEST_PART or (entry.file_size > SMALL_PART and ratio > LARGEST_RATIO):
        raise WorkbookError(f"{name}: part {part} unpacks to {entry.file_size:,} bytes, {ratio:.0f} times its size")
    _refuse_active(next((words for start, words in ACTIVE.items() if part.lower().startswith(start)), ""), part, name)


def check_type(part: str, kind: str, name: str) -> None:
    """Raise WorkbookError for a part whose content type says that it does something."""
    _refuse_active(next((words for word, words in ACTIVE_TYPES.items() if word in kind.lower()), ""), part, name)


def _refuse_active(found: str, part: str, name: str) -> None:
    if found:
        raise WorkbookError(f"{name}: holds {found} ({part}); save it without, as a plain {ENDING}")


def check_lists(parts: Mapping[str, bytes], name: str) -> None:
    """Raise WorkbookError for lists of parts that are longer than any workbook needs."""
    for part, content in parts.items():
        if (part == TYPES_PART or part.endswith(".rels")) and len(content) > LARGEST_LIST:
            raise WorkbookError(f"{name}: part {part} is larger than any workbook needs")


class Tags:
    """Counts the tags of the parts that are read: they are what takes memory, and parts never read take none."""

    def __init__(self, name: str) -> None:
        """Start at none; `name` is the file in messages."""
        self.name, self._counts = name, dict[str, int]()

    def check(self, part: str, content: bytes) -> None:
        """Raise WorkbookError for a part, or a whole, that would take too much memory."""
        count = self._counts[part] = content.count(b"<")
        if count > MOST_TAGS or sum(self._counts.values()) > MOST_TAGS_IN_ALL:
            raise WorkbookError(f"{self.name}: part {part} holds more cells than this program writes; it is not read")
