"""Chances: evenly spread, the same for the same seed, and each name with a stream of its own."""

import numpy as np
import pytest

from estimator.analysis.draws.sampling import BLOCK, SAMPLERS, Sampler, blocks_for, check_sampler
from estimator.errors import InputError

NAMES = ("a.one", "b.two", "c.three")


@pytest.mark.parametrize("kind", SAMPLERS)
def test_chances_are_uniform_and_never_quite_nil_or_one(kind):
    drawn = np.concatenate([Sampler(kind, 1, NAMES).block(number) for number in range(16)])
    assert drawn.min() > 0
    assert drawn.max() < 1
    # The standard error of the mean of 16,384 random chances is 0.0023.
    np.testing.assert_allclose(drawn.mean(axis=0), 0.5, atol=0.01)
    np.testing.assert_allclose(drawn.var(axis=0), 1 / 12, atol=0.005)


@pytest.mark.parametrize("kind", SAMPLERS)
def test_a_block_is_the_same_whichever_blocks_were_drawn_before(kind):
    straight = Sampler(kind, 7, NAMES)
    in_order = [straight.block(number) for number in range(4)]
    jumping = Sampler(kind, 7, NAMES)
    for number in (3, 0, 2, 1):
        np.testing.assert_array_equal(jumping.block(number), in_order[number])


@pytest.mark.parametrize("kind", ["latin_hypercube", "random"])
def test_another_assumption_changes_no_other_draw(kind):
    before = Sampler(kind, 3, NAMES).block(2)
    after = Sampler(kind, 3, ("a.new", "a.one", "b.middle", "b.two", "c.three")).block(2)
    np.testing.assert_array_equal(after[:, [1, 3, 4]], before)


@pytest.mark.parametrize("kind", SAMPLERS)
def test_another_seed_gives_other_draws(kind):
    assert not np.array_equal(Sampler(kind, 1, NAMES).block(0), Sampler(kind, 2, NAMES).block(0))


def test_a_latin_hypercube_has_one_chance_in_each_stratum():
    strata = np.floor(Sampler("latin_hypercube", 1, NAMES).block(5) * BLOCK)
    for column in strata.T:
        np.testing.assert_array_equal(np.sort(column), np.arange(BLOCK))


def test_sobol_fills_every_half_quarter_and_eighth_alike():
    drawn = Sampler("sobol", 1, NAMES).block(0)
    for column in drawn.T:
        assert np.bincount((column * 8).astype(int)).tolist() == [BLOCK // 8] * 8


def test_mistakes_in_seed_and_sampler_are_explained():
    with pytest.raises(InputError, match="seed -1"):
        Sampler("random", -1, NAMES)
    with pytest.raises(InputError, match="expected one of sobol, latin_hypercube, random"):
        check_sampler("dice")


def test_the_last_block_may_be_partly_used():
    assert list(blocks_for(BLOCK * 2 + 1)) == [0, 1, 2]
