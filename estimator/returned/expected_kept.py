"""What a workbook is held against, kept as JSON, so that it need not be composed again for the next file.

It stands under the pack's digest, what the file says of its export, and all sources and texts of the program that
compute and write it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import NoneType
from typing import Any, Final

from estimator import cache
from estimator.analysis.standing import kept
from estimator.pack.reading.kept import MISTAKES
from estimator.pack.records import Pack
from estimator.returned.expected import Content, Expected, ExpectedSheet, Kind
from estimator.workbook.cells.grid import Band, Formula

ADDRESSES: Final = re.compile(r"(?:[A-Z]{1,3}[1-9][0-9]{0,6} )*+\Z")
CONTENTS: Final = frozenset({str, int, float, list, NoneType})


def key_of(pack: Pack, asked: str) -> str:
    """What is kept for a pack as its files have it, and what a file says of its export; empty where nothing is."""
    return kept.key_of("expected", f"{pack.name} {pack.digest} {asked}", kept.OF_WORKBOOKS)


def find_expected(key: str) -> Expected | None:
    """What is kept under a key; None if there is nothing that is sound."""
    found = cache.find(key)
    if found is None:
        return None
    try:
        told = json.loads(found)
        title, tab = map(_text, told["drawn"])
        return Expected(tuple(map(_read, told["sheets"])), (title, tab))
    except MISTAKES:
        return None


def keep_expected(key: str, expected: Expected) -> None:
    """Keep it under its key."""
    if key:
        told = {"drawn": expected.drawn, "sheets": [_written(each) for each in expected.sheets]}
        cache.keep(key, json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _written(sheet: ExpectedSheet) -> dict[str, Any]:
    """A sheet as JSON: a formula as a list of its text and value, addresses in one line each."""
    return {
        "name": sheet.name,
        "tab": sheet.tab,
        "title": sheet.title,
        "first_year_column": sheet.first_year_column,
        "last": sheet.last,
        "addresses": _line(sheet.addresses),
        "contents": [[each.text, each.value] if isinstance(each, Formula) else each for each in sheet.contents],
        "kinds": sheet.kinds.decode("ascii"),
        "drawn": _line(sheet.drawn),
        "bands": [
            [each.row, each.after, each.template, len(each.values) if each.template else list(each.values), each.kind]
            for each in sheet.bands
        ],
    }


def _line(addresses: Iterable[str]) -> str:
    return "".join(f"{each} " for each in addresses)


def _read(told: Mapping[str, Any]) -> ExpectedSheet:
    """A sheet from JSON. Raises one of the mistakes for what is not as it was written."""
    addresses, contents, kinds = _addresses(told["addresses"]), told["contents"], _text(told["kinds"]).encode("ascii")
    if not set(map(type, contents)) <= CONTENTS or not len(addresses) == len(contents) == len(kinds):
        raise ValueError("other contents")
    if not set(kinds) <= set(Kind.ALL):
        raise ValueError("other kinds")
    row, column = map(_whole, told["last"])
    return ExpectedSheet(
        name=_text(told["name"]),
        tab=_text(told["tab"]),
        title=_text(told["title"]),
        first_year_column=_whole(told["first_year_column"]),
        last=(row, column),
        addresses=addresses,
        contents=[_formula(each) if isinstance(each, list) else each for each in contents],
        kinds=kinds,
        bands=[_band(*each) for each in told["bands"]],
        drawn=_addresses(told["drawn"]),
    )


def _formula(told: Sequence[Any]) -> Content:
    text, value = told
    return Formula(_text(text), value if isinstance(value, float) else _text(value))


def _band(row: int, after: int, template: str, values: int | list[float | None], kind: str) -> Band:
    held = [None] * _whole(values) if _text(template) else list(values)  # type: ignore[arg-type]
    if not set(map(type, held)) <= {int, float, NoneType}:
        raise ValueError("other values")
    return Band(_whole(row), template, held, _text(kind), after=_whole(after))


def _addresses(told: str) -> list[str]:
    if not ADDRESSES.match(told):
        raise ValueError("no addresses")
    return told.split()


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError("no text")
    return told


def _whole(told: object) -> int:
    if not isinstance(told, int) or not 0 <= told <= cache.LARGEST_ENTRY:
        raise TypeError("no whole number")
    return told
