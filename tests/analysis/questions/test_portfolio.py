"""Sets of options: the solver against every set tried, and the parts against the model."""

from __future__ import annotations

import tomllib
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.analysis.questions.portfolio import portfolio, set_values, widened
from estimator.analysis.questions.portfolio_parts import Choice, Limits, Part, adds_up, choices_of, limits_of
from estimator.analysis.questions.portfolio_records import Question
from estimator.analysis.questions.portfolio_solving import Rules, best_by_share, fits, marginal_values, solve, together
from estimator.analysis.questions.variations import Variations
from estimator.analysis.standing.judgement import judgement_scores
from estimator.errors import InputError, UnknownNameError
from estimator.model import build_model
from estimator.pack import apply, default_folder, parse_setting, read_pack
from tests.model.small_pack import pack as small_pack

YEARS = (2021, 2022)
SHARED = "radar"


def limits(*rows):
    names = ("money", *(f"service_{number}" for number in range(1, len(rows))))
    return Limits(names, YEARS, np.array(rows, dtype=float))


def choice(option, *parts, delay=0, own=0.0):
    """Parts as (key, use in both years, value)."""
    made = tuple(Part(key, np.array([use], dtype=float), value) for key, use, value in parts)
    return Choice(option, delay, made, own)


def test_what_is_shared_is_paid_once_and_that_lets_both_in():
    one = choice("one", ("one.ship", (3, 1), 2), (SHARED, (4, 4), 1))
    two = choice("two", ("two.ship", (2, 2), 2), (SHARED, (3, 3), 1))
    room = limits((9, 7))
    # Together 3 + 2 + 4 = 9 in 2021 and 1 + 2 + 4 = 7 in 2022: just within. Paid twice it would be 12.
    found = solve([one, two], room, Rules())
    assert [each.option for each in found.choices] == ["one", "two"]
    assert found.use.tolist() == [[9, 7]]
    assert found.value == 5


def test_one_year_without_room_decides():
    # All years together have room for both, but not 2021.
    found = solve([choice("one", ("a", (6, 0), 5)), choice("two", ("b", (5, 0), 4))], limits((10, 100)), Rules())
    assert [each.option for each in found.choices] == ["one"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("room", [1e9, 1e20, 1e300])
def test_room_without_end_in_a_year_that_nobody_uses_does_not_stop_the_solver(room):
    # No option uses money in 2022, and both together a millionth of that of 2021 at most.
    both = [choice("one", ("a", (6, 0), 5)), choice("two", ("b", (5, 0), 4))]
    found = solve(both, limits((room, room)), Rules())
    assert [each.option for each in found.choices] == ["one", "two"]
    assert marginal_values(both, limits((room, room)), Rules()).tolist() == [[0, 0]]


def test_a_year_below_nil_allows_no_set_though_no_option_uses_it():
    assert solve([choice("one", ("a", (6, 0), 5))], limits((10, -1)), Rules()) is None


@pytest.mark.parametrize("share", [-0.1, 1e7, float("inf"), float("nan")])
def test_a_share_of_the_budget_that_makes_no_sense_is_refused(coastguard, share):
    with pytest.raises(InputError, match="the share of the budget is 0 to 1,000,000"):
        portfolio(coastguard, Question("life_cycle_cost", budget_share=share))


def test_a_delay_moves_an_option_into_a_year_with_room():
    ways = [choice("two", ("b", (5, 0), 4)), choice("two", ("b", (0, 5), 4), delay=1)]
    found = solve([choice("one", ("a", (6, 0), 5)), *ways], limits((10, 100)), Rules())
    assert [(each.option, each.delay) for each in found.choices] == [("one", 0), ("two", 1)]


def test_of_sets_equally_good_the_least_delayed_and_then_the_cheapest_is_taken():
    ways = [choice("one", ("a", (3, 0), 5)), choice("one", ("a", (1, 0), 5), delay=1), choice("two", ("b", (2, 0), 0))]
    found = solve(ways, limits((10, 10)), Rules())
    assert [(each.option, each.delay) for each in found.choices] == [("one", 0)]


def test_exclusions_and_requirements_hold():
    ways = [choice("one", ("a", (1, 0), 5)), choice("two", ("b", (1, 0), 4)), choice("three", ("c", (1, 0), 3))]
    room = limits((10, 10))
    apart = solve(ways, room, Rules((frozenset(("one", "two")),)))
    assert [each.option for each in apart.choices] == ["one", "three"]
    bound = solve(ways, limits((2, 2)), Rules((), (("one", frozenset(("three",))),)))
    # One (5) only with three (3): 8, better than two and three (7).
    assert [each.option for each in bound.choices] == ["one", "three"]


def test_more_money_in_the_year_that_binds_is_worth_what_it_lets_in():
    # Half of the option fits: a unit more in 2021 lets in a tenth of it, worth 0.7. 2022 does not bind.
    values = marginal_values([choice("one", ("a", (10, 1), 7))], limits((5, 5)), Rules())
    np.testing.assert_allclose(values, [[0.7, 0]])


def test_values_as_large_as_amounts_of_money_do_not_stop_the_solver():
    coastguard = read_pack(default_folder().parent / "coastguard")
    found = portfolio(coastguard, Question("life_cycle_cost", people=False))
    # Not all candidates fit the money, so more of it lets in more of them in part.
    assert found.left_out
    assert found.marginals
    assert all(each.name == "money" and each.value > 0 for each in found.marginals)


OPTIONS = ("one", "two", "three", "four")
AMOUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9))


@st.composite
def problems(draw):
    """Up to four options at up to two delays; a part of their own, one shared by all, one shared by some."""
    made = []
    for option in draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=4, unique=True)):
        keys = [f"{option}.own", *draw(st.lists(st.sampled_from(("radar", "space")), unique=True))]
        for delay in range(draw(st.integers(1, 2))):
            parts = [
                Part(key, np.array([draw(AMOUNTS), draw(AMOUNTS)], dtype=float), float(draw(st.integers(-3, 9))))
                for key in keys
            ]
            made.append(Choice(option, delay, tuple(parts), float(draw(st.integers(-2, 5)))))
    names = st.sampled_from(OPTIONS)
    pairs = st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=2)
    needs = tuple((one, frozenset([two])) for one, two in draw(pairs))
    musts = tuple(map(frozenset, draw(st.lists(st.sets(names, min_size=1), max_size=1))))
    rules = Rules(tuple(map(frozenset, draw(pairs))), needs, musts)
    bounds = np.array([draw(st.tuples(*[st.integers(0, 30)] * 2)) for _ in range(2)], dtype=float)
    return made, Limits(("money", "people"), YEARS, bounds), rules


def every_set(choices):
    """All sets with each option at most once."""
    ways = {}
    for each in choices:
        ways.setdefault(each.option, [None]).append(each)
    for picked in product(*ways.values()):
        yield [each for each in choices if each in picked]


def counted_once(chosen):
    """Use and value, the first carrier of each key counted: worked out apart from the program."""
    use, value, seen = np.zeros((2, 2)), 0.0, set()
    for each in chosen:
        value += each.own
        for part in each.parts:
            if part.key not in seen:
                seen.add(part.key)
                use, value = use + part.use, value + part.value
    return use, value


@settings(deadline=None, max_examples=150)
@given(problems())
def test_the_solver_finds_what_trying_every_set_finds(problem):
    choices, room, rules = problem
    best = -np.inf
    for chosen in every_set(choices):
        use, value = counted_once(chosen)
        if (use <= room.amounts).all() and rules.allow([each.option for each in chosen]):
            best = max(best, value)
    found = solve(choices, room, rules)
    if found is None:
        assert best == -np.inf
        return
    assert found.value == pytest.approx(best, abs=1e-6)
    assert (found.use <= room.amounts + 1e-6).all()
    assert rules.allow([each.option for each in found.choices])
    np.testing.assert_allclose(found.use, counted_once(list(found.choices))[0])


@settings(deadline=None, max_examples=60)
@given(problems())
def test_what_is_best_at_each_share_of_the_money_is_what_solving_each_alone_gives(problem):
    choices, room, rules = problem
    shares = (1.0, 0.0, 0.3, 0.6, 1.5, 0.3)
    for share, found in zip(shares, best_by_share(choices, room, rules, shares), strict=True):
        alone = solve(choices, room, rules, share)
        assert (found is None) == (alone is None)
        if found and alone:
            assert found.value == pytest.approx(alone.value, abs=1e-6)
            assert found.money == pytest.approx(alone.money, abs=1e-6)
            assert fits(found.use, room, share)


@pytest.fixture(scope="module")
def japan():
    return read_pack()


@pytest.fixture(scope="module")
def study(japan):
    return Variations(build_model(japan))


def test_the_parts_of_every_option_add_up_to_the_model(study):
    room = limits_of(study)
    inside = study.values["horizon.in_horizon"][0] == 1
    for option in study.model.options:
        (found,) = choices_of(study, option, [0], room, "life_cycle_cost")
        rows = [f"{option}.charged_then", *(f"{option}.needed_{name}" for name in room.names[1:])]
        for number, row in enumerate(rows):
            expected = study.values[row][0][inside] if row in study.values else np.zeros(int(inside.sum()))
            np.testing.assert_allclose(found.use[number], expected, rtol=1e-9, atol=1e-6)
        assert found.value == pytest.approx(study.values[f"{option}.life_cycle_cost"].item(), rel=1e-9)


def test_one_option_fits_exactly_when_the_model_says_so(study):
    room = limits_of(study)
    for option in study.model.options:
        (found,) = choices_of(study, option, [0], room)
        flags = [f"{option}.years_over_headroom", f"{option}.years_short_of_people"]
        free = all(study.values[flag].item() == 0 for flag in flags if flag in study.values)
        assert fits(found.use, room) == free, option


def test_a_delayed_option_is_what_its_moved_starts_give(japan, study):
    room = limits_of(study)
    (found,) = choices_of(study, "aegis_destroyers", [3], room, "life_cycle_cost")
    moved = [f"aegis_destroyers.{each}.first_order_year" for each in ("ships", "rounds")]
    texts = [f"{id}={japan.assumptions[id].value + 3}" for id in moved]
    later = Variations(build_model(apply(japan, [parse_setting(each, japan) for each in texts]), ["aegis_destroyers"]))
    assert found.value == pytest.approx(later.values["aegis_destroyers.life_cycle_cost"].item(), rel=1e-9)


def test_a_set_in_the_model_costs_what_its_parts_say_with_shared_elements_once(study):
    room = limits_of(study)
    pair = ["independent_strike", "ground_launched_tomahawk"]
    both = together([choices_of(study, each, [0], room, "life_cycle_cost")[0] for each in pair], room)
    alone = sum(study.values[f"{each}.life_cycle_cost"].item() for each in pair)
    (computed,) = set_values(study.model, [pair], "life_cycle_cost")
    assert both.value == pytest.approx(computed, rel=1e-9)
    assert both.value < alone


def test_a_set_of_one_option_has_the_options_own_metrics(study):
    for metric in ("expected_leakers", "stations_held", "complete_chain_year"):
        (found,) = set_values(study.model, [["aegis_ashore"]], metric)
        assert found == study.values[f"aegis_ashore.{metric}"].item()


def test_sums_add_up_and_peaks_do_not(study):
    model = study.model
    adding = {metric for metric in model.metrics("aegis_ashore") if adds_up(model, f"aegis_ashore.{metric}")}
    assert {"life_cycle_cost", "whole_life_cost", "present_value"} <= adding
    assert not {"peak_year_outlay", "expected_leakers", "stations_held", "people"} & adding


def test_an_option_that_includes_others_counts_as_each_of_them(japan):
    names = ["aegis_ashore", "integrated_strike", "aegis_destroyers", "defence_and_integrated_strike"]
    rules = widened(japan, names, Question("x", rules=Rules((frozenset(("aegis_ashore", "aegis_destroyers")),), ())))
    assert not rules.allow(["defence_and_integrated_strike", "aegis_ashore"])
    assert not rules.allow(["defence_and_integrated_strike", "aegis_destroyers"])
    assert rules.allow(["integrated_strike", "aegis_destroyers"])
    names = [*names, "ballistic_missile"]
    needs = Rules((), (("ballistic_missile", frozenset(("aegis_ashore",))),))
    needing = widened(japan, names, Question("x", rules=needs))
    assert needing.allow(["ballistic_missile", "defence_and_integrated_strike"])
    assert not needing.allow(["ballistic_missile", "integrated_strike"])


def excluded_in_the_files(folder):
    """Pairs that the option files exclude, read apart from the program."""
    return {
        frozenset((file.stem, other))
        for file in sorted((folder / "options").glob("*.toml"))
        for other in tomllib.loads(file.read_text(encoding="utf-8"))["option"].get("excludes", [])
    }


def test_the_default_question_gives_what_trying_every_set_that_the_pack_allows_gives(japan, study):
    apart = excluded_in_the_files(default_folder())
    assert frozenset(("aegis_ashore", "aegis_destroyers")) in apart
    # The one option that includes others stands for the two that it is made of.
    holds = {"defence_and_integrated_strike": {"aegis_ashore", "integrated_strike"}}
    room, scores = limits_of(study), judgement_scores(japan)
    names = [each for each in japan.settings.options if each != japan.settings.baseline_option]
    ways = {each: choices_of(study, each, [0], room)[0] for each in names}
    best = -np.inf
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            parts = [part for each in chosen for part in holds.get(each, {each})]
            if len(set(parts)) < len(parts) or any(pair <= set(parts) for pair in apart):
                continue
            use = together([ways[each] for each in sorted(chosen, key=lambda name: -dear(study, name))], room).use
            if (use <= room.amounts * (1 + 1e-7) + 1e-3).all():
                best = max(best, sum(scores[each] - 3 for each in chosen))
    found = portfolio(japan, Question("judgement"))
    assert found.value == pytest.approx(best, abs=1e-9)
    taken = [part for option, _ in found.chosen for part in holds.get(option, {option})]
    assert not any(pair <= set(taken) for pair in apart)


def dear(study, option):
    return study.values[f"{option}.life_cycle_cost"].item()


def test_who_cancels_the_contracts_of_the_sites_is_never_beside_who_uses_them(japan):
    shared = "aegis_ashore_contract"
    cancels = {id for id, each in japan.options.items() if any(part.share == shared for part in each.elements)}
    wires = {
        id: [wire for part in each.elements if not part.share for wire in part.wires.values()]
        for id, each in japan.options.items()
    }
    uses = {id for id, each in wires.items() if any(wire.startswith(f"{shared}.") for wire in each)}
    assert cancels == {"status_quo", "aegis_destroyers", "patriot_500"}
    assert uses == {"aegis_ashore", "interceptors_on_ships", "ships_with_shore_radar", "offshore_platform"}
    pairs = {frozenset((one, other)) for one in uses for other in cancels | uses if one != other}
    assert set(japan.exclusions) == pairs


def test_a_judgement_goes_to_the_solver_and_the_frontier_never_falls(japan):
    found = portfolio(japan, Question("judgement"))
    assert found.method == "solver"
    values = [point.value for point in found.frontier]
    assert values == sorted(values)
    assert found.value == next(point.value for point in found.frontier if point.share == 1)
    assert set(found.left_out) | {option for option, _ in found.chosen} == set(found.question.options)
    assert (found.use <= found.limits.amounts * (1 + 1e-7) + 1).all()


def test_leakers_are_computed_by_the_model_for_every_set_that_fits(japan):
    japan = apply(japan, [parse_setting("budget.gdp_share=1.2 %", japan)])  # at 1 % neither fits
    question = Question("expected_leakers", maximise=False, options=("aegis_ashore", "integrated_strike"))
    found = portfolio(japan, question)
    assert found.method == "enumeration"
    assert found.sets_tried == 4
    alone = [set_values(found.model, [each], "expected_leakers")[0] for each in ([], ["aegis_ashore"])]
    assert found.value <= min(alone)


def test_too_many_sets_of_what_does_not_add_up_are_refused_with_the_reason(japan, monkeypatch):
    japan = apply(japan, [parse_setting("budget.gdp_share=1.2 %", japan)])
    monkeypatch.setattr("estimator.analysis.questions.portfolio.MOST_SETS", 2)
    with pytest.raises(InputError, match=r"does not add up over options, and \d+ sets fit"):
        portfolio(japan, Question("expected_leakers", maximise=False))
    with pytest.raises(InputError, match="delays cannot be chosen"):
        portfolio(japan, Question("expected_leakers", delays={"aegis_ashore": (0, 1)}))


def test_words_that_name_nothing_are_refused(japan):
    with pytest.raises(UnknownNameError, match="no metric"):
        portfolio(japan, Question("beauty"))
    with pytest.raises(UnknownNameError, match="Did you mean"):
        portfolio(japan, Question("judgement", delays={"aegis_ashor": (0, 1)}))
    with pytest.raises(InputError, match="is no candidate"):
        portfolio(japan, Question("judgement", options=("aegis_ashore",), delays={"patriot_500": (1,)}))


def test_a_pack_without_judgements_says_so():
    empty = small_pack([])
    assert not empty.documents
    with pytest.raises(InputError, match=r"judgement\.toml"):
        judgement_scores(empty)


@pytest.fixture(scope="module")
def coastguard():
    return read_pack(default_folder().parent / "coastguard")


def test_what_must_be_in_the_set_is_and_what_is_forbidden_is_not(coastguard):
    free = {option for option, _ in portfolio(coastguard, Question("stations_held")).chosen}
    kept = portfolio(coastguard, Question("stations_held", forbidden=tuple(free)))
    assert not free & {*kept.question.options, *(option for option, _ in kept.chosen)}
    least = portfolio(coastguard, Question("life_cycle_cost", maximise=False))
    assert least.chosen == ()
    bound = portfolio(
        coastguard, Question("life_cycle_cost", maximise=False, must=("drones_and_shore_watch",), budget_share=1.1)
    )
    assert bound.chosen == (("drones_and_shore_watch", 0),)


def test_a_set_that_must_hold_what_does_not_fit_names_the_limit_that_binds(coastguard):
    # The drones alone want 101.6 % of the headroom of FY2027; ten ships want more people than there are from FY2031 on.
    with pytest.raises(InputError, match="drones_and_shore_watch alone is short of money in FY2027"):
        portfolio(coastguard, Question("life_cycle_cost", must=("drones_and_shore_watch",)))
    with pytest.raises(InputError, match="ten_patrol_ships alone is short of people of the Coastguard in FY20"):
        portfolio(coastguard, Question("stations_held", must=("ten_patrol_ships",)))
    with pytest.raises(UnknownNameError, match="there is no option"):
        portfolio(coastguard, Question("stations_held", must=("ten_patrol_boats",)))
    with pytest.raises(InputError, match="is no candidate"):
        portfolio(coastguard, Question("stations_held", must=("six_large_ships",), options=("chartered_vessels",)))
    with pytest.raises(InputError, match="every candidate is forbidden"):
        portfolio(coastguard, Question("stations_held", forbidden=("six_large_ships",), options=("six_large_ships",)))


def test_who_is_left_out_is_told_the_limit_that_binds_in_words(coastguard):
    found = portfolio(coastguard, Question("stations_held"))
    assert "alone short of people of the Coastguard in FY" in found.left_out["ten_patrol_ships"]
