"""A workbook carries the scenarios of its export: also those of a file that the pack does not know."""

# ruff: noqa: F811 (fixtures of another folder)

import json
import shutil
import tomllib

import openpyxl
import pytest

from tests.cli.conftest import estimator  # noqa: F401 (a fixture)
from tests.returned.sent_back import GROWTH, PRICE, SHARE, row_of
from tests.workbook.selector import selector

HERS = """
[scenario]
label = "Her view"
note = "Ships at her price, and cuts in two years."
[set."patrol_ship.unit_price"]
value = 101.5
unit = "MCRN_2024 / ship"
why = "the yard's last offer"
source = "judgement"
grade = "C"
[set."economy.real_growth"]
by_year = { 2028 = -0.5, 2029 = 0.25 }
unit = "%"
why = "a slump"
source = "judgement"
grade = "C"
"""


@pytest.fixture
def hers(estimator, pack, tmp_path):
    """A workbook exported under a scenario of a file, for some more scenarios; the file is gone afterwards."""

    def exported(*scenarios):
        (tmp_path / "her_view.toml").write_text(HERS)
        chosen = [word for each in (*scenarios, "her_view.toml") for word in ("--scenario", each)]
        outcome = estimator("compare", "-p", pack, *chosen, "-o", "hers.xlsx", "-f", "json")
        assert outcome.code == 0, outcome.err
        (tmp_path / "her_view.toml").unlink()
        return outcome.out

    return exported


def results(text):
    return json.loads(text)["options"]


@pytest.mark.parametrize("scenarios", [(), ("lean_years",)])
def test_a_workbook_exported_under_a_scenario_of_a_file_is_read_without_the_file(estimator, pack, hers, scenarios):
    made = hers(*scenarios)
    outcome = estimator("import", "hers.xlsx", "-p", pack, "-f", "json")
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    assert found["scenarios"] == [*scenarios, "her_view"]
    assert found["notes"] == ["The pack has no scenario her_view; it is taken from the sheet Scenarios of the file."]
    again = estimator("compare", "-p", pack, "--from-workbook", "hers.xlsx", "--no-workbook", "-f", "json")
    assert results(again.out) == results(made)


def test_values_typed_on_top_and_the_scenario_of_the_file_are_written_together(estimator, pack, hers, tmp_path):
    hers("lean_years")
    book = openpyxl.load_workbook(tmp_path / "hers.xlsx")
    book["Assumptions"].cell(row_of(book["Assumptions"], SHARE), 4).value = 0.00125
    book.save(tmp_path / "back.xlsx")
    assert estimator("import", "back.xlsx", "-p", pack, "-o", "both.toml").code == 0
    by_file = estimator("compare", "-p", pack, "--scenario", "lean_years", "--scenario", "both.toml", "-f", "json")
    by_workbook = estimator("compare", "-p", pack, "--from-workbook", "back.xlsx", "-f", "json", "--no-workbook")
    assert results(by_file.out) == results(by_workbook.out)
    written = tomllib.loads((tmp_path / "both.toml").read_text())["set"]
    assert written.keys() == {PRICE, SHARE, GROWTH}
    assert (written[PRICE]["value"], written[PRICE]["why"]) == (101.5, "the yard's last offer")
    assert (written[GROWTH]["by_year"]["2028"], written[GROWTH]["by_year"]["2029"]) == (-0.5, 0.25)


def test_a_scenario_of_the_file_that_is_not_chosen_any_more_is_left_out(estimator, pack, hers, tmp_path):
    hers()
    book = openpyxl.load_workbook(tmp_path / "hers.xlsx")
    selector(book).value = "base"
    book.save(tmp_path / "back.xlsx")
    outcome = estimator("import", "back.xlsx", "-p", pack, "-f", "json")
    found = json.loads(outcome.out)
    assert (found["scenarios"], found["values"], found["refused"]) == ([], [], [])


def test_a_scenario_that_does_not_fit_the_pack_any_more_is_refused_with_the_reason(estimator, pack, hers, tmp_path):
    hers()
    shutil.copytree(pack, tmp_path / "other")
    ship = tmp_path / "other" / "systems" / "patrol_ship.toml"
    ship.write_text(ship.read_text().replace("[0, 1000]", "[0, 100]", 1))
    limits = [line for line in ship.read_text().splitlines() if "100]" in line]
    assert limits, "the price has limits that hold her value no more"
    outcome = estimator("import", "hers.xlsx", "-p", "other")
    assert outcome.code == 2
    assert 'the scenario "her_view" of the file does not fit the pack' in outcome.err
    assert "outside its limits" in outcome.err
