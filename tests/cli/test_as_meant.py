"""What is typed is taken as meant, or refused: options given twice, formats that nothing reads, a pack around."""

from __future__ import annotations

import json

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


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("show", "GROWTH.SHIP"), "growth.ship"),
        (("show", "Ten_Patrol_Ships"), SHIPS),
        (("show", "FLEET"), "fleet"),
        (("show", "GDP_SHARE"), "budget.gdp_share"),
        (("trace", "GROWTH.SHIP"), "growth.ship"),
        (("trace", "GDP_SHARE"), "budget.gdp_share"),
        (("list", "--set", "GROWTH.SHIP=1.3"), "growth.ship"),
        (("list", "--set", "*.UNIT_PRICE*=1.3"), "*.unit_price"),
        (("list", "--set", "@CREWS*=1.3"), "crews"),
        (("list", "--scenario", "LEAN_YEARS"), "lean_years"),
        (("sweep", "GROWTH.SHIP=1..2:1"), "growth.ship"),
        (("sweep", "growth.ship=1..2:1", "-m", "PEOPLE"), "people"),
        (("breakeven", "LIFE_CYCLE_COST=1", "--by", "growth.ship"), "life_cycle_cost"),
        (("breakdown", "TEN_PATROL_SHIPS"), SHIPS),
        (("schedule", "TEN_PATROL_SHIPS", "--delay", "1"), SHIPS),
        (("compare", "--options", "TEN_PATROL_SHIPS"), SHIPS),
        (("compare", "--metrics", "PEOPLE"), "people"),
        (("simulate", "-m", "PEOPLE"), "people"),
        (("sensitivity", "-m", "PEOPLE"), "people"),
        (("judgement", "TEN_PATROL_SHIPS"), SHIPS),
        (("judgement", "--weight", "BOARDING=2"), "boarding"),
        (("portfolio", "--minimise", "PEOPLE"), "people"),
        (("portfolio", "--minimise", "people", "--must", "TEN_PATROL_SHIPS"), SHIPS),
    ],
)
def test_an_id_in_other_letters_is_answered_with_that_id_alone(estimator, words, meant):
    found = estimator(*words, "-p", "coastguard")
    assert (found.code, found.out) == (2, "")
    assert f'Did you mean "{meant}"?' in found.err


@pytest.mark.parametrize(
    "words",
    [
        ("show", "{}"),
        ("trace", "{}"),
        ("sweep", "{}=1..2:1"),
        ("breakeven", "people=400", "--by", "{}"),
        ("afford", SHIPS, "--by", "{}"),
    ],
)
@pytest.mark.parametrize(
    ("many", "told"),
    [
        ("growth.*", "It names 3 assumptions, and one is wanted here: growth.ship, growth.equipment, growth.upkeep."),
        ("@crews", "It names 6 assumptions, and one is wanted here: "),
        ("*.nothing", 'no assumption fits "*.nothing"'),
    ],
)
def test_a_pattern_or_a_group_in_place_of_one_assumption_is_told_by_its_ids(estimator, words, many, told):
    found = estimator(*(each.format(many) for each in words), "-p", "coastguard")
    assert (found.code, found.out) == (2, "")
    assert told in found.err


def test_a_scenario_file_given_twice_is_laid_twice_and_two_of_one_name_are_told_apart(estimator, tmp_path):
    assert estimator("whatif", "-p", "coastguard", "--set", "growth.ship=1.3", "--save", "dear.toml").code == 0
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "dear.toml").write_bytes((tmp_path / "dear.toml").read_bytes())
    asked = ("list", "-p", "coastguard", "--scenario", "dear.toml", "--scenario")
    assert estimator(*asked, "./dear.toml").code == 0
    found = estimator(*asked, "other/dear.toml")
    assert found.code == 2
    assert 'other/dear.toml: another file gives the scenario "dear"; give it another name' in found.err


def test_a_pack_in_other_letters_is_answered_with_the_pack_of_the_program(estimator):
    assert 'Did you mean "coastguard"?' in estimator("check", "CoastGuard").err
    assert 'Did you mean "coastguard"?' in estimator("init", "new", "--from", "COASTGUARD").err


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


def test_flips_are_narrowed_to_options_verdicts_and_assumptions(estimator):
    def shown(*words):
        found = estimator("flips", "-p", "coastguard", "-f", "json", *words)
        assert found.code == 0, found.err
        return [(each["option"], each["verdict"], each["assumption"]) for each in json.loads(found.out)]

    every = shown()
    assert len(every) > len(shown("--options", SHIPS)) > 0
    assert shown("--options", SHIPS) == [each for each in every if each[0] == SHIPS]
    money, share = "years_over_headroom", "budget.gdp_share"
    assert shown("-m", money, "-m", "ships_to_hold") == [each for each in every if each[1] in (money, "ships_to_hold")]
    assert shown("--by", share) == [each for each in every if each[2] == share]
    assert shown("--options", SHIPS, "--metric", money, "--by", share) == [(SHIPS, money, share)]
    assert shown("--metric", "people") == []  # a metric, and no verdict turns on its number


def test_flips_of_what_is_not_there_name_the_nearest(estimator):
    assert (
        'Did you mean "years_over_headroom"?' in estimator("flips", "-p", "coastguard", "-m", "YEARS_OVER_HEADROOM").err
    )
    assert 'Did you mean "budget.gdp_share"?' in estimator("flips", "-p", "coastguard", "--by", "budget.GDP_share").err
    said = "None of these verdicts turns on such an assumption.\n"
    assert estimator("flips", "-p", "coastguard", "-m", "people").out == said


@pytest.mark.parametrize(("value", "code"), [("1e308", 2), ("1e302", 1)])
def test_a_number_that_is_too_large_is_not_told_as_a_division(estimator, value, code):
    setting = f"frigate.unit_price={value}"
    found = estimator("compare", "-p", "canada_frigates", "--no-workbook", "--set", setting)
    assert found.code == code, found.err
    assert "too large to be computed with" in found.err
    assert "divisor" not in found.err
