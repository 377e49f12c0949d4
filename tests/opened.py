"""A workbook as openpyxl loads it, to be edited: loaded once, and copied for each test in a seventh of the time."""

from __future__ import annotations

import io
import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.table import TableList


def opened(path: str | Path, data_only: bool = False) -> openpyxl.Workbook:
    """A workbook of a test's own; a file that was written anew is loaded anew."""
    found = Path(path).stat()
    return pickle.loads(_loaded(str(path), data_only, found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=4)
def _loaded(path: str, data_only: bool, *_: int) -> bytes:
    held = io.BytesIO()
    _Pickler(held, pickle.HIGHEST_PROTOCOL).dump(openpyxl.load_workbook(path, data_only=data_only))
    return held.getvalue()


class _Pickler(pickle.Pickler):
    """Knows the lists of openpyxl that pickle cannot copy: they change, or make, what is put into them one by one."""

    def reducer_override(self, found: Any) -> Any:
        if isinstance(found, TableList):
            return TableList, (dict(dict.items(found)),)
        if isinstance(found, IndexedList):
            return _made, (type(found),), (list(found), found.__dict__), None, None, _indexed
        if isinstance(found, BoundDictionary):
            held = (found.default_factory, dict(found), found.__dict__)
            return _made, (type(found),), held, None, None, _bound
        return NotImplemented


def _made(kind: type[Any]) -> Any:
    return kind.__new__(kind)


def _indexed(made: IndexedList, held: tuple[list[Any], dict[str, Any]]) -> None:
    list.extend(made, held[0])
    made.__dict__.update(held[1])


def _bound(made: BoundDictionary, held: tuple[Any, dict[Any, Any], dict[str, Any]]) -> None:
    made.default_factory = held[0]
    dict.update(made, held[1])
    made.__dict__.update(held[2])
