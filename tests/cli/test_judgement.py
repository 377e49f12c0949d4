"""The judgement command, on the second pack of the repository."""

import json
from pathlib import Path

COASTGUARD = Path(__file__).parents[2] / "assumptions" / "coastguard"


def test_judgement_shows_ratings_weights_and_scores_without_money(estimator):
    found = estimator("judgement", "-p", COASTGUARD)
    assert found.code == 0
    assert "ten_patrol_ships" in found.out
    assert "EUR" not in found.out


def test_a_changed_weight_is_in_the_json_with_the_score_it_gives(estimator):
    found = json.loads(estimator("judgement", "-p", COASTGUARD, "-w", "boarding=0", "-f", "json").out)
    assert found["factors"]["boarding"]["weight"] == 0
    assert found["scores"]["ageing_ships"] == 3.0  # (2 + 3 + 4) / 3
    assert found["ratings"]["ageing_ships"]["deterrence"]["reason"]


def test_the_reasons_of_one_option_stand_with_their_sources(estimator):
    found = estimator("judgement", "six_large_ships", "-p", COASTGUARD)
    assert found.code == 0
    assert "needs a new law" in found.out


def test_an_unknown_option_or_factor_is_refused_with_the_nearest(estimator):
    assert "ten_patrol_ships" in estimator("judgement", "ten_patrol_ship", "-p", COASTGUARD).err
    found = estimator("judgement", "-p", COASTGUARD, "-w", "maturty=2")
    assert found.code == 2
    assert "maturity" in found.err


def test_a_pack_without_judgement_factors_is_told_so(estimator, pack):
    found = estimator("judgement", "-p", pack)
    assert found.code == 2
    assert "judgement.toml" in found.err
