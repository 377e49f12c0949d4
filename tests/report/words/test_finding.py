"""The finding in two sentences, from chances set by hand."""

from types import SimpleNamespace

import pytest

from estimator import load
from estimator.analysis.standing.compare import Metric
from estimator.display.verdict import EVENTS, verdict_on
from estimator.language.speaker import speaker_of
from estimator.report.words.finding import finding

*_, OVERALL = EVENTS
COST = "life_cycle_cost"


@pytest.fixture(scope="module")
def result():
    return load("coastguard").compare()


def drawn(model, chances, costs, cheapest, spread=0.1):
    """A simulation in which the options hold with these chances, and have these medians of cost in millions.

    `spread` is how far the 20th and 80th percentile lie from the median.
    """
    options = model.options
    ends = {0.2: 1 - spread, 0.5: 1.0, 0.8: 1 + spread}
    spread = {
        id: {COST: SimpleNamespace(percentiles={at: SimpleNamespace(value=cost * 1e6 * by) for at, by in ends.items()})}
        for id, cost in zip(options, costs, strict=True)
    }
    verdicts = {
        id: {OVERALL: verdict_on(chance, model.pack.settings)} for id, chance in zip(options, chances, strict=True)
    }
    return SimpleNamespace(
        cost=COST, spreads=spread, verdicts=verdicts.get, least_of_choices=dict(zip(options, cheapest, strict=True))
    )


# The options are ageing ships (the baseline, never a choice), ten ships, six ships, charters, drones.
@pytest.mark.parametrize(
    ("chances", "costs", "cheapest", "option", "sentences"),
    [
        (  # none holds: the surest is named, and that it is the cheapest too
            (1.0, 0.57, 0.5, 0.1, 0.0),
            (900, 1000, 1100, 1200, 1300),
            (0.4, 0.6, 0, 0, 0),
            "ten_patrol_ships",
            (
                "None of 4 choices can be paid and manned with 80 % chance; nearest is Ten patrol ships (57 %).",
                "It also costs least: €1,000 m at P50, in 60 of 100 draws.",
            ),
        ),
        (  # one holds, another is the cheapest
            (1.0, 0.2, 0.9, 0.1, 0.0),
            (900, 1000, 1100, 1200, 1300),
            (0.4, 0.58, 0.02, 0, 0),
            "six_large_ships",
            (
                "1 of 4 choices can be paid and manned with 80 % chance; surest is Six large ships (90 %).",
                "Least costly is Ten patrol ships: €1,000 m at P50, in 58 of 100 draws.",
            ),
        ),
        (  # two hold: the cheaper of these is named, though a third that fails is cheaper still
            (1.0, 0.2, 0.9, 0.85, 0.0),
            (900, 1000, 1200, 1100, 1300),
            (0.0, 1.0, 0, 0.002, 0),
            "chartered_vessels",
            (
                "2 of 4 choices can be paid and manned with 80 % chance; surest is Six large ships (90 %).",
                "Least costly of these is Five charters: €1,100 m at P50, in fewer than 1 of 100 draws.",
            ),
        ),
        (  # both that hold cost the same: each is named
            (1.0, 0.2, 0.9, 0.85, 0.0),
            (900, 1000, 1100, 1100, 1300),
            (0.0, 1.0, 0, 0, 0),
            "six_large_ships",
            (
                "2 of 4 choices can be paid and manned with 80 % chance; surest is Six large ships (90 %).",
                "Of these Six large ships and Five charters cost least alike: €1,100 m at P50.",
            ),
        ),
        (  # three are equally sure, each is named; the verdict turns on the least costly of them
            (1.0, 0.57, 0.57, 0.1, 0.57),
            (900, 1200, 1100, 1000, 1300),
            (0.0, 0.0, 0.2, 0.8, 0),
            "six_large_ships",
            (
                "None of 4 choices can be paid and manned with 80 % chance; nearest are Ten patrol ships, "
                "Six large ships and Drones and shore (57 % each).",
                "Least costly is Five charters: €1,000 m at P50, in 80 of 100 draws.",
            ),
        ),
        (  # none holds and three cost the same
            (1.0, 0.57, 0.5, 0.1, 0.0),
            (900, 1000, 1000, 1000, 1300),
            (0.0, 0.4, 0.3, 0.3, 0),
            "ten_patrol_ships",
            (
                "None of 4 choices can be paid and manned with 80 % chance; nearest is Ten patrol ships (57 %).",
                "Ten patrol ships, Six large ships and Five charters cost least alike: €1,000 m at P50.",
            ),
        ),
    ],
)
def test_the_finding_by_hand(result, chances, costs, cheapest, option, sentences):
    simulation = drawn(result.model, chances, costs, cheapest)
    names = {id: result.model.short(id) for id in result.model.options}
    found = finding(result.model, result.metrics, simulation, names)
    assert found.option == option
    assert found.sentences == sentences


def test_without_draws_it_is_of_the_given_values(result):
    # At the given values charters and nobody else of the four are within budget and manned; they cost 1,003.9 million.
    found = finding(result.model, result.metrics)
    assert found.sentences == (
        "1 of 4 choices can be paid and manned at the given values.",
        "Least costly is Five chartered vessels: €1,004 m.",
    )


@pytest.mark.parametrize(
    ("option", "sentences"),
    [
        ("ageing_ships", ("The ageing ships sail on can be paid at the given values.", "It costs €883 m.")),
        (
            "ten_patrol_ships",
            ("Ten armed patrol ships cannot be paid and manned at the given values.", "It costs €1,809 m."),
        ),
    ],
)
def test_an_option_alone_is_the_choice_even_if_it_is_the_baseline(option, sentences):
    result = load("coastguard").compare([option])
    found = finding(result.model, result.metrics)
    assert found.option == option
    assert found.sentences == sentences


def test_two_things_whose_costs_alone_are_compared_are_both_told(result):
    # Ageing ships are the baseline and charters the only choice; neither money nor people are judged.
    costs = {"ageing_ships": 883.4e6, "chartered_vessels": 1_004e6}
    metrics = {id: {COST: Metric(cost, "EUR_2025")} for id, cost in costs.items()}
    found = finding(result.model, metrics).sentences
    assert found == ("The cost of Five chartered vessels is €1,004 m, against €883 m for The ageing ships sail on.",)
    simulation = drawn(result.model, (None,) * 5, (900, 1, 1, 1200, 1), (0,) * 5)
    (median,) = finding(result.model, metrics, simulation).sentences
    assert (
        median == "The cost of Five chartered vessels is €1,200 m at P50, against €900 m for The ageing ships sail on."
    )
    said = [speaker_of(result.model.pack, "ja").say(each) for each in (*found, median)]
    assert said == [
        "用船5隻の費用は1,004百万ユーロ（老朽巡視船の継続使用は883百万ユーロ）。",
        "用船5隻の費用はP50で1,200百万ユーロ（老朽巡視船の継続使用は900百万ユーロ）。",
    ]
    alone = finding(result.model, {"chartered_vessels": metrics["chartered_vessels"]}).sentences
    assert alone == ("The cost of Five chartered vessels is €1,004 m.",)


def test_two_costs_that_differ_do_not_read_alike(result):
    costs = {"ageing_ships": 1_003.8e6, "chartered_vessels": 1_004.2e6}
    found = finding(result.model, {id: {COST: Metric(cost, "EUR_2025")} for id, cost in costs.items()}).sentences
    ships = "The ageing ships sail on"
    assert found == (f"The cost of Five chartered vessels is €1,004.2 m, against €1,003.8 m for {ships}.",)


def test_the_baseline_is_out_of_the_running_when_the_choices_are_counted():
    # Ageing ships are the cheapest of all in some draws, charters in the others; of the choices charters always are.
    found = load("coastguard").compare().simulation(64)
    assert "ageing_ships" not in found.least_of_choices
    assert sum(found.least_of_choices.values()) == pytest.approx(1)
    for each, share in found.least_of_choices.items():
        assert share >= found.cheapest[each]
    both = found.cheapest["chartered_vessels"] + found.cheapest["ageing_ships"]
    assert found.least_of_choices["chartered_vessels"] == pytest.approx(both)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "2 of 11 choices can be paid and manned with 80 % chance; "
            "surest are Aegis Ashore and Moored platforms (90 % each).",
            "11案中2案は80％の確率で予算と人員が足りる。最も確かなのは{}、{}（各90％）。",
        ),
        (
            "None of 11 choices can be paid with 80 % chance; "
            "nearest are Aegis Ashore and Moored platforms (9 % each).",
            "11案のうち、80％の確率で予算が足りる案はない。最も近いのは{}、{}（各9％）。",
        ),
    ],
)
def test_options_that_are_equally_sure_are_each_named_in_japanese(said, expected):
    speaker = speaker_of(load("japan").pack, "ja")
    named = [speaker.translation(each) for each in ("Aegis Ashore", "Moored platforms")]
    assert speaker.translation(said) == expected.format(*named)


def test_costs_that_are_not_drawn_have_no_median(result):
    simulation = drawn(
        result.model, (1.0, 0.9, 0.5, 0.1, 0.0), (900, 1000, 1100, 1200, 1300), (0, 1, 0, 0, 0), spread=0
    )
    names = {id: result.model.short(id) for id in result.model.options}
    assert finding(result.model, result.metrics, simulation, names).sentences == (
        "1 of 4 choices can be paid and manned with 80 % chance; surest is Ten patrol ships (90 %).",
        "It also costs least: €1,000 m.",
    )
