"""`--set "ID=VALUE UNIT"`."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.errors import EstimatorError, InputError, UnknownNameError
from estimator.pack import apply, parse_setting, read_pack
from estimator.pack.records import Pack
from tests.pack.packs import GOOD


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(GOOD)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("economy.shift=2 %", 2, "%"),
        ("economy.shift=2%", 2, "%"),
        ("economy.shift=２％", 2, "%"),
        ("economy.shift＝−１．５", -1.5, ""),
        ("  economy.shift = -1.5 ", -1.5, ""),
        ("economy.shift=+.5", 0.5, ""),
        ("economy.shift=2e-2 1", 0.02, "1"),
        ("economy.shift=1.647", 1.647, ""),
        ("economy.shift=1.000", 1, ""),
        ("patrol_boat.unit_price=1,234.5 kEUR_2023 / boat", 1234.5, "kEUR_2023 / boat"),
        ("patrol_boat.unit_price=12,345,678 EUR_2023/boat", 12_345_678, "EUR_2023/boat"),
    ],
)
def test_one_value_is_read_with_or_without_its_unit(pack: Pack, text: str, value: float, unit: str) -> None:
    made = parse_setting(text, pack)
    assert (made.value, made.unit, made.by_year, made.layer) == (value, unit, None, "command line")
    assert apply(pack, [made])


@pytest.mark.parametrize(
    ("text", "years", "unit"),
    [
        ("economy.growth=2030:1.4", {2030: 1.4}, ""),
        ("economy.growth=2027:1.2 2028:1.3 %", {2027: 1.2, 2028: 1.3}, "%"),
        ("economy.growth=2027:1.2; 2028-2030:-1 %", {2027: 1.2, 2028: -1, 2029: -1, 2030: -1}, "%"),
        ("economy.growth=2027:1.2%", {2027: 1.2}, "%"),
    ],
)
def test_years_and_spans_of_years_are_read(pack: Pack, text: str, years: dict[int, float], unit: str) -> None:
    made = parse_setting(text, pack)
    assert (made.by_year, made.unit) == (years, unit)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("economy.shift", "Expected ID=VALUE [UNIT]"),
        ("=2", "Expected ID=VALUE [UNIT]"),
        ("economy.shift=", "the value is missing"),
        ("economy.shift=two", '"two" is not a number'),
        ("economy.shift=1,5", "A decimal takes a point"),
        ("economy.shift=0,125", "write 0.125"),
        ("economy.shift=-1,250 %", "can be read as -1250 or as -1.250"),
        ("economy.shift=0,001,250", '"0,001,250" is not a number'),
        ("economy.shift=0 125", '"0 125" is not a number'),
        ("economy.shift=1.234,5", "write 1234.5"),
        ("economy.shift=１，２５０", "can be read as 1250 or as 1.250"),
        ("economy.growth=2030:0,75", "write 0.75"),
        ("economy.shift=1.2.3", '"1.2.3" is not a number'),
        ("economy.shift=nan", "expected a finite number"),
        ("economy.shift=-inf", "expected a finite number"),
        ("economy.shift=1e999", "expected a finite number"),
        ("economy.shift=9", "outside its limits, -5 to 5 %"),
        ("economy.shift=1 person", "does not measure the same"),
        ("economy.shift=1 banana", '"banana" is not a unit; expected "%"'),
        ("economy.shift=1 MEUR", 'money needs a price year; expected "%"'),
        ("economy.contract.boat_years=36 month", "1 month is 0.0833333 year"),
        ("economy.growth=1", "say which years"),
        ("economy.growth=2030-2027:1", "the years 2030-2027 run backwards"),
        ("economy.growth=2030:", "the value is missing"),
        ("economy.growth=2030:nan", "expected a finite number"),
        ("economy.growth=2030:1 2030:2", "the year 2030 has two values; give it one"),
        ("economy.growth=2027-2031:1 2030:2 %", "the year 2030 has two values; give it one"),
        ("economy.growth=2027:1.2 % 2028:1.3 %", "Expected YEAR:VALUE"),
        ("economy.growth=1999:1", "1999 has no column"),
        ("economy.shift=2030:1", "it has one value for all years"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(pack: Pack, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_setting(text, pack)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("economy.shft=1", 'Did you mean "economy.shift"'),
        ("shift=1", 'Did you mean "economy.shift"'),
        ("economy.*= 1.2", 'A * that touches = is a factor; "economy.* =1.2" sets all that fit'),
        ("unit_price=1", 'Did you mean "patrol_boat.unit_price"'),
        ("payment=1", "The word stands in the label of economy.contract.boat_years. "),
        ("zzz=1", 'no assumption "zzz". estimator list assumptions TEXT searches ids and labels.'),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(pack: Pack, text: str, words: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        parse_setting(text, pack)
    assert words in str(caught.value)


PACK = read_pack(GOOD)


@given(st.sampled_from(["economy.shift=", "economy.growth=2030:", "patrol_boat.crew=", ""]), st.text(max_size=30))
def test_any_text_is_read_or_refused_never_a_crash(start: str, text: str) -> None:
    with suppress(EstimatorError):
        assert parse_setting(start + text, PACK).id in PACK.assumptions


@given(st.floats(-5, 5))
def test_a_number_written_by_python_is_read_back_exactly(number: float) -> None:
    assert parse_setting(f"economy.shift={number!r}", PACK).value == number
