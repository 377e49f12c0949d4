"""Rank correlations asked for are those that the draws have, and sums spread as closed forms say."""

from dataclasses import replace

import numpy as np
import pytest

from estimator.analysis.draws.copula import nearest_correlation
from estimator.analysis.draws.correlation import correlation
from estimator.analysis.draws.distributions import distributions
from estimator.analysis.draws.drawing import Drawing, Input
from estimator.errors import PackError
from estimator.pack.records import Source
from tests.model.small_pack import assumption, pack

SOURCE = {"judgement": Source("judgement", "Judgement", "us", "2026")}
COUNT = 64


def cost(id, low=8.0, value=10.0, high=12.0, shape="normal"):
    return assumption(id, value, "JPY_2020", low=low, high=high, shape=shape, basis="estimate")


def share(id):
    return assumption(id, 0.3, low=0.1, high=0.5, shape="triangular")


def asked(members, groups=None, default=None):
    document = {"group": groups or {}, **({} if default is None else {"default": default})}
    made = replace(pack(members), sources=SOURCE, documents={"correlation": document})
    return correlation(made, members)


def group(rank, *members):
    return {"members": list(members), "rank": rank, "source": "judgement"}


def drawn(members, found, sampler="random"):
    inputs = tuple(Input(id, each, 1.0) for id, each in distributions(members).items())
    drawing = Drawing(inputs, sampler, 1, found.mixing)
    return np.concatenate([drawing.block(number) for number in range(COUNT)])


def spearman(values):
    ranks = np.argsort(np.argsort(values, axis=0), axis=0)
    return np.corrcoef(ranks.T)


def off_diagonal(matrix):
    return matrix[np.triu_indices(len(matrix), 1)]


COSTS = [cost("a.x"), cost("a.y", 2, 5, 20, "lognormal"), cost("a.z", 1, 2, 9, "triangular")]


def test_costs_have_a_rank_correlation_of_three_tenths_unless_stated():
    found = asked(COSTS)
    assert found.mixing.beside == ("correlation.toml:cost_elements",)
    # 65,536 draws: the standard error of a rank correlation is 0.004.
    np.testing.assert_allclose(off_diagonal(spearman(drawn(COSTS, found))), 0.3, atol=0.01)


def test_the_default_of_costs_can_be_set_and_taken_away():
    stated = asked(COSTS, default={"cost_elements": 0.6, "source": "judgement"})
    np.testing.assert_allclose(off_diagonal(spearman(drawn(COSTS, stated))), 0.6, atol=0.01)
    assert asked(COSTS, default={"cost_elements": 0, "source": "judgement"}).mixing is None


@pytest.mark.parametrize("sampler", ["random", "latin_hypercube", "sobol"])
def test_groups_inside_and_outside_the_costs_hit_their_targets(sampler):
    members = [*COSTS, share("b.x"), share("b.y"), share("c.x")]
    found = asked(members, {"prices": group(0.7, "a.x", "a.y"), "shares": group(0.4, "b.*")})
    ranks = spearman(drawn(members, found, sampler))
    wanted = np.eye(6)
    wanted[:3, :3] = 0.3
    wanted[0, 1] = wanted[1, 0] = 0.7
    wanted[3, 4] = wanted[4, 3] = 0.4
    np.fill_diagonal(wanted, 1)
    np.testing.assert_allclose(ranks, wanted, atol=0.01)


def test_a_negative_group_across_costs_and_shares_hits_its_target():
    members = [*COSTS, share("b.x")]
    found = asked(members, {"against": group(-0.5, "a.x", "b.x")})
    assert found.mixing.triangle is not None
    assert spearman(drawn(members, found))[0, 3] == pytest.approx(-0.5, abs=0.01)


def test_correlation_leaves_each_input_its_own_distribution():
    values = drawn(COSTS, asked(COSTS))
    for column, ends in zip(values.T, ((8, 12), (2, 20), (1, 9)), strict=True):
        np.testing.assert_allclose(np.mean(column <= ends[0]), 0.1, atol=0.005)
        np.testing.assert_allclose(np.mean(column <= ends[1]), 0.9, atol=0.005)


def test_a_sum_of_correlated_normals_has_the_mean_and_variance_of_the_closed_form():
    members = [cost(f"a.x{k}y") for k in range(10)]
    total = drawn(members, asked(members), "sobol").sum(axis=1)
    # One: mean 10, deviation 2 / 1.2815516 = 1.5606082. Normal correlation 2 sin(pi 0.3 / 6) = 0.3128689.
    # Ten: mean 100, variance 10 * 2.4354979 * (1 + 9 * 0.3128689) = 92.934
    assert total.mean() == pytest.approx(100, abs=0.1)
    assert total.var() == pytest.approx(92.934, rel=0.01)


def test_a_sum_of_independent_normals_has_a_tenth_of_the_products():
    members = [cost(f"a.x{k}y") for k in range(10)]
    total = drawn(members, asked(members, default={"cost_elements": 0, "source": "judgement"}), "sobol").sum(axis=1)
    # 10 * 2.4354979
    assert total.var() == pytest.approx(24.355, rel=0.01)


def test_ranks_that_cannot_hold_together_are_repaired_with_a_warning_that_shows_the_change():
    members = [share("b.x"), share("b.y"), share("b.z")]
    groups = {"one": group(0.9, "b.x", "b.y"), "two": group(0.9, "b.y", "b.z"), "three": group(-0.9, "b.x", "b.z")}
    found = asked(members, groups)
    (warning,) = found.warnings
    assert "cannot all hold together" in warning
    assert "b.x and b.z: -0.90 became" in warning
    assert np.linalg.eigvalsh(found.used)[0] > 0 or np.all(np.abs(off_diagonal(found.used)) < 0.9)
    np.testing.assert_allclose(off_diagonal(spearman(drawn(members, found))), off_diagonal(found.used), atol=0.01)


def test_the_nearest_correlation_matrix_is_the_one_that_higham_prints():
    # Higham (2002), the tridiagonal example of ones: neighbours 0.7607, the far pair 0.1573.
    found = nearest_correlation(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]))
    np.testing.assert_allclose(off_diagonal(found), [0.7607, 0.1573, 0.7607], atol=1e-4)


def test_another_cost_changes_no_other_draw():
    more = [COSTS[0], cost("a.new"), *COSTS[1:]]
    np.testing.assert_array_equal(drawn(more, asked(more))[:, [0, 2, 3]], drawn(COSTS, asked(COSTS)))


def test_a_member_without_a_range_is_warned_of_by_group_and_name():
    certain = [assumption("d.sure", 1.0), assumption("d.too", 2.0)]
    found = asked(
        [*COSTS, *certain], {"crews": group(0.5, "a.x", "d.sure"), "yards": group(0.5, "d.*"), "b": group(0.2, "a.*")}
    )
    assert [each.split(",")[0] for each in found.warnings] == [
        "correlation.toml: group.crews: d.sure has no range",
        "correlation.toml: group.yards: d.* has no range",
    ]


def test_mistakes_in_the_file_are_reported_together():
    wrong = {"one": {"members": ["a.q"], "rank": 2, "sauce": "x"}, "two": 3}
    with pytest.raises(PackError) as caught:
        asked(COSTS, wrong, {"cost_elements": "high"})
    message = str(caught.value)
    for words in (
        'no assumption is called "a.q"',
        "rank = 2",
        "sauce is unknown",
        "source is missing",
        "group.two is no table",
        "default.cost_elements = 'high'",
    ):
        assert words in message


@pytest.mark.parametrize(
    ("default", "words"),
    [
        ({"cost_elements": 0.6}, "default: source is missing"),
        ({"source": "judgement"}, "default: cost_elements is missing"),
        ({"cost_elements": 0.6, "source": "judgment"}, 'default.source = "judgment" is not in sources.toml'),
        ({"cost_elements": 0.6, "source": ["judgement"]}, "is not in sources.toml"),
        (0.6, "default is no table"),
    ],
)
def test_the_default_needs_a_source_that_is_known(default, words):
    with pytest.raises(PackError) as caught:
        asked(COSTS, default=default)
    assert words in str(caught.value)


def test_a_source_that_is_nearly_known_is_offered():
    with pytest.raises(PackError, match="judgement"):
        asked(COSTS, default={"cost_elements": 0.6, "source": "judgment"})
