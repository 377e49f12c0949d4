"""The same figure has the same digits in every command."""

import re

import pytest

SHOWN = r"acquisition_cost +€([0-9.,]+) m"


def test_a_metric_of_one_option_has_the_decimals_of_the_comparison(estimator):
    # Five options from 14.28 to 882.6 million euros: one decimal for all, so 14.3 also where one option is shown alone.
    comparison = estimator("compare", "-p", "coastguard", "--full", "--no-workbook").out
    row = next(line for line in comparison.splitlines() if line.startswith("acquisition_cost"))
    assert row.split()[2] == "14.3"
    assert re.search(SHOWN, estimator("show", "ageing_ships", "-p", "coastguard").out)[1] == "14.3"
    alone = estimator("show", "ageing_ships.acquisition_cost", "-p", "coastguard").out
    assert re.search(r"value +€([0-9.]+) m", alone)[1] == "14.3"
    assert "It takes €14.3 m to acquire" in " ".join(estimator("brief", "-p", "coastguard").out.split())


@pytest.mark.parametrize(
    "arguments", [("list", "assumptions"), ("sweep", "patrol_ship_new.weather_loss=0.1..0.2:0.1", "-m", "people")]
)
def test_a_share_that_a_file_has_as_a_part_of_one_is_told_in_per_cent_too(estimator, arguments):
    assert "0.1 = 10 %" in estimator(*arguments, "-p", "coastguard").out
    assert "0.1 = 10 %" not in estimator(*arguments, "-p", "coastguard", "-f", "csv").out


def test_such_a_share_is_shown_as_computed(estimator):
    assert "as_computed  10.0 % (0.1)" in estimator("show", "patrol_ship_new.weather_loss", "-p", "coastguard").out


def test_a_sweep_shows_all_options_with_the_same_decimals(estimator):
    turned = ("patrol_ship_new.weather_loss=0.1..0.2:0.1", "-m", "acquisition_cost")
    found = estimator("sweep", *turned, "-p", "coastguard").out
    (row,) = (line.split() for line in found.splitlines() if "0.1 = 10 %" in line)
    assert row[4] == "14.3"  # of 14.28, beside one of 882.6
    assert {len(each.partition(".")[2]) for each in row[4:]} == {1}
