"""What a workbook is held against is kept for the next file; whole sheets are compared at once, and no edit is lost."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from estimator import cache, load
from estimator.analysis.standing import kept as findings
from estimator.returned import written_again
from estimator.returned.as_written import in_place, unlike_rows
from estimator.returned.expected import Expected, ExpectedSheet
from estimator.returned.expected_kept import find_expected, keep_expected, key_of
from estimator.returned.file.sheet_cells import SheetCells
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.importing import read_import
from estimator.workbook.cells.formula import BEFORE, THIS
from estimator.workbook.cells.grid import Band, Formula
from tests.keeping import kept
from tests.returned.sent_back import PRICE, row_of
from tests.returned.test_importing import edit_base, edit_ships

__all__ = ["kept"]  # a fixture

SHEET = ExpectedSheet(
    name="Checks",
    tab="",
    title="Checks",
    first_year_column=3,
    last=(4, 5),
    addresses=["A1", "B1", "A2", "B2", "C4", "D4", "E4"],
    contents=["Checks", "", Formula("SUM(C2:E2)", 6.0), 1.0, 2021.0, 2022.0, 2023.0],
    kinds=b"tefnyyy",
    bands=[Band(2, f"{BEFORE}3+{THIS}$9", [1.0, 2.0, 3.0]), Band(3, "", [0.5, None, 2.5])],
    drawn=["B4"],
)
CELLS = {
    "A1": StoredCell("Checks"),
    "A2": StoredCell(6.0, "SUM(C2:E2)"),
    "B2": StoredCell(1.0),
    "C2": StoredCell(1.0, "B3+C$9"),
    "D2": StoredCell(2.0, "C3+D$9"),
    "E2": StoredCell(3.0, "D3+E$9"),
    "C3": StoredCell(0.5),
    "E3": StoredCell(2.5),
    "C4": StoredCell(2021.0),
    "D4": StoredCell(2022.0),
    "E4": StoredCell(2023.0),
}


def cells(**edited):
    return SheetCells.of({**CELLS, **{at: StoredCell(*each) for at, each in edited.items()}})


def test_a_sheet_as_it_was_written_has_no_row_to_look_at():
    assert in_place(SHEET, cells())
    assert unlike_rows(SHEET, cells(), 1e-12, texts=True) == set()


@pytest.mark.parametrize(
    ("edited", "row"),
    [
        ({"A2": (6.0, "SUM(C2:D2)")}, 2),
        ({"A2": (6.0,)}, 2),
        ({"C2": (1.0, "B3+C$8")}, 2),
        ({"D2": (2.0, "C3+D$8")}, 2),
        ({"E2": (3.0,)}, 2),
        ({"B2": (1.0 + 1e-9,)}, 2),
        ({"B2": (True,)}, 2),  # TRUE is 1 to Python
        ({"B2": ("1",)}, 2),
        ({"B2": (1.0, "1")}, 2),
        ({"E3": (2.4,)}, 3),
        ({"C3": (None,)}, 3),
        ({"B1": ("typed",)}, 1),
    ],
)
def test_a_row_with_another_formula_number_or_text_is_looked_at(edited, row):
    assert in_place(SHEET, cells(**edited))
    assert unlike_rows(SHEET, cells(**edited), 1e-12, texts=True) == {row}


@pytest.mark.parametrize("edited", [{"B2": (1.0 + 1e-13,)}, {"D3": (9.0,)}, {"Z9": ("a note",)}])
def test_last_digits_and_cells_in_which_nothing_is_written_are_no_edit(edited):
    assert unlike_rows(SHEET, cells(**edited), 1e-12, texts=True) == set()


@pytest.mark.parametrize(
    "edited",
    [{"A1": ("Check",)}, {"A1": (None,)}, {"D4": (2021.0,)}, {"D4": (2022.0, "C4+1")}, {"A1": ("Checks", "X1")}],
)
def test_a_sheet_with_another_text_or_year_by_which_lines_are_known_is_not_in_place(edited):
    assert not in_place(SHEET, cells(**edited))


def test_the_rows_to_look_at_have_all_their_cells_and_no_others():
    grid = SHEET.of_rows(frozenset({2}))
    assert [*grid.entries] == [(2, 1), (2, 2)]
    assert [band.row for band in grid.bands] == [2]


def test_what_is_written_is_no_note():
    # B1 is an empty text and D3 a year without a number: what stands there is a reader's
    assert SHEET.written == {"A1", "A2", "B2", "C2", "D2", "E2", "C3", "E3", "C4", "D4", "E4"}


def test_it_comes_back_as_it_was_kept(kept):
    other = replace(SHEET, name="比較", tab="a'b", kinds=b"tbfiyyy", contents=["Checks", None, *SHEET.contents[2:]])
    expected = Expected((SHEET, other), ("Uncertainty", "不確実性"))
    key = cache.key_of("expected")
    keep_expected(key, expected)
    found = find_expected(key)
    assert found is not None
    assert found.drawn == expected.drawn
    for one, before in zip(found.sheets, expected.sheets, strict=True):
        bands = [(each.row, each.after, each.template, len(each.values), each.kind) for each in before.bands]
        assert [(each.row, each.after, each.template, len(each.values), each.kind) for each in one.bands] == bands
        assert one.bands[1].values == before.bands[1].values
        assert replace(one, bands=()) == replace(before, bands=())


@pytest.mark.parametrize(
    "spoilt",
    [
        b"[",
        b"null",
        b'{"drawn": ["a", "b"]}',
        b'{"drawn": ["a", 1], "sheets": []}',
        b'{"drawn": ["a", "b"], "sheets": [{}]}',
    ],
)
def test_what_is_not_what_was_kept_counts_as_nothing(kept, spoilt):
    key = cache.key_of("expected")
    cache.keep(key, spoilt)
    assert find_expected(key) is None


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b'"A1 B1 ', b'"A1 1B '),
        (b'"A1 B1 ', b'"B1 '),
        (b"2021.0", b"true"),
        (b"2021.0", b"[1]"),
        (b"2021.0", b"{}"),
        (b'"last":[4,5]', b'"last":[4,-5]'),
        (b'"tab":""', b'"tab":1'),
        (b"[0.5,null,2.5]", b"[0.5,null,[]]"),
        (b',3,"formula"]', b',99999999999,"formula"]'),
    ],
)
def test_a_sheet_that_is_not_as_it_was_written_counts_as_nothing(kept, was, now):
    key = cache.key_of("expected")
    keep_expected(key, Expected((SHEET,), ("a", "b")))
    body = cache.find(key)
    assert body is not None
    assert was in body
    cache.keep(key, body.replace(was, now))
    assert find_expected(key) is None


def test_the_second_file_is_held_against_what_is_kept_with_the_same_findings(kept, pack, returned, monkeypatch):
    file = returned(edit_base, lambda book: edit_ships(book) and None)
    plain = load(pack).pack
    cache.use(False)
    without = read_import(file, plain)
    cache.use()
    first = read_import(file, plain)
    monkeypatch.setattr(written_again, "_written", lambda *_: pytest.fail("composed again"))
    assert read_import(file, plain) == first == without
    book = openpyxl.load_workbook(file)
    assert f"Assumptions!C{row_of(book['Assumptions'], PRICE)}" in {each.where for each in first.edited}
    assert len(first.edited) == 3


def test_files_that_say_something_else_of_their_export_are_kept_apart(pack):
    plain = load(pack).pack
    cache.use()
    try:
        assert key_of(plain, "one") != key_of(plain, "other")
        assert key_of(plain, "one") != key_of(replace(plain, digest="0" * 64), "one")
    finally:
        cache.use(False)


def test_the_digest_of_the_sources_covers_all_that_writes_a_workbook():
    code = (
        "import sys, estimator.returned.importing, estimator.returned.written_again, estimator.workbook.book; "
        "import estimator.workbook.sheets.value_sheets, estimator.workbook.tabs; "
        "print(*(name for name in sys.modules if name.startswith('estimator.')))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    folders = {path.name for path in Path(cache.__file__).parent.iterdir() if (path / "__init__.py").exists()}
    assert {name.split(".")[1] for name in found} & folders <= set(findings.OF_WORKBOOKS)
