"""A workbook as openpyxl loads it, to be edited: loaded once, and copied for each test.

The cells of a sheet are copied when a test asks for them. A copy is saved in a fraction of openpyxl's time, and each
part of the file is the one that openpyxl writes.
"""

from __future__ import annotations

import io
import pickle
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.table import TableList
from openpyxl.worksheet.worksheet import Worksheet

from tests.saved import Kept, save


def opened(path: str | Path, data_only: bool = False) -> openpyxl.Workbook:
    """A workbook of a test's own; a file that was written anew is loaded anew."""
    found = Path(path).stat()
    copied, kept = _loaded(str(path), data_only, found.st_mtime_ns, found.st_size)
    book = pickle.loads(copied)
    for sheet, cells in zip(book.worksheets, kept, strict=True):
        sheet.kept = cells
    book.save = partial(save, book)
    return book


@lru_cache(maxsize=6)
def _loaded(path: str, data_only: bool, *_: int) -> tuple[bytes, list[Kept | None]]:
    """A workbook without the cells of its sheets, and these; None for a sheet whose cells other things hang on."""
    book = openpyxl.load_workbook(path, data_only=data_only)
    held = io.BytesIO()
    kept = [None if _is_bound(sheet) else Kept(_cells(sheet)) for sheet in book.worksheets]
    _Pickler(held, pickle.HIGHEST_PROTOCOL).dump(book)
    return held.getvalue(), kept


def _is_bound(sheet: Worksheet) -> bool:
    """True if cells of a sheet are merged, or one has a comment."""
    return bool(sheet.merged_cells) or any(each.comment for each in sheet._cells.values())


class _Sheet(Worksheet):
    """A sheet whose cells are loaded when they are asked for."""

    def __getattr__(self, name: str) -> Any:
        if name != "_cells":
            raise AttributeError(name)
        self._cells = _Unpickler(self, self.kept.cells).load()
        return self._cells


def _cells(sheet: Worksheet) -> bytes:
    """The cells of a sheet, without the sheet that each knows."""
    held = io.BytesIO()
    pickler = _Pickler(held, pickle.HIGHEST_PROTOCOL)
    pickler.persistent_id = lambda found: "sheet" if found is sheet else None
    pickler.dump(sheet._cells)
    return held.getvalue()


class _Unpickler(pickle.Unpickler):
    """Loads the cells of a sheet."""

    def __init__(self, sheet: Worksheet, cells: bytes) -> None:
        super().__init__(io.BytesIO(cells))
        self.persistent_load = lambda _: sheet


class _Pickler(pickle.Pickler):
    """Knows the lists of openpyxl that pickle cannot copy: they change, or make, what is put into them one by one."""

    def reducer_override(self, found: Any) -> Any:
        if type(found) is Worksheet and not _is_bound(found):
            return _made, (_Sheet,), {name: each for name, each in vars(found).items() if name != "_cells"}
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
