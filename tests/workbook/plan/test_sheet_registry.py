"""One list says what the sheets are: contents, order, colours and the names that no option may take derive from it."""

import re
from pathlib import Path

import pytest

from estimator.language import in_every_language
from estimator.workbook.book import compose
from estimator.workbook.builders import BUILDERS
from estimator.workbook.plan import sheet_registry
from estimator.workbook.plan.sheet_registry import (
    OPTIONS,
    SHEETS,
    VALUE_SHEETS,
    Sheet,
    option_sheet_names,
    registered,
    reserved_names,
)
from tests.workbook import small

TESTS = Path(__file__).parents[1]
NAMES = [sheet.name for sheet in SHEETS if sheet.name != OPTIONS]


def test_each_sheet_is_named_once_in_any_case_and_says_what_it_is_for():
    assert len({name.casefold() for name in NAMES}) == len(NAMES)
    assert all(sheet.purpose for sheet in SHEETS if sheet.name not in ("Read me", OPTIONS))


@pytest.mark.parametrize("name", NAMES)
def test_no_option_takes_the_name_of_a_sheet_in_any_case(name):
    for written in (name, name.lower(), name.upper()):
        assert option_sheet_names([written]) == {written: f"{written}_2"}


@pytest.mark.parametrize("name", ["はじめに", "比較", "人的資源", "データ", "不確実性"])
def test_no_option_takes_the_name_of_a_sheet_in_another_language(name):
    assert option_sheet_names([name]) == {name: f"{name}_2"}


def test_every_sheet_has_its_builder_and_no_builder_is_left_over():
    names = {sheet.name for sheet in SHEETS}
    assert names - BUILDERS.keys() == set(), "give the sheet a line in BUILDERS of estimator/workbook/builders.py"
    assert BUILDERS.keys() - names == set(), "no sheet of plan/sheet_registry.py has this name any more"


def test_every_sheet_is_asked_for_by_a_test():
    constants = {value: name for name, value in vars(sheet_registry).items() if name.isupper() and value in NAMES}
    tests = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    words = set(re.findall(r'"[^"\n]+"|\w+', "\n".join(path.read_text(encoding="utf-8") for path in tests)))
    lacking = [name for name in NAMES if not {f'"{name}"', constants.get(name)} & words]
    assert lacking == [], "write its test in tests/workbook/sheets/"


def test_every_sheet_has_a_name_in_the_other_language_that_is_reserved():
    lacking = [name for name in NAMES if not in_every_language(name)]
    assert lacking == [], "its name in Japanese belongs into estimator/language/ja/workbook.toml"
    assert len(reserved_names()) == 2 * len(NAMES)


def test_an_option_may_be_called_as_a_sheet_and_two_options_alike():
    assert option_sheet_names(["data", "back-test", "DATA"]) == {
        "data": "data_2",
        "back-test": "back-test_2",
        "DATA": "DATA_3",
    }


def test_a_sheet_added_to_the_list_is_reserved_and_a_sheet_of_values_is_known_as_one(monkeypatch):
    monkeypatch.setattr(sheet_registry, "SHEETS", (*SHEETS, Sheet("Money", "Where it goes", "grey")))
    assert option_sheet_names(["money"]) == {"money": "money_2"}
    assert VALUE_SHEETS == ("Scenario results", "Grades", "Back-test", "Judgement", "Found in time", "Quality", "Data")


def test_the_sheets_of_a_workbook_stand_in_the_order_and_the_colours_of_the_list():
    made = small.model()
    grids = compose(made, small.values(made), {}).grids
    order = [sheet.name for sheet in SHEETS]
    places = [order.index(registered(grid.name).name) for grid in grids]
    assert places == sorted(places)
    assert {grid.name: grid.color for grid in grids} == {grid.name: registered(grid.name).color for grid in grids}
