"""The cells of a sheet by one pass over its text, where it is written in the plain shape that most programs give it.

Cells are taken out of the text, and what is left, the frame, goes to the XML parser. A cell is taken only if it is
complete and holds nothing that XML could read in another way; so the frame is well-formed if the whole was, and a cell
of any other shape is still in it: then the parser reads the whole. It also does where a value cannot be read, since it
says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from estimator.errors import WorkbookError
from estimator.returned.file.shared_formulas import SharedFormulas
from estimator.returned.file.stored_cell import SHARED, StoredCell, checked_formula, of_several, value_of
from estimator.workbook.cells.addresses import COLUMN_LETTERS, ROW_NUMBER, at, split_address
from estimator.workbook.file.escapes import unescaped

WORDS: Final = r"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
CELL: Final = re.compile(
    rf"""<c[ ]r="((?:{COLUMN_LETTERS})(?:{ROW_NUMBER}))"(?:[ ]s="([0-9]{{1,5}})")?+(?:[ ]t="([A-Za-z]++)")?+[ ]?+(?:/>|>
    (?:<f((?:[ ][A-Za-z0-9]++="[^"<&\t\n]*+")*+)[ ]?+(?:/>|>({WORDS})</f>))?+
    (?:<v>({WORDS})</v>|(<v[ ]?/>))?+
    (?:<is><t(?:[ ]xml:space="preserve")?+>({WORDS})</t></is>)?+
    </c>)""",
    re.VERBOSE,
)
GROUPS: Final = CELL.groups
ATTRIBUTE: Final = re.compile(r'([A-Za-z0-9]+)="([^"]*)"')
START: Final = re.compile(
    rb"""(?:<\?xml[ ]version="1\.0"(?:[ ]encoding="(?:UTF-8|utf-8)")?(?:[ ]standalone="yes")?[ ]?\?>\s*)?
    <worksheet[ ]xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"[\s>]""",
    re.VERBOSE,
)
NOT_PLAIN: Final = (b"<!", b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
CONTROLS: Final = bytes(each for each in range(32) if each not in b"\t\n")
Pieces = Sequence[str | None]
Said = tuple[str | None, str | None, str | None, str | None, str | None]
"""Style, kind, value, a closed value and a text inside the cell, as they are written."""
ESCAPES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(frozen=True)
class PlainPart:
    """A sheet's part in two: the `frame` without the cells that were taken out, and what those cells say."""

    frame: str
    _pieces: Pieces

    def cells(self, texts: Sequence[str]) -> dict[str, StoredCell] | None:
        """The cells by address; None if one stands twice or holds what cannot be read."""
        try:
            found = dict(_cells(self._pieces, texts))
        except (WorkbookError, ValueError):
            return None
        return found if len(found) == len(self._pieces) // (GROUPS + 1) else None


def split(part: bytes) -> PlainPart | None:
    """The frame and the cells of a part; None for one that is not plain as a whole."""
    defaults = part.count(b"xmlns") - part.count(b"xmlns:")
    if not START.match(part) or defaults != 1 or any(each in part for each in NOT_PLAIN):
        return None
    if len(part.translate(None, CONTROLS)) != len(part):
        return None
    try:
        pieces = CELL.split(part.decode())
    except UnicodeDecodeError:
        return None
    return PlainPart("".join(pieces[:: GROUPS + 1]), pieces)


class _Known(dict[Said, StoredCell]):
    """The cells without a formula by what they say: a sheet says most of its texts and styles many times."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, said: Said) -> StoredCell:
        style, kind, value, closed, inline = said
        held = _held(kind, value, closed, inline, self._texts, "")
        found = self[said] = StoredCell(held, None, _is_error(kind, value, inline), int(style or 0))
        return found


def _cells(pieces: Pieces, texts: Sequence[str]) -> Iterator[tuple[str, StoredCell]]:
    columns = [pieces[each :: GROUPS + 1] for each in range(1, GROUPS + 1)]
    addresses, (style, kind, attributes, formulas, value, closed, inline) = cast(Sequence[str], columns[0]), columns[1:]
    cells = list(map(_Known(texts).__getitem__, zip(style, kind, value, closed, inline, strict=True)))
    written, stop = _Written(addresses, attributes, formulas), 0
    for place in [number for number, each in enumerate(attributes) if each is not None]:
        if place >= stop:  # not told yet, with the first cell that shares its formula
            behind, table = written.of(place)
            stop = place + len(behind)
            for number, text in enumerate(behind, place):
                held = cells[number]
                cells[number] = StoredCell(held.value, text, held.is_error, held.style, table)
    return zip(addresses, cells, strict=True)


class _Written:
    """The formulas of a part, cell after cell."""

    def __init__(self, addresses: Sequence[str], attributes: Pieces, formulas: Pieces) -> None:
        self._addresses, self._attributes, self._formulas = addresses, attributes, formulas
        self._shared = SharedFormulas()

    def of(self, place: int) -> tuple[list[str], str]:
        """The formula of a cell and those of the cells behind it that are copies of it; the cells of a data table."""
        address, text, attributes = self._addresses[place], self._formulas[place], self._attributes[place]
        behind = _formula(text, address) if text else ""
        if not attributes:
            return [behind], ""
        given = _attributes(attributes)
        behind, table = of_several(behind, given, address, self._shared)
        key = given.get("si", "") if text and given.get("t") == SHARED else ""
        return [behind, *(self._copies(place, key) if key else ())], table

    def _copies(self, place: int, key: str) -> list[str]:
        """The formulas of the cells next to the first one that share its formula."""
        row, column = split_address(self._addresses[place])
        sharing, stop = f' t="{SHARED}" si="{key}"', place + 1
        while (
            stop < len(self._attributes)
            and self._attributes[stop] == sharing
            and not self._formulas[stop]
            and self._addresses[stop] == at(row, column + stop - place)
        ):
            stop += 1
        count = stop - place - 1
        return (self._shared.along(key, column + 1, count) if count else None) or []


def _held(
    kind: str | None, value: str | None, closed: str | None, inline: str | None, texts: Sequence[str], address: str
) -> float | str | bool | None:
    """What a cell holds: a text inside it, or the value of its kind."""
    if inline is not None:
        return unescaped(_plain(inline))
    if not value:
        return "" if kind == "str" and (value is not None or closed is not None) else None
    return value_of(_plain(value), kind or "n", texts, address)


def _is_error(kind: str | None, value: str | None, inline: str | None) -> bool:
    return kind == "e" and inline is None and bool(value)


def _formula(text: str, address: str) -> str:
    return checked_formula(_plain(text) if "&" in text else text, address)


@lru_cache(maxsize=1000)
def _attributes(text: str) -> Mapping[str, str]:
    """The attributes of a formula. Raises ValueError if one stands twice."""
    found = ATTRIBUTE.findall(text)
    if len(dict(found)) != len(found):
        raise ValueError("an attribute stands twice")
    return dict(found)


def _plain(text: str) -> str:
    """A text without the escapes of XML."""
    if "&" in text:
        for escape, letter in ESCAPES:
            text = text.replace(escape, letter)
    return text
