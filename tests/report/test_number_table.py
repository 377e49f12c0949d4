"""One table of numbers, printed with ids and laid out with labels."""

import pytest

from estimator.report.number_table import Name, NumberColumn, NumberTable, as_percent, labelled, printed
from estimator.report.tables import Number, as_text
from tests.report.case import SETTINGS

TABLE = NumberTable(
    "outlays",
    (
        NumberColumn("element", "name", "Option and its elements", "element"),
        NumberColumn("year", "year", "Fiscal year", "year"),
        NumberColumn("p80", "amount", "P80"),
        NumberColumn("over", "share", "Over headroom", "over\nheadroom"),
    ),
    ((Name("boats", "Six boats"), 2027, 12.5e9, 0.125), (Name("hulls", "Hulls", part=True), None, None, float("inf"))),
    ("Drawn twice.",),
    of=Name("fleet", "The fleet"),
    metric="outlay",
    unit="JPY_2020",
    sizes=(12.5e9,),
)


def test_a_terminal_shows_ids_short_headings_and_numbers_in_words():
    made = printed(TABLE, SETTINGS)
    assert made.title == "fleet: outlays (outlay), ¥bn"
    assert [each.heading for each in made.columns] == ["element", "year", "P80", "over\nheadroom"]
    assert [each.right for each in made.columns] == [False, True, True, True]
    assert made.rows[0] == ("boats", "FY2027", Number(12.5e9, "12.5"), Number(0.125, "12.5 %"))
    assert made.rows[1][0] == "  hulls"
    assert as_text(made).splitlines()[-3].split() == ["hulls", "–", "–", "–"]


def test_a_sheet_shows_labels_and_keeps_the_numbers():
    made = labelled(TABLE, "¥bn, FY2020 prices")
    assert made.title == "The fleet: outlays, ¥bn, FY2020 prices"
    assert [row[0] for row in made.rows] == ["Six boats", "  Hulls"]
    assert [row[1:] for row in made.rows] == [row[1:] for row in TABLE.rows]
    assert made.notes == TABLE.notes


def test_a_medium_chooses_columns_in_its_own_order():
    made = TABLE.chosen(["over", "element"])
    assert made.keys == ("over", "element")
    assert made.rows[0] == (0.125, Name("boats", "Six boats"))
    with pytest.raises(ValueError, match="not in"):
        TABLE.chosen(["p90"])


def test_the_largest_of_the_sizes_decides_the_decimals():
    # 0.5 of 1e9 needs two decimals for about three telling digits, 12.5 one
    small = NumberTable("a", TABLE.columns[2:3], ((0.5e9,),), unit="JPY_2020", sizes=(0.5e9,))
    assert printed(small, SETTINGS).rows[0][0].text == "0.50"
    assert as_percent(0.12345) == "12.3 %"
    assert as_percent(-0.0001) == "0.0 %"  # nil has no sign
    assert as_percent(0.1264, 0) == "13 %"
