"""What the program keeps, in tests: in a folder of a test's own, or in that of the run."""

from __future__ import annotations

import pytest

from estimator import cache


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """An empty folder in which the program keeps what it read, wired and computed, while the test runs."""
    place = tmp_path / "kept"
    place.mkdir(mode=0o700)
    monkeypatch.setenv("LOCALAPPDATA", str(place))
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
    cache.use()
    yield place / "estimator"
    cache.use(False)


@pytest.fixture
def keeping():
    """What was read and wired is kept for the next command, as it is for whoever types them one after the other."""
    cache.use()
    yield
    cache.use(False)
