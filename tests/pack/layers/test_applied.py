"""Overrides: units, limits, shapes, and who wins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.errors import PackError, UnknownNameError
from estimator.pack import apply, apply_scenarios, later_than_known, read_pack
from estimator.pack.changes import Refused, changed
from estimator.pack.records import Assumption, Layer, Override, Pack
from tests.pack.packs import GOOD, good_pack

PRICE, SHIFT, GROWTH, YEARS = "patrol_boat.unit_price", "economy.shift", "economy.growth", "economy.contract.boat_years"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(GOOD)


def value(pack: Pack, id: str) -> float | None:
    return pack.assumptions[id].value


def test_an_override_changes_the_value_and_remembers_who_and_what_was_before(pack: Pack) -> None:
    made = apply(pack, [Override(SHIFT, value=2, why="a test")])
    shift = made.assumptions[SHIFT]
    assert (shift.value, shift.layer, shift.why) == (2, "command line", "a test")
    assert (value(pack, SHIFT), made.base[SHIFT].value) == (0, 0)


def test_a_new_value_is_certain_unless_it_brings_a_range(pack: Pack) -> None:
    certain = apply(pack, [Override(PRICE, value=11)]).assumptions[PRICE]
    assert (certain.low, certain.high, certain.shape) == (None, None, "certain")
    ranged = apply(pack, [Override(PRICE, value=11, low=10, high=13)]).assumptions[PRICE]
    assert (ranged.low, ranged.high, ranged.shape) == (10, 13, "lognormal")


@pytest.mark.parametrize(
    ("id", "given", "unit", "expected"),
    [
        (SHIFT, 0.02, "1", 2.0),  # 0.02 is 2 %
        (SHIFT, 2, "%", 2.0),
        (PRICE, 11_500, "kEUR_2023 / boat", 11.5),  # 11,500 thousand is 11.5 million
        (PRICE, 0.0115, "GEUR_2023/boat", 11.5),
        (PRICE, 11_500_000, "EUR_2023 / boat", 11.5),
        (PRICE, 12.5, "", 12.5),
    ],
)
def test_prefixes_and_percent_are_converted_to_the_files_unit(
    pack: Pack, id: str, given: float, unit: str, expected: float
) -> None:
    made = apply(pack, [Override(id, value=given, unit=unit)])
    assert value(made, id) == pytest.approx(expected, rel=1e-15)
    assert made.assumptions[id].unit == pack.assumptions[id].unit


@settings(max_examples=60)
@given(number=st.floats(0.001, 99), prefix=st.sampled_from([("", 1.0), ("k", 1e3), ("M", 1e6), ("G", 1e9)]))
def test_a_value_comes_back_from_any_prefix_as_it_was(number: float, prefix: tuple[str, float]) -> None:
    letter, scale = prefix
    made = apply(read_pack_once(), [Override(PRICE, value=number * 1e6 / scale, unit=f"{letter}EUR_2023 / boat")])
    assert value(made, PRICE) == pytest.approx(number, rel=1e-14)


_READ: list[Pack] = []


def read_pack_once() -> Pack:
    if not _READ:
        _READ.append(read_pack(GOOD))
    return _READ[0]


@pytest.mark.parametrize(
    ("override", "words"),
    [
        (Override("economy.shft", value=1), 'economy.shft: no such assumption\n  Did you mean "economy.shift"'),
        (Override(SHIFT, value=6), "outside its limits, -5 to 5 %"),
        (Override(SHIFT, value=float("nan")), "expected a finite number"),
        (Override(SHIFT, value=1, unit="person"), '"person" does not measure the same as "%"'),
        (Override(PRICE, value=1, unit="MEUR_2024 / boat"), "does not measure the same"),
        (Override(PRICE, value=1, unit="MEUR / boat"), "money needs a price year"),
        (Override(YEARS, value=24, unit="month"), "1 month is 0.0833333 year"),
        (Override(YEARS, value=2.5), "expected a whole number"),
        (Override(GROWTH, value=1), '"economy.growth=2030:1.5"'),
        (Override(SHIFT, by_year={2030: 1.0}), "it has one value for all years"),
        (Override(GROWTH, by_year={2019: 1.0}), "2019 has no column; the fiscal years are 2020 to 2050"),
        (Override(GROWTH, by_year={2030: 11.0}), "outside its limits"),
        (Override(SHIFT), "expected one of value and by_year"),
        (Override(PRICE, value=11, low=12, high=13), "inside its range, 12 to 13"),
    ],
)
def test_what_does_not_fit_is_refused(pack: Pack, override: Override, words: str) -> None:
    with pytest.raises(PackError) as caught:
        apply(pack, [override])
    assert words in str(caught.value)


def test_all_problems_of_overrides_come_together(pack: Pack) -> None:
    with pytest.raises(PackError) as caught:
        apply(pack, [Override(SHIFT, value=9), Override("nothing.here", value=1), Override(YEARS, value=0.5)])
    assert len(caught.value.problems) == 3


def test_what_the_pack_itself_gives_cannot_be_set() -> None:
    fixed = Assumption("pack.one_year", "One year", "year", 1, "year", "", "", value=1, editable=False)
    with pytest.raises(Refused, match="cannot be set"):
        changed(fixed, Override("pack.one_year", value=2), (2025,))


def test_a_by_year_override_changes_only_the_years_that_it_gives(pack: Pack) -> None:
    # 2020 = 1.5 and 2030 = 1.0, linear: 2025 is 1.25 before and after.
    made = apply(pack, [Override(GROWTH, by_year={2026: 3.0})]).assumptions[GROWTH]
    assert [made.year_value(year) for year in (2025, 2026, 2030, 2050)] == pytest.approx([1.25, 3.0, 1.0, 1.0])
    assert made.year_value(2027) == pytest.approx(1.15)


def test_a_scenario_does_not_beat_a_command_line_value_that_came_before(pack: Pack) -> None:
    made = apply_scenarios(apply(pack, [Override(SHIFT, value=2)]), ["slump"])
    assert (value(made, SHIFT), made.scenario) == (2, ("slump",))
    assert value(apply_scenarios(pack, ["slump"]), SHIFT) == -1


def test_of_two_scenarios_the_last_wins(tmp_path: Path) -> None:
    text = (GOOD / "scenarios" / "slump.toml").read_text().replace("value = -1", "value = 1")
    pack = read_pack(good_pack(tmp_path, {"scenarios/boom.toml": text}))
    assert value(apply_scenarios(pack, ["slump", "boom"]), SHIFT) == 1
    assert value(apply_scenarios(pack, ["boom", "slump"]), SHIFT) == -1
    assert value(apply_scenarios(apply_scenarios(pack, ["boom"]), ["slump"]), SHIFT) == -1


def test_an_unknown_scenario_is_named_with_the_nearest(pack: Pack) -> None:
    with pytest.raises(UnknownNameError, match=r'no scenario "slmp"\. Did you mean "slump"'):
        apply_scenarios(pack, ["slmp"])


LAYERS: list[Layer] = ["option", "scenario", "command line", "workbook"]
RANK = {"option": 0, "scenario": 1, "command line": 2, "workbook": 2}


@settings(max_examples=100)
@given(
    calls=st.lists(st.lists(st.tuples(st.sampled_from(LAYERS), st.integers(-5, 5)), max_size=3), min_size=1, max_size=4)
)
def test_whatever_the_order_of_calls_the_highest_layer_wins_and_in_it_the_last(
    calls: list[list[tuple[Layer, int]]],
) -> None:
    pack = read_pack_once()
    for call in calls:
        pack = apply(pack, [Override(SHIFT, value=number, layer=layer) for layer, number in call])
    expected, highest = 0, -1
    for layer, number in (each for call in calls for each in call):
        if RANK[layer] >= highest:
            expected, highest = number, RANK[layer]
    assert value(pack, SHIFT) == expected
    assert len(pack.applied) == sum(map(len, calls))


PATCH = st.dictionaries(st.integers(2020, 2050), st.integers(-9, 9), min_size=1)


@settings(max_examples=60)
@given(patches=st.lists(st.tuples(st.sampled_from(["scenario", "command line"]), PATCH), max_size=4))
def test_by_year_patches_add_up_year_by_year(patches: list[tuple[Layer, dict[int, float]]]) -> None:
    pack = base = read_pack_once()
    for layer, years in patches:
        pack = apply(pack, [Override(GROWTH, by_year=years, layer=layer)])
    for year in range(2020, 2051):
        over = [years[year] for layer, years in patches if layer == "command line" and year in years]
        under = [years[year] for layer, years in patches if layer == "scenario" and year in years]
        expected = (over or under or [base.assumptions[GROWTH].year_value(year)])[-1]
        assert pack.assumptions[GROWTH].year_value(year) == pytest.approx(expected)


def test_figures_later_than_the_scenario_knows_are_listed(tmp_path: Path) -> None:
    text = (GOOD / "scenarios" / "slump.toml").read_text().replace('known_by = "2024"', 'known_by = "2023-06"')
    pack = read_pack(good_pack(tmp_path, {"scenarios/slump.toml": text}))
    late = later_than_known(pack, pack.scenarios["slump"])
    # yearbook-2023 is of 2023-11; the judgement of 2025 is later too; a year alone is compared as a year.
    assert "economy.growth is as of 2023-11" in [each.message for each in late]
    assert "economy.shift is as of 2025" in [each.message for each in late]
    assert later_than_known(pack, pack.scenarios["slump"], in_use=[]) == []
