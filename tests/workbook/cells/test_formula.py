"""The printer agrees with the arithmetic, also where Excel's precedence differs from Python's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import ironcalc
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from estimator.errors import WorkbookError
from estimator.expression import OPERATIONS, Constant, Node, Operation, Reference, walk
from estimator.expression.arithmetic import ARITHMETIC, DECIMALS
from estimator.expression.functions import (
    ceiling,
    equals,
    first_year,
    lagged,
    last_year,
    maximum,
    minimum,
    only_where,
    previous,
    sum_of,
    total,
    trailing_total,
    where,
)
from estimator.workbook.cells.formula import EXCEL, Addresses, counted, placed, printed
from estimator.workbook.plan.row_places import FIRST, Layout, SheetAddresses, Spot

YEARS = (2021, 2022, 2023, 2024, 2025)
SCALARS = {"case.first": 2.5, "case.second": -3.0, "case.third": 0.1, "case.nil": 0.0, "case.span": 2.0}
SERIES = {
    "case.flow": [0.1, 0.2, 0.3, -4.0, 7.0],
    "case.flags": [0.0, 1.0, 1.0, 0.0, 0.0],
    "case.mixed": [3.0, 0.0, -2.5, 1.1, 3.3],
}
OPENING = Constant(2.0)
LARGEST = 1e5
ROUNDED = "ROUND(case.first,decimals)"
TOLERANCE = 1e-9

SPOTS = {id: Spot("Sheet1", 20 + at, False) for at, id in enumerate(SCALARS)} | {
    id: Spot("Sheet1", 30 + at, True) for at, id in enumerate(SERIES)
}
LAYOUT = Layout(YEARS, {}, SPOTS)
ADDRESSES = SheetAddresses(LAYOUT, "Sheet1")
KNOWN: dict[str, NDArray[np.float64]] = {
    **{id: np.array([[value]]) for id, value in SCALARS.items()},
    **{id: np.array([values]) for id, values in SERIES.items()},
    "year": np.array([YEARS], dtype=np.float64),
}
first, second, third, span = (Reference(id) for id in ("case.first", "case.second", "case.third", "case.span"))
flow, flags, mixed, year = (Reference(id) for id in ("case.flow", "case.flags", "case.mixed", "year"))


def engine() -> ironcalc.Model:
    """A spreadsheet that holds the values above, without any expression yet."""
    model = ironcalc.create("case")
    model.set_user_input(0, 1, 1, str(DECIMALS))
    model.new_defined_name("decimals", None, "Sheet1!$A$1")
    for id, value in SCALARS.items():
        model.set_user_input(0, SPOTS[id].row, 3, repr(value))
        model.new_defined_name(id, None, LAYOUT.address(id))
    rows: Mapping[int, list[float]] = {4: list(YEARS), **{SPOTS[id].row: values for id, values in SERIES.items()}}
    for row, values in rows.items():
        for column, value in enumerate(values, FIRST):
            model.set_user_input(0, row, column, repr(float(value)))
    for id in SERIES:
        model.set_user_input(0, SPOTS[id].row, FIRST - 1, repr(OPENING.value))
    return model


def recalculated(node: Node) -> list[object]:
    """The expression as IronCalc computes it in each year's column."""
    model, text = engine(), printed(node, ADDRESSES)
    for column in range(FIRST, FIRST + len(YEARS)):
        letters, before = (ironcalc.column_name_from_number(each) for each in (column, column - 1))
        model.set_user_input(0, 50, column, "=" + placed(text, letters, before))
    model.evaluate()
    return [model.get_cell_value(0, 50, column) for column in range(FIRST, FIRST + len(YEARS))]


def computed(node: Node, seen: list[float]) -> NDArray[np.float64]:
    """The expression as NumPy computes it; `seen` collects every value on the way."""
    if isinstance(node, Constant):
        result = np.array([[node.value]])
    elif isinstance(node, Reference):
        result = KNOWN[node.id]
    else:
        assert isinstance(node, Operation)
        result = ARITHMETIC[node.name](*(computed(each, seen) for each in node.arguments))
    seen.extend(np.abs(result).ravel().tolist())
    return result


def columns(node: Node) -> list[float]:
    """The expression by NumPy, one number a year."""
    return np.broadcast_to(computed(node, []), (1, len(YEARS)))[0].tolist()


plain = st.sampled_from(
    [Constant(0.0), Constant(1.0), Constant(2.0), first, second, third, span, Reference("case.nil")]
)
by_year = st.sampled_from([flow, flags, mixed])
TWO = ["add", "subtract", "multiply", "divide", "power", "minimum", "maximum", "less", "at_most", "equals"]


def total_of_flags(back: Node) -> Node:
    """A year of the columns, made of what a sheet holds."""
    return last_year(flags, year) - back


SUMMARIES = ["total", "largest", "smallest"]
leaves = st.one_of(
    plain,
    by_year,
    by_year,
    st.builds(lambda name, row: Operation(name, (row,)), st.sampled_from(SUMMARIES), by_year),
    by_year.map(lambda row: previous(row, 2)),
    by_year.map(lambda row: Operation("cumulative", (row,))),
    st.builds(trailing_total, by_year, st.sampled_from([span, Constant(1.0), first])),
    st.builds(lagged, by_year, st.sampled_from([span, Constant(1.0), first])),
    st.builds(lambda row, back: Operation("value_at", (row, year, total_of_flags(back))), by_year, plain),
    st.builds(
        lambda name, row: year - Operation(name, (row, year)), st.sampled_from(["first_year", "last_year"]), by_year
    ),
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Larger expressions of smaller ones, by every operation that joins."""
    return st.one_of(
        st.builds(lambda name, a, b: Operation(name, (a, b)), st.sampled_from(TWO), inner, inner),
        st.builds(lambda name, a: Operation(name, (a,)), st.sampled_from(["negate", "ceiling", "floor"]), inner),
        st.builds(lambda a: Operation("exponential", (minimum(a, 2),)), inner),
        st.builds(lambda a: Operation("logarithm", (maximum(a, 1),)), inner),
        st.builds(lambda a, b, c: Operation("where", (a, b, c)), inner, inner, inner),
        st.builds(lambda a, b, c: Operation("divide_or", (a, b, c)), inner, inner, inner),
        st.builds(lambda parts: sum_of(tuple(parts)), st.lists(inner, min_size=1, max_size=4)),
    )


trees = st.recursive(leaves, grown, max_leaves=9)


def test_the_printer_knows_every_operation() -> None:
    assert set(EXCEL) == set(OPERATIONS)


def test_the_random_trees_reach_every_operation_but_the_one_that_ends_a_chain() -> None:
    found: set[str] = set()

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(trees)
    def collect(tree: Node) -> None:
        found.update(node.name for node in walk(tree) if isinstance(node, Operation))

    collect()
    assert found == set(OPERATIONS) - {"only_where"}


@settings(max_examples=400, deadline=None)
@given(trees)
def test_any_expression_gives_the_same_in_a_spreadsheet_and_in_numpy(tree: Node) -> None:
    seen: list[float] = [1.0]
    try:
        with np.errstate(divide="raise", invalid="raise", over="raise", under="ignore"):
            expected = np.broadcast_to(computed(tree, seen), (1, len(YEARS)))[0]
    except FloatingPointError:
        assume(False)
    assume(max(seen) < LARGEST)
    found = recalculated(tree)
    tolerance = TOLERANCE * max(seen)
    assert all(isinstance(value, int | float) for value in found), (printed(tree, ADDRESSES), found, expected)
    assert np.allclose(np.array(found, dtype=float), expected, rtol=0, atol=tolerance), printed(tree, ADDRESSES)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (-(first**2), "-(case.first^2)"),
        ((-first) ** 2, "(-case.first)^2"),
        ((first**2) ** 2, "(case.first^2)^2"),
        (first ** (second**2), "IF(case.second^2=0,1,case.first^(case.second^2))"),
        (first - (second - third), "case.first-(case.second-case.third)"),
        (first - -second, "case.first-(-case.second)"),
        ((first + second) * third, "(case.first+case.second)*case.third"),
        (first / (second * third), "case.first/(case.second*case.third)"),
        (first < second, "IF(ROUND(case.first-case.second,decimals)<0,1,0)"),
        (where((first < 0) * (0 < flags), 1, 2), f"IF(AND({ROUNDED}<0,ROUND(\x0131,decimals)>0),1,2)"),
        (where(flags, first, 0), "IF(\x0131<>0,case.first,0)"),
        (minimum(first, minimum(second, third)), "MIN(case.first,case.second,case.third)"),
        (ceiling(first * span), "-INT(-ROUND(case.first*case.span,decimals))"),
        (only_where(equals(first, 0), second), 'IF(ROUND(case.first,decimals)=0,case.second,"–")'),
        (sum_of((flow, flags, mixed)), "SUM(\x0130:\x0132)"),
        (total(flow), "SUM($F30:$J30)"),
    ],
)
def test_parentheses_stand_where_excel_needs_them_and_nowhere_else(node: Node, text: str) -> None:
    assert printed(node, ADDRESSES) == text


def test_excel_reads_minus_a_squared_as_the_square_of_minus_a_so_the_printer_says_which() -> None:
    # -(2.5^2) = -6.25 and (-2.5)^2 = 6.25; Excel reads -2.5^2 as 6.25
    assert recalculated(-(first**2))[0] == pytest.approx(-6.25)
    assert recalculated((-first) ** 2)[0] == pytest.approx(6.25)


def test_anything_to_the_power_nil_is_one_where_excel_has_an_error() -> None:
    assert recalculated(Reference("case.nil") ** Reference("case.nil"))[0] == 1


def test_three_tenths_times_ten_is_three_hulls_not_four() -> None:
    # (0.1 + 0.2) * 10 is 3.0000000000000004 in binary
    node = ceiling((third + third * 2) * (span + span + span + span + 2))
    assert columns(node)[0] == 3
    assert recalculated(node)[0] == 3


def test_a_window_reaches_back_a_number_of_years_and_no_further() -> None:
    # two years: 0.1; 0.1+0.2; 0.2+0.3; 0.3-4; -4+7
    assert recalculated(trailing_total(flow, span)) == pytest.approx([0.1, 0.3, 0.5, -3.7, 3.0])
    assert recalculated(lagged(flow, span)) == pytest.approx([0, 0, 0.1, 0.2, 0.3])


def test_the_year_before_the_first_year_is_the_opening_column() -> None:
    assert recalculated(previous(flow, 2)) == pytest.approx([2.0, 0.1, 0.2, 0.3, -4.0])


def test_the_last_year_of_a_flag_is_found_without_an_array_formula() -> None:
    assert recalculated(last_year(flags, year))[0] == 2023
    assert recalculated(last_year(flow, year))[0] == 0


def test_an_error_among_the_flags_is_no_year_0() -> None:
    model, row = engine(), SPOTS["case.flags"].row
    model.set_user_input(0, row, FIRST, "=1/0")  # before the first flag that is 1
    model.set_user_input(0, 50, FIRST, "=" + placed(printed(first_year(flags, year), ADDRESSES), "H", "G"))
    model.evaluate()
    assert model.get_cell_value(0, 50, FIRST) == "#DIV/0!"


class Spans:
    """Every row is a span of its own letter."""

    def cell(self, id: str) -> str:
        """The span of a row."""
        return f"${id}$1:${id}$9"


def test_a_total_of_flags_is_counted_over_spans_by_bare_comparisons() -> None:
    a, b, flag = (Reference(each) for each in "abf")
    spans = cast("Addresses", Spans())
    assert counted(total((a - b < 0) * flag), spans) == "SUMPRODUCT(($a$1:$a$9-$b$1:$b$9<0)*$f$1:$f$9)"
    assert counted(total(a <= b), spans) == "SUMPRODUCT(($a$1:$a$9<=$b$1:$b$9)*1)"  # alone, true is no 1


@pytest.mark.parametrize("node", [Reference("a") * 2, total(Reference("a") * 2), total(equals(Reference("a"), 0))])
def test_what_is_no_total_of_flags_is_not_counted(node: Node) -> None:
    with pytest.raises(WorkbookError, match="can be counted over spans"):
        counted(node, cast("Addresses", Spans()))
