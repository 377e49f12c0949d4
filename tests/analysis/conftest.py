"""The small pack that `estimator init` writes, as a model, and runs of it that several tests look at."""

import pytest

from estimator.model import build_model
from estimator.pack import read_pack, write_pack_skeleton
from tests.analysis.boats import boat_pack


@pytest.fixture(scope="session")
def coast_pack(tmp_path_factory):
    """A small pack with a dozen ranges."""
    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return read_pack(folder)


@pytest.fixture(scope="session")
def coast(coast_pack):
    """Its model."""
    return build_model(coast_pack)


@pytest.fixture
def boats(monkeypatch):
    """A pack of three options made by hand, whose metrics are simple functions of a few numbers."""
    return boat_pack(monkeypatch)
