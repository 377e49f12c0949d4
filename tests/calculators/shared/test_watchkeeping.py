"""The watch of one hull: each row against a case worked by hand."""

from __future__ import annotations

import pytest

from estimator.calculators.shared import watchkeeping


def test_upkeep_or_crews_bind_whichever_is_less() -> None:
    # one crew stands 0.4 of a year: the hull's 0.345 binds; a hull free for 0.6 is bound by its one crew;
    # with 4 crews for 3 hulls the crews stand 4/3 * 0.4 = 0.5333
    assert watchkeeping.watch_share(0.345, 1, 0.4) == pytest.approx(0.345)
    assert watchkeeping.watch_share(0.6, 1, 0.4) == pytest.approx(0.4)
    assert watchkeeping.watch_share(0.6, 4 / 3, 0.4) == pytest.approx(0.533333, abs=1e-6)


def test_weather_takes_a_part_of_the_watch() -> None:
    # 126 / 365 = 0.345205; less 3 percent of it 0.334849
    assert watchkeeping.on_station_share(126 / 365, 0.03) == pytest.approx(0.334849, abs=1e-6)


def test_two_ships_hold_two_thirds_of_a_station() -> None:
    # 2 * 0.334849 * 1 = 0.669699: "0.67 of two stations"
    assert 2 * watchkeeping.station_yield(0.334849315, 1) == pytest.approx(0.6697, abs=1e-4)
