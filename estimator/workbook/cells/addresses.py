"""Addresses of cells: letters of columns, `C12`, `$C$12`, spans, and the names of sheets as formulas write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from string import digits
from typing import Final

from estimator.names import CELL_ADDRESS, R1C1_ADDRESS

MOST_COLUMNS: Final = 18_278  # three letters; a sheet has 16,384, but a formula may name more
LETTERS: Final = 26
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
COLUMN_LETTERS: Final = "[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D]"
ROW_NUMBER: Final = (
    "[1-9][0-9]{0,5}|10[0-3][0-9]{4}|104[0-7][0-9]{3}|1048[0-4][0-9]{2}|10485[0-6][0-9]|104857[0-6]"  # LAST_ROW
)
PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
SHEET_OF: Final = re.compile(r"\"(?:[^\"]|\"\")*\"|(?:'((?:[^']|'')+)'|(?<![\w.])([^\W\d][\w.]*))!")
"""A text of a formula, or a sheet that it names: in quotes, or else a word in any language."""
PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")


@lru_cache(maxsize=MOST_COLUMNS)
def column_letters(column: int) -> str:
    """The letters of a column, counted from 1. Raises ValueError beyond three letters.

    >>> [column_letters(each) for each in (1, 26, 27, 702, 703, 16_384)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']
    """
    if not 1 <= column <= MOST_COLUMNS:
        raise ValueError(f"there is no column {column}")
    letters = ""
    while column:
        column, left = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + left) + letters
    return letters


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """The number of a column from its letters. Raises ValueError for what names no column.

    >>> [column_number(each) for each in ("A", "Z", "AA", "XFD")]
    [1, 26, 27, 16384]
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters!r} names no column")
        number = number * LETTERS + ord(letter) - ord("A") + 1
    if not 1 <= number <= MOST_COLUMNS:
        raise ValueError(f"{letters!r} names no column")
    return number


def place_of(address: str) -> tuple[int, int]:
    """Row and column of `C12` or `$C$12`. Raises ValueError for what is no address of a cell.

    >>> place_of("$C$12")
    (12, 3)
    """
    found = PLACE.match(address)
    if not found:
        raise ValueError(f"{address!r} is no address of a cell")
    return int(found[2]), column_number(found[1])


def split_address(address: str) -> tuple[int, int]:
    """Row and column of what is known to be the address of a cell, `C12`.

    >>> split_address("AB12")
    (12, 28)
    """
    letters = address.rstrip(digits)
    return int(address[len(letters) :]), column_number(letters)


def corners_of(span: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of `A1:B2`, or of one cell. Raises ValueError for anything else.

    >>> corners_of("$B$2:$D$9")
    (2, 2, 4, 9)
    """
    first, _, last = span.partition(":")
    top, left = place_of(first)
    bottom, right = place_of(last or first)
    return left, top, right, bottom


def at(row: int, column: int) -> str:
    """`C12`."""
    return f"{column_letters(column)}{row}"


def along(row: int, first: int, count: int) -> list[str]:
    """The addresses of so many cells of a row, from a column on.

    >>> along(12, 26, 3)
    ['Z12', 'AA12', 'AB12']
    """
    end = str(row)
    return [letters + end for letters in _columns(first, count)]


@lru_cache(maxsize=1_000)
def _columns(first: int, count: int) -> list[str]:
    return list(map(column_letters, range(first, first + count)))


def fixed(row: int, column: int) -> str:
    """`$C$12`."""
    return f"${column_letters(column)}${row}"


def quoted(sheet: str) -> str:
    """What a tab is called as formulas write it; what could be read as a number, an address or TRUE is quoted, too.

    >>> [quoted(each) for each in ("Data", "What-if", "500", "B2", "比較")]
    ['Data', "'What-if'", "'500'", "'B2'", "'比較'"]
    """
    return sheet if _is_plain(sheet) else "'" + sheet.replace("'", "''") + "'"


def unquoted(written: str) -> str:
    """The tab that a formula names, in quotes or not.

    >>> [unquoted(each) for each in ("Data", "'What-if'", "'Bo''s'")]
    ['Data', 'What-if', "Bo's"]
    """
    return written.removeprefix("'").removesuffix("'").replace("''", "'")


@lru_cache(maxsize=1_000)
def _is_plain(sheet: str) -> bool:
    small = sheet.lower()
    taken = CELL_ADDRESS.match(small) or R1C1_ADDRESS.match(small) or small in ("true", "false")
    return bool(PLAIN_NAME.match(sheet)) and not taken


def with_sheets(text: str, called: Callable[[str], str]) -> str:
    """A formula, or the address of cells, with each sheet that it names under another name; its texts stay."""
    if "!" not in text:
        return text
    return SHEET_OF.sub(lambda found: found[0] if found[0][0] == '"' else f"{quoted(called(_named(found)))}!", text)


def sheets_named(text: str) -> frozenset[str]:
    """The sheets that a formula names; its texts name none.

    >>> sorted(sheets_named("Checks!A1+'Read me'!$B$2"))
    ['Checks', 'Read me']
    """
    return frozenset(_named(found) for found in SHEET_OF.finditer(text) if found[0][0] != '"')


def _named(found: re.Match[str]) -> str:
    return found[2] or unquoted(found[1])
