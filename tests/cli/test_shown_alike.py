"""The same figure has the same digits in every command."""

import re

import pytest

SHOWN = r"peak_share_of_headroom +([0-9.,]+) %"


def test_a_metric_of_one_option_has_the_decimals_of_the_comparison(estimator):
    # Five options from 5.67 % to 101.6 % of headroom: one decimal for all, so 5.7 also where one option is shown alone.
    comparison = estimator("compare", "-p", "coastguard", "--no-workbook").out
    row = next(line for line in comparison.splitlines() if line.startswith("peak_share_of_headroom"))
    assert row.split()[2] == "5.7"
    assert re.search(SHOWN, estimator("show", "ageing_ships", "-p", "coastguard").out)[1] == "5.7"
    alone = estimator("show", "ageing_ships.peak_share_of_headroom", "-p", "coastguard").out
    assert re.search(r"value +([0-9.]+) %", alone)[1] == "5.7"
    assert "up to 5.7 % of the budget's headroom" in " ".join(estimator("brief", "-p", "coastguard").out.split())


@pytest.mark.parametrize(
    "arguments", [("list", "assumptions"), ("sweep", "patrol_ship_new.weather_loss=0.1..0.2:0.1", "-m", "people")]
)
def test_a_share_that_a_file_has_as_a_part_of_one_is_told_in_per_cent_too(estimator, arguments):
    assert "0.1 = 10 %" in estimator(*arguments, "-p", "coastguard").out
    assert "0.1 = 10 %" not in estimator(*arguments, "-p", "coastguard", "-f", "csv").out


def test_such_a_share_is_shown_as_computed(estimator):
    assert "as_computed  10.0 % (0.1)" in estimator("show", "patrol_ship_new.weather_loss", "-p", "coastguard").out


def test_a_sweep_shows_all_options_with_the_same_decimals(estimator):
    turned = ("patrol_ship_new.weather_loss=0.1..0.2:0.1", "-m", "peak_share_of_headroom")
    found = estimator("sweep", *turned, "-p", "coastguard").out
    (row,) = (line.split() for line in found.splitlines() if "0.1 = 10 %" in line)
    assert row[4] == "5.7"  # of 5.67 %, beside one of 101.6 %
    assert {len(each.partition(".")[2]) for each in row[4:]} == {1}
