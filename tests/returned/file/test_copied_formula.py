"""A copy of a formula is written out as a spreadsheet program would copy it along a row."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.returned.file.collecting import uncollected
from estimator.returned.file.copied_formula import CopiedFormula
from estimator.returned.file.shared_formulas import PIECE, SharedFormulas, shifted
from estimator.returned.file.sheet_cells import Mark, Run, SheetCells
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.lint.copied import copied_along
from estimator.returned.lint.tokens import pattern
from estimator.workbook.cells.addresses import at

CELLS = st.sampled_from(
    ["C4", "$C4", "C$4", "$C$4", "AB12", "'a C1''s'!D5", "b_2!Z9", "LOG10(E4)", "x.ab12", "F$4:H$4"]
)
JOINTS = st.sampled_from(["+", "*", '&"at D4 100%"&', "-2*", ","])
FORMULAS = st.lists(st.tuples(CELLS, JOINTS), min_size=1, max_size=6).map(
    lambda parts: "".join(map("".join, parts)) + "1"
)


@pytest.mark.parametrize(
    ("formula", "column", "copy"),
    [
        ("D4+$D4*D$4-$D$4", 7, "G4+$D4*G$4-$D$4"),
        ("Prices!Z9%+AA9", 5, "Prices!AA9%+AB9"),
        ('IF(C4>0,"D4 is 5%",LOG10(C4))', 3, 'IF(B4>0,"D4 is 5%",LOG10(B4))'),
        ("one+2", 99, "one+2"),
    ],
)
def test_only_columns_without_a_dollar_move(formula, column, copy):
    assert CopiedFormula(formula, 4, PIECE).at(column) == copy


@given(FORMULAS, st.integers(1, 30), st.integers(1, 5))
def test_copies_along_a_row_are_each_the_copy_of_its_column(formula, column, count):
    copied = CopiedFormula(formula, 4, PIECE)
    each = [copied.at(column + step) for step in range(count)]
    assert copied.along(column, count) == (None if None in each else each)


def test_a_copy_that_would_read_beyond_the_sheet_is_none():
    """C of D is one to the left: the copy in A would read a column before the first."""
    copied = CopiedFormula("C4+ZZY9", 4, PIECE)
    assert copied.at(2) == "A4+ZZW9"
    assert copied.at(1) is None
    assert copied.at(5) == "D4+ZZZ9"
    assert copied.at(6) is None


@given(FORMULAS, st.integers(30, 60), st.integers(30, 60))
def test_a_copy_is_the_formula_shifted(formula, column, other):
    wanted = shifted(formula, 0, other - column)
    assert CopiedFormula(formula, column, PIECE).at(other) == (None if "#REF!" in wanted else wanted)


@given(st.lists(st.tuples(FORMULAS, st.integers(1, 30), st.integers(1, 2)), min_size=1, max_size=5))
def test_the_runs_of_a_row_are_its_formulas_with_the_pattern_of_each_alone(given):
    """Runs of copies one behind the other, side by side or with a gap after each cell."""
    found, column = [], 30
    for formula, count, apart in given:
        found += [(column + apart * step, shifted(formula, 0, apart * step)) for step in range(count)]
        column += apart * count
    made = list(copied_along(SheetCells.of({at(4, place): StoredCell(0.0, text) for place, text in found})))
    assert [place for each in made for place in each.columns] == [place for place, _ in found]
    texts = dict(found)
    for each in made:
        assert {pattern(texts[place], 4, place) for place in each.columns} == {each.pattern}
        assert each.text == texts[each.column]
        assert len(each.text) == max(len(texts[place]) for place in each.columns)
    assert len(made) <= len(given)  # none is taken apart


@given(FORMULAS, st.integers(1, 30), st.integers(2, 9))
def test_a_formula_that_a_file_shares_is_that_of_copies_written_out(formula, column, count):
    shared = SharedFormulas()
    shared.formula("0", formula, 4, column)
    copied = shared.copied("0", column + 1, count - 1)
    if copied is None:
        return
    cells = {at(4, column + step): StoredCell(0.0, shifted(formula, 0, step)) for step in range(count)}
    contents, marks, run = [0.0] * count, [Mark()] * count, Run(0, count, formula, column, copied)
    assert list(copied_along(SheetCells(list(cells), contents, marks, [run]))) == [
        each._replace(columns=range(each.columns[0], each.columns[-1] + 1))
        for each in copied_along(SheetCells.of(cells))
    ]


def test_a_formula_in_the_next_row_is_no_copy_though_it_reads_the_same():
    here, below = copied_along(SheetCells.of({"D4": StoredCell(1.0, "C4+1"), "D5": StoredCell(1.0, "C4+1")}))
    assert here.pattern != below.pattern
    assert below.pattern == pattern("C4+1", 5, 4)


@pytest.mark.parametrize("before", [True, False])
def test_the_collector_works_again_as_before_also_after_a_failure(before):
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(ValueError, match="wrong"):
            fail_uncollected()
        assert gc.isenabled() == before
    finally:
        (gc.enable if was else gc.disable)()


def fail_uncollected():
    with uncollected():
        assert not gc.isenabled()
        raise ValueError("wrong")
