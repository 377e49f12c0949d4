"""What the commands that ask refuse, before anything is computed, and what they say."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("scenarios", "--draws", "8"), "--draws: belongs to --compare"),
        (("scenarios", "-m", "people"), "--metric: belongs to --compare"),
        (("scenarios", "--options", "patrol_ships"), "--options: belongs to --compare"),
        (("list", "packs", "--set", "budget.gdp_share=2 %"), "belongs to one pack"),
        (("compare", "--no-workbook", "-o", "a.xlsx"), "--output: belongs to the workbook, which --no-workbook"),
        (("compare", "--no-workbook", "--data-tables"), "--data-tables: belongs to the workbook"),
        (("compare", "--no-workbook", "--all-years"), "--all-years: belongs to the workbook"),
        (("compare", "--no-workbook", "--print-all"), "--print-all: belongs to the workbook"),
        (("compare", "--no-workbook", "--no-protection"), "--no-protection: belongs to the workbook"),
        (("compare", "--no-workbook", "--sheet-names", "ids"), "--sheet-names: belongs to the workbook"),
        (("compare", "--no-workbook", "--scenario-chances"), "--scenario-chances: belongs to the workbook"),
        (("compare", "--bounds", "--format", "csv"), "--bounds: csv holds metrics alone"),
        (("sensitivity", "--size", "64"), "--size: belongs to --method spearman"),
        (
            ("breakeven", "people", "--by", "growth.ship", "--equal", "patrol_ships,shore_watch", "--option", "a"),
            "--option: belongs to METRIC=TARGET",
        ),
        (("breakdown", "patrol_ships", "--against", "patrol_ships"), "patrol_ships does not differ from itself"),
        (("portfolio", "--maximise", "people", "--minimise", "people"), "give one of --maximise and --minimise"),
    ],
)
def test_options_that_do_not_go_together_are_refused(estimator, pack, words, told):
    found = estimator(*words, "-p", pack)
    assert found.code == 2
    assert told in " ".join(found.err.split())
    assert not found.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--must", "six_large_ships", "--forbid", "six_large_ships"), "is both in --must and in --forbid"),
        (("--must", "ageing_ships"), "ageing_ships cannot be in a set: it is the baseline"),
        (("--must", "six_large_ships", "--options", "chartered_vessels"), "no candidate of this portfolio; name it in"),
    ],
)
def test_what_can_never_be_in_a_set_is_told_with_the_reason(estimator, words, told):
    found = estimator("portfolio", "--minimise", "people", "-p", "coastguard", *words)
    assert found.code == 2
    assert told in found.err


def test_a_pack_of_its_baseline_alone_has_nothing_to_choose_from(estimator):
    found = estimator("portfolio", "--minimise", "life_cycle_cost", "-p", "canada_fighters")
    assert found.code == 2
    assert "the pack canada_fighters has no option beside its baseline" in found.err


def test_where_a_scenario_cannot_be_saved_nothing_is_asked(estimator, pack, tmp_path):
    words = ("whatif", "-p", pack, "--set", "patrol_ship.unit_price=60", "--save")
    found = estimator(*words, tmp_path / "none" / "dear.toml")
    assert (found.code, found.out) == (2, "")
    assert f"there is no folder {tmp_path / 'none'}" in found.err
    there = tmp_path / "dear.toml"
    assert estimator(*words, there).code == 0
    again = estimator(*words, there)
    assert (again.code, again.out) == (2, "")
    assert "not overwritten" in again.err
    taken = estimator(*words, tmp_path / "lean_years.toml")
    assert (taken.code, taken.out) == (2, "")
    assert 'the pack has a scenario "lean_years" of its own' in taken.err


def test_a_limit_far_below_is_shown_in_a_size_that_tells_it(estimator, pack):
    by = ("afford", "patrol_ships", "--by", "patrol_ships.ships.quantity", "-p", pack)
    found = estimator(*by, "--within", "life_cycle_cost=5 CRN_2024")
    assert "is above 5.00 CRN" in found.out
    assert "above 0.0" not in found.out


@pytest.mark.parametrize(
    "words",
    [
        ("breakdown", "patrol_ships"),
        ("breakdown", "patrol_ships", "--against", "shore_watch"),
        ("scenarios", "--compare"),
    ],
)
def test_tables_fit_a_terminal_of_eighty_columns(estimator, pack, words):
    lines = estimator(*words, "-p", pack).out.splitlines()
    assert [line for line in lines if len(line) > 80 and "  " in line] == []


@pytest.mark.parametrize(
    "words", [("simulate", "--draws", "4"), ("sensitivity",), ("whatif", "--set", "budget.gdp_share=0.3")]
)
def test_a_metric_is_named_by_m_wherever_one_is_asked_for(estimator, pack, words):
    found = estimator(*words, "-p", pack, "-m", "no_such_metric")
    assert found.code == 2
    assert "no_such_metric" in found.err
