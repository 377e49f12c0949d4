"""A number is read as its writer meant it, or refused."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.display.text import general
from estimator.pack.layers.written_number import GROUPED, Unclear, number_in, number_in_cell, split
from estimator.pack.wording import shown

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("written", "number"),
    [("2.500", 2.5), ("-.75", -0.75), ("12,000,000", 12e6), ("-3,250.5", -3250.5), ("1E3", 1000.0), ("0.009", 0.009)],
)
def test_what_has_one_meaning_is_read(written: str, number: float) -> None:
    assert number_in(written) == number


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("0,009", "write 0.009"),
        (",75", "write 0.75"),
        ("12,5", "write 12.5"),
        ("12345,678", "write 12345.678"),
        ("2.000.000,5", "write 2000000.5"),
        ("2.000.000", "write 2000000"),
        ("12,000", "can be read as 12000 or as 12.000"),
        ("0,012,000", "commas stand between thousands"),
        ("12,00,000", "commas stand between thousands"),
        ("1.2.3", "commas stand between thousands"),
    ],
)
def test_what_has_none_or_two_is_refused_with_what_to_write(written: str, words: str) -> None:
    with pytest.raises(Unclear, match=re.escape(words)):
        number_in(written)


@pytest.mark.parametrize("written", ["2.500", "-99.000", "1.000.000"])
def test_in_a_cell_of_text_a_point_before_three_digits_is_unclear(written: str) -> None:
    with pytest.raises(Unclear):
        number_in_cell(written)


@pytest.mark.parametrize(("written", "number"), [("0.500", 0.5), ("2.5", 2.5), ("1234.500", 1234.5)])
def test_in_a_cell_of_text_a_point_that_cannot_group_is_read(written: str, number: float) -> None:
    assert number_in_cell(written) == number


def test_a_number_ends_where_its_unit_begins() -> None:
    assert split("2.5 kEUR_2023 / boat") == (2.5, "kEUR_2023 / boat")
    assert split("0.2 1") == (0.2, "1")
    with pytest.raises(Unclear):
        split("1 250")


@given(NUMBERS)
def test_what_the_program_prints_without_marks_between_thousands_can_be_typed_back(number: float) -> None:
    for printed in (general(number), general(number, "year"), shown(number), f"{number:.6g}", repr(number)):
        plain = printed.replace(",", "")
        assert number_in(plain) == float(plain)
    assert number_in(repr(number)) == number


@given(NUMBERS)
def test_what_the_program_prints_with_such_marks_is_read_so_or_refused(number: float) -> None:
    printed = f"{number:,.2f}" if abs(number) < 1e15 else f"{number:.6g}"
    assert number_in(printed) == float(printed.replace(",", ""))


@given(st.from_regex(r"[+-]?[0-9.,]{1,9}", fullmatch=True))
def test_no_text_with_a_comma_is_read_unless_it_can_only_group(written: str) -> None:
    try:
        number = number_in(written)
    except Unclear:
        return
    assert math.isfinite(number)
    assert "," not in written or (GROUPED.match(written) and not re.fullmatch(r"[+-]?\d+,\d+", written))
