"""What is typed is taken as meant, or refused: options given twice, formats that nothing reads, a pack around."""

from __future__ import annotations

import pytest

SHIPS = "ten_patrol_ships"
COUNT = "ten_patrol_ships.ships.quantity"


def test_options_given_twice_are_refused_and_not_replaced(estimator):
    found = estimator("compare", "-p", "coastguard", "--options", "drones_and_shore", "--options", "ageing_ships")
    assert found.code == 2
    assert "--options: given twice, and one value counts; several are written as A,B" in found.err


@pytest.mark.parametrize("twice", [("-p", "japan", "--pack", "coastguard"), ("-f", "csv", "--format=json")])
def test_an_option_given_by_both_its_names_is_given_twice(estimator, twice):
    found = estimator("flips", *twice)
    assert found.code == 2
    assert "given twice" in found.err


def test_an_option_in_place_of_a_value_is_no_value(estimator, tmp_path):
    found = estimator("compare", "-p", "canada_frigates", "--csv", "--no-workbook")
    assert found.code == 2
    assert "--csv: DIR is missing: --no-workbook is an option, too" in found.err
    assert not list(tmp_path.iterdir())


def test_settings_may_be_given_twice_and_begin_with_a_sign(estimator):
    more = ("--set", "frigate.unit_price*=1.1", "--set", "economy.discount_rate=2")
    found = estimator("compare", "-p", "canada_frigates", "--no-workbook", "--draws", "0", *more)
    assert found.code == 0, found.err


@pytest.mark.parametrize(
    ("settings", "without_effect"),
    [
        (("growth.ship=1.3", "growth.ship=1.4"), [0]),
        (("growth.ship*=1.1", " growth.ship = 1.4"), [0]),
        (("growth.ship=1.3", "growth.ship*=1.1"), []),
        (("growth.ship=1.3", "growth.upkeep=1.3"), []),
        (("growth.* =1.2", "growth.ship=1.4"), []),
        (("growth.ship=1.4", "growth.* =1.2", "growth.upkeep=1.4"), [0]),
        (("economy.real_growth=2026:1", "economy.real_growth=2025-2027:2"), [0]),
        (("economy.real_growth=2025-2027:1", "economy.real_growth=2026:2"), []),
    ],
)
def test_a_setting_that_a_later_one_leaves_without_effect_is_told(estimator, settings, without_effect):
    words = [word for each in settings for word in ("--set", each)]
    found = estimator("list", "options", "-p", "coastguard", *words)
    told = [each.split(" has no effect: ")[0] for each in found.err.splitlines() if " has no effect: " in each]
    assert (found.code, told) == (0, [f"--set {settings[at]}" for at in without_effect])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("portfolio", "--maximise", "judgement", "--delay", f"{SHIPS}=0..2", "--delay", f"{SHIPS}=3"), "given twice"),
        (("portfolio", "--maximise", "judgement", "--require", f"{SHIPS}:{SHIPS}"), "expected A:B, two options"),
        (("afford", SHIPS, "--by", COUNT, "--within", "people=100", "--within", "people=300"), "people is given twice"),
        (("judgement", "--weight", "boarding=3", "--weight", "boarding=1"), "boarding has two weights"),
    ],
)
def test_an_id_with_two_values_is_refused(estimator, words, told):
    found = estimator(*words, "-p", "coastguard")
    assert (found.code, found.out) == (2, "")
    assert told in " ".join(found.err.split())


@pytest.mark.parametrize(
    ("words", "option", "id"),
    [
        (("sweep", "effects.stations_wanted=1..2:1"), "-m", "people"),
        (("scenarios", "--compare"), "-m", "people"),
        (("breakeven", "years_over_headroom=0", "--by", "budget.gdp_share"), "--option", SHIPS),
    ],
)
def test_a_name_given_twice_counts_once(estimator, words, option, id):
    once, twice = (estimator(*words, *[option, id] * times, "-p", "coastguard") for times in (1, 2))
    assert (twice.code, twice.out) == (once.code, once.out)
    assert once.out


def test_an_unknown_scenario_given_twice_is_told_once(estimator):
    found = estimator("list", "-p", "coastguard", "--scenario", "none", "--scenario", "none")
    assert (found.code, found.err.count('no scenario "none"')) == (2, 1)


def test_a_memo_is_not_written_in_another_format_than_its_ending_says(estimator, tmp_path):
    found = estimator("brief", "-p", "canada_frigates", "-o", "memo.md", "-f", "json")
    assert found.code == 2
    assert "leave --format out" in found.err
    assert not (tmp_path / "memo.md").exists()


def test_in_a_folder_of_a_pack_the_pack_around_it_is_used_and_said(estimator, tmp_path, monkeypatch):
    assert estimator("init", "case", "--from", "canada_frigates").code == 0
    for each in (tmp_path / "case").iterdir():
        each.rename(tmp_path / each.name)
    (tmp_path / "options" / "deeper").mkdir()
    inside = tmp_path / "options"

    def chdir_inside(self, path, changed=monkeypatch.chdir.__func__):
        changed(self, inside if path == tmp_path else path)

    monkeypatch.setattr(pytest.MonkeyPatch, "chdir", chdir_inside)
    found = estimator("list", "options")
    assert found.err.count(f"The pack around this folder, {tmp_path.name}, is used; -p takes another.") == 1
    assert "as_planned" in found.out


def test_where_nothing_flips_a_verdict_a_sentence_says_so(estimator):
    said = "No verdict on these options turns on the value of one assumption.\n"
    assert estimator("flips", "-p", "canada_frigates").out == said
    assert estimator("flips", "-p", "canada_frigates", "-f", "markdown").out == said
    assert estimator("flips", "-p", "canada_frigates", "-f", "csv").out.startswith("option,")


@pytest.mark.parametrize(("value", "code"), [("1e308", 2), ("1e302", 1)])
def test_a_number_that_is_too_large_is_not_told_as_a_division(estimator, value, code):
    setting = f"frigate.unit_price={value}"
    found = estimator("compare", "-p", "canada_frigates", "--no-workbook", "--set", setting)
    assert found.code == code, found.err
    assert "too large to be computed with" in found.err
    assert "divisor" not in found.err
