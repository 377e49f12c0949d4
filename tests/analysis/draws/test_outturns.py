"""Where published outturns lie among the draws of what was known before, on the small pack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from estimator.analysis.draws.outturns import outturns
from estimator.analysis.draws.records import Run
from estimator.errors import InputError

KNOWN = {"label": "A", "kind": "predicted", "unit": "1", "tolerance": 0.1, "source": "judgement"}


def with_cases(pack, **cases):
    """The pack with a discount rate anywhere from 1 to 3 percent, and cases to hold it against."""
    rate = replace(
        pack.assumptions["economy.discount_rate"], value=2.0, low=1.0, high=3.0, shape="uniform", range_is="bounds"
    )
    made = {**pack.assumptions, "economy.discount_rate": rate}
    return replace(pack, assumptions=made, documents={**pack.documents, "published": {"case": cases}})


def factor(pack, rate, **changed):
    """A case: the discount factor one year after the decision was that of a rate in percent."""
    row = f"economy.discount_factor@{pack.settings.decision_year + 1}"
    return {**KNOWN, "scenario": "lean_years", "rows": {row: 1}, "value": 1 / (1 + rate / 100), **changed}


def test_the_percentile_of_an_outturn_is_the_share_of_draws_below_it(coast_pack):
    # The factor is below 1 / 1.025 where the rate is above 2.5: a quarter of the draws between 1 and 3.
    found = outturns(with_cases(coast_pack, a=factor(coast_pack, 2.5)), Run(4096))[0]
    assert found.percentile == pytest.approx(0.25, abs=0.002)
    # Nine tenths of the draws lie between 1 / 1.029 and 1 / 1.011.
    assert found.percentiles[0.05] == pytest.approx(1 / 1.029, rel=1e-5)
    assert found.percentiles[0.5] == pytest.approx(1 / 1.02, rel=1e-5)
    assert found.percentiles[0.95] == pytest.approx(1 / 1.011, rel=1e-5)
    assert found.inside


def test_an_outturn_beyond_the_range_is_outside(coast_pack):
    found = outturns(with_cases(coast_pack, a=factor(coast_pack, 3.5)), Run(64))[0]
    assert (found.percentile, found.inside) == (0, False)


def test_what_is_set_for_a_case_holds_in_its_draws(coast_pack):
    held = factor(coast_pack, 2, set={"economy.discount_rate": "2.5 %"})
    found = outturns(with_cases(coast_pack, a=held, b=factor(coast_pack, 2)), Run(512))
    middles = {each.case.id: each.percentiles[0.5] for each in found}
    assert middles["b"] == pytest.approx(1 / 1.02, rel=1e-4)
    assert middles["a"] == pytest.approx(1 / 1.025, rel=1e-9)  # what is set is certain


def test_only_predictions_that_name_what_was_known_are_drawn(coast_pack):
    cases = {
        "known": factor(coast_pack, 2),
        "set_alone": {key: value for key, value in factor(coast_pack, 2).items() if key != "scenario"},
        "calibrated": factor(coast_pack, 2, kind="calibrated"),
    }
    assert [each.case.id for each in outturns(with_cases(coast_pack, **cases), Run(16))] == ["known"]


def test_too_few_draws_are_refused(coast_pack):
    with pytest.raises(InputError, match="expected 2 to"):
        outturns(with_cases(coast_pack, a=factor(coast_pack, 2)), Run(1))
