"""Tables and the ways to write them."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.report.tables import (
    Column,
    Number,
    Table,
    as_csv,
    as_json,
    as_markdown,
    as_text,
    narrowed,
    never_formula,
    written,
)

TABLE = Table(
    "Ships",
    (Column("id", "id"), Column("price", "price\n¥bn", right=True)),
    (("Fleet",), ("destroyer", Number(164.7e9, "164.7")), ("a|b", Number(None, "–"))),
    ("A note.",),
)


def test_plain_text_aligns_numbers_to_the_right():
    assert as_text(TABLE) == (
        "Ships\n\n"
        "           price\n"
        "id           ¥bn\n"
        "---------  -----\n"
        "Fleet\n"
        "destroyer  164.7\n"
        "a|b            –\n\n"
        "A note.\n"
    )


def test_no_headings_stand_over_nothing():
    assert as_text(Table("Ships", TABLE.columns, (), ("A note.",))) == "Ships\n\nA note.\n"
    assert as_text(Table("Ships", TABLE.columns, ())) == "Ships\n\nnone\n"
    assert as_text(Table("", TABLE.columns, (), ("0 ships",))) == "0 ships\n"


def test_markdown_escapes_pipes():
    assert "| a\\|b | – |" in as_markdown(TABLE)


def test_csv_and_json_carry_raw_values_and_leave_headings_out():
    assert written(TABLE, "csv") == "id,price\ndestroyer,164700000000.0\na|b,\n"
    assert json.loads(written(TABLE, "json")) == [{"id": "destroyer", "price": 164.7e9}, {"id": "a|b", "price": None}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_in_csv_can_be_read_as_a_formula(start):
    assert never_formula(f"{start}cmd") == f"'{start}cmd"


def test_negative_numbers_in_csv_stay_numbers():
    assert as_csv(["value"], [[-5.0]]) == "value\n-5.0\n"


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00")), min_size=2, max_size=2))
def test_csv_gives_back_the_text_that_went_in(cells):
    found = list(csv.reader(io.StringIO(as_csv(["a", "b"], [cells]))))[1]
    assert [each.removeprefix("'") for each in found] == [each.removeprefix("'") for each in cells]


def test_json_refuses_what_is_no_json():
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json({"value": float("nan")})


def test_a_narrow_terminal_leaves_out_spare_columns_and_says_so():
    # id 9 wide, price 5 wide, edges 2 each: 18 columns hold both, 17 do not.
    assert narrowed(TABLE, 18, ["price"], 2) == TABLE
    found = narrowed(TABLE, 17, ["place", "price"], 2)
    assert [column.key for column in found.columns] == ["id"]
    assert found.rows == (("Fleet",), ("destroyer",), ("a|b",))
    assert "price" in found.notes[-1]
