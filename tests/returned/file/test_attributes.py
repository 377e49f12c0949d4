"""Numbers and rectangles that a stranger's file states are read within the bounds of a sheet."""

import doctest

import pytest

from estimator.returned.file import attributes
from estimator.returned.file.attributes import Span, columns_of, decimal, span_of, spans_of, whole
from estimator.workbook.cells.addresses import COLUMN_LETTERS, LAST_COLUMN, LAST_ROW, ROW_NUMBER, column_letters


def test_the_examples_hold():
    assert doctest.testmod(attributes).failed == 0


@pytest.mark.parametrize("text", ["", " 1", "1.0", "-1", "+1", "\u0663", "1e3", "9" * 5000, "0x10", "nan", None])
def test_what_is_no_whole_number_is_none(text):
    assert whole(text, 0, 10**9) is None


@pytest.mark.parametrize("text", ["", "nan", "inf", "-2", "1e999", "1_0", "9" * 400, "wide", None])
def test_what_is_no_size_is_none(text):
    assert decimal(text) is None


@pytest.mark.parametrize(
    "text",
    ["", ":", "A", "7", "A0", "A1048577", "XFE1", "A1:B", "A:1", "A1:B2:C3", "a1", "A1,B2", "$", "A" + "9" * 5000],
)
def test_what_is_no_rectangle_of_a_sheet_is_none(text):
    assert span_of(text) is None


def test_whole_columns_and_rows_and_corners_in_any_order_are_rectangles():
    assert span_of("D:$B") == Span(2, 1, 4, LAST_ROW)
    assert span_of("$9:9") == Span(1, 9, LAST_COLUMN, 9)
    assert span_of("C9:A2") == Span(1, 2, 3, 9)
    assert [*spans_of("A1 nonsense B2:C3  XFD1048576")] == [
        Span(1, 1, 1, 1),
        Span(2, 2, 3, 3),
        Span(LAST_COLUMN, LAST_ROW, LAST_COLUMN, LAST_ROW),
    ]


def test_the_last_column_and_row_are_those_of_a_sheet():
    import re

    letters, number = re.compile(f"(?:{COLUMN_LETTERS})\\Z"), re.compile(f"(?:{ROW_NUMBER})\\Z")
    legal = [bool(letters.match(column_letters(each))) for each in range(1, LAST_COLUMN + 100)]
    assert legal == [True] * LAST_COLUMN + [False] * 99
    edges = (1, 9, 99_999, 999_999, 1_000_000, 1_039_999, 1_047_999, 1_048_499, 1_048_569, LAST_ROW)
    assert all(number.match(str(each)) for each in edges)
    assert not any(number.match(each) for each in ("0", "01", "1048577", "1048580", "1048600", "1049000", "1050000"))


def test_columns_that_overlap_are_counted_once_and_the_first_says_what_they_are():
    elements = [{"min": "2", "max": "4", "n": 1}, {"min": "3", "max": "6", "n": 2}, {"min": "x", "max": "9"}]
    assert [(column, each["n"]) for column, each in columns_of(elements)] == [(2, 1), (3, 1), (4, 1), (5, 2), (6, 2)]
    whole_sheet = [{"min": "1", "max": "16384"}] * 20_000
    assert sum(1 for _ in columns_of(whole_sheet)) == LAST_COLUMN
