"""What was found of a pack as its files have it is found once, and is the same the second time."""

import subprocess
import sys
from pathlib import Path

import pytest

from estimator import cache
from estimator.analysis.draws import outturns as drawn
from estimator.analysis.standing import backtest as tested
from estimator.analysis.standing import kept as findings
from tests.keeping import kept
from tests.shipped import shipped

__all__ = ["kept"]  # a fixture


@pytest.fixture(scope="module")
def pack():
    """A pack with predicted cases under scenarios."""
    return shipped().pack


@pytest.fixture(scope="module")
def computed(pack):
    """What is found of it where nothing is kept."""
    return tested.outcomes_of(pack), drawn.outturns_of(pack)


def test_back_tests_and_outturns_are_computed_once_and_read_back_to_the_last_bit(kept, pack, monkeypatch):
    before = tested.outcomes_of(pack), drawn.outturns_of(pack)
    assert all(before)
    for module, name in ((tested, "backtest"), (drawn, "outturns")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("computed again"))
    assert (tested.outcomes_of(pack), drawn.outturns_of(pack)) == before


@pytest.mark.parametrize("spoilt", [b"[", b"null", b"[1.0]", b'{"no_case": [1.0, 2.0, 3.0, 0.5]}'])
def test_what_is_not_what_was_kept_is_found_anew(computed, kept, pack, spoilt):
    for kind in ("back-test", "outturns"):
        cache.keep(findings.key_of(kind, pack.digest), spoilt)
    assert (tested.outcomes_of(pack), drawn.outturns_of(pack)) == computed


def test_the_digest_of_the_sources_covers_all_that_is_imported():
    code = (
        "import sys, estimator.analysis.questions.key_inputs, estimator.analysis.draws.outturns; "
        "print(*(name for name in sys.modules if name.startswith('estimator.')))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    folders = {path.name for path in Path(cache.__file__).parent.iterdir() if (path / "__init__.py").exists()}
    assert {name.split(".")[1] for name in found} & folders <= set(findings.ROOMS)
