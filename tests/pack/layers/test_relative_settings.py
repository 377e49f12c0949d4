"""Relative changes, patterns and groups: on the command line and in scenario files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from estimator import load
from estimator.errors import InputError, PackError, UnknownNameError
from estimator.pack import apply, parse_settings, read_pack
from estimator.pack.records import Pack
from tests.model.small_pack import assumption
from tests.model.small_pack import pack as made_pack
from tests.pack.packs import GOOD

YARD = "patrol_boat.unit_price"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(GOOD)


def value(pack: Pack, *settings: str, id: str) -> float | None:
    for each in settings:
        pack = apply(pack, parse_settings(each, pack))
    return pack.assumptions[id].value


def test_a_factor_more_and_less_rest_on_the_value_in_force(pack: Pack) -> None:
    before = value(pack, id=YARD)
    assert before is not None
    assert value(pack, f"{YARD}*=1.25", id=YARD) == before * 1.25
    assert value(pack, f"{YARD} *= 80 %", id=YARD) == pytest.approx(before * 0.8, rel=1e-15)
    assert value(pack, f"{YARD}+=5", id=YARD) == before + 5
    assert value(pack, f"{YARD}-=5", id=YARD) == before - 5
    assert value(pack, f"{YARD}=9", f"{YARD}*=2", f"{YARD}+=1", id=YARD) == 19  # each on those before


def test_what_rests_on_another_setting_names_both_as_its_cause(pack: Pack) -> None:
    for each in (f"{YARD}=9", f"{YARD}*=2"):
        pack = apply(pack, parse_settings(each, pack))
    assert pack.assumptions[YARD].why == f"--set {YARD}=9; --set {YARD}*=2"


def test_years_are_named_or_all_change(pack: Pack) -> None:
    old = pack.assumptions["economy.growth"]
    some = apply(pack, parse_settings("economy.growth+=2027-2028: 0.5 points", pack)).assumptions["economy.growth"]
    every = apply(pack, parse_settings("economy.growth*=2", pack)).assumptions["economy.growth"]
    for year in pack.settings.years:
        assert some.year_value(year) == pytest.approx(old.year_value(year) + (0.5 if year in (2027, 2028) else 0))
        assert every.year_value(year) == pytest.approx(2 * old.year_value(year))


def test_a_plus_before_the_number_is_still_a_sign(pack: Pack) -> None:
    assert value(pack, "economy.shift=+2 %", id="economy.shift") == 2


def test_percentage_points_add_to_a_share(pack: Pack) -> None:
    before = value(pack, id="economy.shift")
    assert before is not None
    assert value(pack, "economy.shift+=1.5 points", id="economy.shift") == before + 1.5


def test_a_share_plus_per_cent_is_refused_with_both_readings(pack: Pack) -> None:
    with pytest.raises(InputError, match=r"\+=5 points for percentage points, or \*=1.05 for 5 % of its value"):
        parse_settings("economy.shift+=5 %", pack)
    with pytest.raises(InputError, match=r"no share; write \*=0.9 for 10 % of its value"):
        parse_settings(f"{YARD}-=10 %", pack)
    with pytest.raises(InputError, match="points are for shares"):
        parse_settings(f"{YARD}+=2 points", pack)
    with pytest.raises(InputError, match="a factor is a pure number"):
        parse_settings(f"{YARD}*=2 boat", pack)


def test_a_pattern_changes_all_that_fit_and_limits_hold_for_each(pack: Pack) -> None:
    fitting = [id for id in pack.assumptions if id.endswith(".unit_price")]
    made = {each.id: each.value for each in parse_settings("*.unit_price*=3", pack)}
    assert list(made) == fitting
    assert all(made[id] == 3 * (pack.assumptions[id].value or 0) for id in fitting)
    with pytest.raises(InputError, match=rf"{YARD}: outside its limits"):
        parse_settings("*.unit_price*=-1", pack)


def test_what_is_named_by_nothing_says_so(pack: Pack) -> None:
    with pytest.raises(UnknownNameError, match=r'no assumption fits "\*\.no_such_price"'):
        parse_settings("*.no_such_price*=2", pack)
    with pytest.raises(UnknownNameError, match="The groups of the pack are: none"):
        parse_settings("@boats*=2", pack)


def test_what_is_whole_is_rounded_and_says_so(pack: Pack) -> None:
    (made,) = parse_settings("buy.boats.quantity*=1.125", pack)  # 4 boats: 4.5 is 5, halves up
    assert made.value == 5
    assert made.why.endswith("rounded to whole numbers")
    (same,) = parse_settings("buy.boats.quantity*=1.5", pack)
    assert (same.value, same.why) == (6, "--set buy.boats.quantity*=1.5")


def test_a_group_of_the_pack_changes_together() -> None:
    made = load("coastguard").with_settings("@crews*=1.01").pack
    crew = "ocean_patrol_ship.people_per_crew"
    before = load("coastguard").pack.assumptions[crew]
    after = made.assumptions[crew]
    assert before.value
    assert after.value == before.value * 1.01


def test_a_relative_change_rests_on_the_scenario() -> None:
    made = load("coastguard").with_scenarios("lean_years").with_settings("budget.gdp_share*=1.5").pack
    assert made.assumptions["budget.gdp_share"].value == pytest.approx(0.36)  # 0.24 of the scenario, not 0.26


def scenario(folder: Path, text: str) -> Path:
    path = folder / "dearer.toml"
    path.write_text('[scenario]\nlabel = "Dearer"\n' + text, encoding="utf-8")
    return path


def test_a_scenario_file_changes_by_a_factor_a_sum_a_pattern_and_a_group(tmp_path: Path) -> None:
    path = scenario(
        tmp_path,
        '[set."*.unit_price"]\nchange = "times"\nvalue = 1.5\n'
        '[set."@upkeep"]\nchange = "times"\nvalue = 90\nunit = "%"\n',
    )
    base = load("coastguard")
    made = base.with_scenarios(str(path)).pack.assumptions
    for id, before in base.pack.assumptions.items():
        factor = {"unit_price": 1.5, "upkeep_price": 0.9}.get(before.key)
        if factor and before.value is not None:
            assert made[id].value == pytest.approx(before.value * factor, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[set."*.nothing"]\nchange = "times"\nvalue = 2\n', 'no assumption fits "*.nothing"'),
        ('[set."@nothing"]\nchange = "times"\nvalue = 2\n', 'no group "@nothing"'),
        ('[set."*.unit_price"]\nvalue = 2\n', '"unit" is missing'),
        ('[set."*.unit_price"]\nchange = "by"\nvalue = 2\nunit = "1"\n', "one of: to, times, plus"),
        ('[set."*.unit_price"]\nchange = "times"\nvalue = -2\n', "unit_price: outside its limits"),
        ('[set."*.unit_price"]\nchange = "times"\nvalue = 2\nrange = [1, 3]\n', "no range of its own"),
    ],
)
def test_a_scenario_file_that_changes_nothing_sound_is_refused_with_its_line(
    tmp_path: Path, text: str, words: str
) -> None:
    path = scenario(tmp_path, text)
    with pytest.raises(PackError) as told:
        load("coastguard").with_scenarios(str(path))
    assert words in str(told.value)
    assert re.search(r"dearer\.toml:[3-6]: ", str(told.value))


def test_a_group_of_nothing_is_a_problem_of_the_pack(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(GOOD, folder)
    with (folder / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('\n[groups.crews]\nlabel = "Crews"\nmembers = ["*.crew_of_nobody"]\n')
    with pytest.raises(PackError, match="no assumption fits"):
        read_pack(folder)


def test_a_quick_scenario_needs_neither_reason_nor_source_and_says_so(tmp_path: Path) -> None:
    path = scenario(tmp_path, '[set."budget.gdp_share"]\nvalue = 0.3\nunit = "%"\n')
    made = load("coastguard").with_scenarios(str(path)).pack.assumptions["budget.gdp_share"]
    assert (made.value, made.why, made.grade) == (0.3, "undocumented", "C")


MANY = made_pack([assumption(f"boat_{number}.price", number, "MEUR_2020", limits=(0, 50)) for number in range(1, 10)])


def test_what_a_pattern_breaks_is_told_with_the_value_that_would_result_and_only_the_first_few() -> None:
    # boats 1 to 9 cost as many millions: 20 times as much passes 50 from the third on, so seven are told of
    with pytest.raises(InputError) as told:
        parse_settings("*.price*=20", MANY)
    lines = str(told.value).splitlines()
    assert lines[0] == "*.price*=20"
    assert lines[1] == "  boat_3.price: outside its limits, 0 to 50 MEUR_2020; it would be 60 MEUR_2020"
    assert lines[6].startswith("  boat_8.price: ")
    assert lines[7:] == ["  and 1 more"]


def test_what_no_assumption_can_take_is_told_once() -> None:
    with pytest.raises(InputError) as told:
        parse_settings("*.price=plenty", MANY)
    assert str(told.value).splitlines() == ["*.price=plenty", '  "plenty" is not a number.']


def test_a_pattern_that_fits_nothing_names_what_is_near() -> None:
    with pytest.raises(UnknownNameError, match=r'Did you mean "boat_\d\.price"'):
        parse_settings("baot_*.price*=2", MANY)
