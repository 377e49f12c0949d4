"""Judgement factors: weighted scores by hand, every mistake of the file at once."""

from dataclasses import replace

import pytest

from estimator.analysis.standing.judgement import judgement, judgement_scores, parse_weights, unrated
from estimator.errors import InputError, ModelError, UnknownNameError
from tests.report.case import PACK

REASON = {"reason": "As seen.", "source": "white_paper"}
FACTORS = {"weather": {"label": "Weather", "weight": 1}, "law": {"label": "Law", "weight": 3, "question": "Allowed?"}}
RATINGS = {
    "stay": {"weather": {"value": 2, **REASON}, "law": {"value": 5, **REASON}},
    "buy_two_large_ships": {"weather": {"value": 4, **REASON}},
}


def pack(factors=FACTORS, ratings=RATINGS, **more):
    return replace(PACK, documents={"judgement": {"factor": factors, "rating": ratings, **more}})


def test_a_score_is_the_weighted_mean_of_the_ratings_that_an_option_has():
    # stay: (1 × 2 + 3 × 5) / 4 = 4.25; the other has only the weather: 4
    assert judgement_scores(pack()) == {"stay": 4.25, "buy_two_large_ships": 4.0}


def test_a_changed_weight_changes_the_score_and_the_weight_shown():
    # (1 × 2 + 1 × 5) / 2 = 3.5
    found = judgement(pack(), {"law": 1.0})
    assert found.scores["stay"] == 3.5
    assert found.factors["law"].weight == 1.0


def test_a_factor_of_weight_0_does_not_count_and_leaves_an_option_without_a_score():
    assert judgement_scores(pack(), {"weather": 0.0}) == {"stay": 5.0}


def test_weights_are_read_as_factor_and_number_and_a_factor_has_one():
    assert parse_weights(["law=2", " weather = 0.5"]) == {"law": 2.0, "weather": 0.5}
    with pytest.raises(InputError, match="the factor law has two weights; give it one"):
        parse_weights(["law=2", " weather = 0.5", " law=4"])


@pytest.mark.parametrize("text", ["law", "law=", "law=much"])
def test_a_weight_that_is_no_number_is_refused(text):
    with pytest.raises(InputError, match="FACTOR=NUMBER"):
        parse_weights([text])


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"wether": 2.0}, 'no factor "wether". Did you mean "weather"'),
        ({"law": -1.0}, "from 0 on"),
        ({"law": float("nan")}, "from 0 on"),
        ({"law": float("inf")}, "from 0 on"),
        ({"law": 0.0, "weather": 0.0}, "every factor has the weight 0"),
    ],
)
def test_a_weight_that_cannot_be_used_is_refused(weights, words):
    with pytest.raises((InputError, UnknownNameError), match=words):
        judgement(pack(), weights)


def test_a_pack_without_judgement_says_so():
    with pytest.raises(InputError, match=r"no judgement\.toml"):
        judgement(PACK)


def test_all_mistakes_of_the_file_are_reported_together():
    factors = {"weather": {"label": "Weather", "wheight": 2}, "law": {"weight": -1}, "taste": 3}
    ratings = {
        "stay": {"weather": {"value": 6, **REASON}, "low": {"value": 3, **REASON}},
        "leave": {"weather": {"value": True, "reason": " ", "source": "gossip"}},
    }
    with pytest.raises(ModelError) as caught:
        judgement(pack(factors, ratings, notes={}))
    for words in (
        "[notes] is unknown",
        'factor.weather.wheight is unknown. Did you mean "weight"',
        "factor.law: label is missing",
        "factor.law.weight = -1",
        "factor.taste is no table",
        "rating.stay.weather.value = 6",
        'rating.stay.low: there is no factor "low"',
        'there is no option "leave"',
        "rating.leave.weather.value = True",
        "rating.leave.weather: reason is missing",
        'rating.leave.weather.source = "gossip"',
    ):
        assert words in str(caught.value), words


@pytest.mark.parametrize("value", [0.99, 5.01, "4", None])
def test_a_rating_outside_1_to_5_is_refused(value):
    with pytest.raises(ModelError, match="from 1"):
        judgement(pack(ratings={"stay": {"weather": {"value": value, **REASON}}}))


def test_the_ends_of_the_scale_are_allowed():
    found = judgement(pack(ratings={"stay": {"weather": {"value": 1, **REASON}, "law": {"value": 5, **REASON}}}))
    assert found.scores["stay"] == 4.0  # (1 × 1 + 3 × 5) / 4


def test_an_option_that_the_ratings_leave_out_is_named_and_none_of_a_pack_without_ratings():
    only_one = {"stay": RATINGS["stay"]}
    options = pack().settings.options
    assert "stay" in options
    assert unrated(pack(ratings=only_one)) == tuple(each for each in options if each != "stay")
    assert unrated(pack(ratings=dict.fromkeys(options, RATINGS["stay"]))) == ()
    assert unrated(replace(PACK, documents={})) == ()
