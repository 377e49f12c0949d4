"""The points of the shipped packs are means, and stand in the middle of their draws."""

import pytest

from estimator.analysis.draws.points import drawn
from estimator.api import load
from estimator.model import build_model
from estimator.pack import default_folder

DRAWS = 2048


@pytest.fixture(scope="module", params=["japan", "coastguard"])
def found(request):
    """What `check --draws` finds of a pack."""
    return drawn(build_model(load(default_folder().parent / request.param).pack), DRAWS)


def test_values_that_enter_cost_or_headroom_are_the_mean_of_their_draws(found):
    assert [str(each.problem) for each in found.off_mean] == []


def test_no_range_is_cut_off_by_its_limits(found):
    assert [str(each.problem) for each in found.cut_off] == []


def test_the_costs_of_every_option_stand_between_the_30th_and_the_70th_percentile(found):
    assert len({each.id.split(".")[0] for each in found.standings}) >= 5
    assert [(each.id, round(each.percentile, 3)) for each in found.aside] == []


def test_the_correlations_hold_together(found):
    assert found.warnings == ()
