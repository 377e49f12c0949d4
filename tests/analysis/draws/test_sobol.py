"""The scrambled Sobol sequence is SciPy's, bit for bit, and costs no import of its statistics."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.stats import qmc

from estimator.analysis.draws import sobol


def by_scipy(columns, seed, first, count):
    engine = qmc.Sobol(columns, scramble=True, seed=np.random.default_rng(seed))
    if first:
        engine.fast_forward(first)
    return engine.random(count)


@pytest.mark.parametrize(("columns", "seed"), [(1, 0), (2, 5), (17, 1), (300, 12345)])
@pytest.mark.parametrize("first", [0, 1024, 7 * 1024])
def test_the_points_are_those_of_scipy_bit_for_bit(columns, seed, first):
    found = sobol.sequence(columns, seed).points(first, 1024)
    assert np.array_equal(found, by_scipy(columns, seed, first, 1024))


def test_chosen_columns_are_those_of_the_whole():
    chosen = sobol.sequence(300, 5, [7, 299, 0]).points(1024, 1024)
    assert np.array_equal(chosen, by_scipy(300, 5, 1024, 1024)[:, [7, 299, 0]])


def test_plain_directions_start_with_van_der_corput():
    # The first column of an unscrambled sequence is 0, 1/2, 3/4, 1/4, 3/8 … in Gray's order.
    plain = sobol.Sobol(sobol.directions(1), np.zeros(1, dtype=np.uint32))
    assert plain.points(0, 5)[:, 0].tolist() == [0.0, 0.5, 0.75, 0.25, 0.375]


def test_scipy_still_keeps_its_table_where_it_is_read():
    assert sobol.table_of_scipy().is_file()


def test_without_the_table_scipy_itself_draws_the_same_points(monkeypatch, tmp_path):
    expected = [sobol.sequence(4, 9, [3, 1]).points(first, 64) for first in (2048, 0)]
    monkeypatch.setattr(sobol, "table_of_scipy", lambda: tmp_path / "gone.npz")
    again = sobol.sequence(4, 9, [3, 1])
    assert not isinstance(again, sobol.Sobol)
    assert np.array_equal([again.points(first, 64) for first in (2048, 0)], expected)


def test_the_sequence_ends():
    with pytest.raises(ValueError, match="1,073,741,824 points"):
        sobol.sequence(1, 1).points((1 << sobol.BITS) - 8, 16)


def test_draws_import_no_statistics_of_scipy():
    code = "import sys; from estimator.analysis.draws.sampling import Sampler; Sampler('sobol', 1, ('a',)).block(0); "
    code += "print('scipy.stats' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
