"""Launchers by class and the raids that follow from them, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.api import load
from estimator.calculators.pack import threat
from estimator.errors import PackError

COUNTS = st.floats(0, 500)


def value(found) -> float:
    return float(np.asarray(found).item())


def test_launchers_grow_from_the_count_to_the_year_of_the_effects():
    # 10 percent a year over three years: 1.1³ = 1.331; none without growth, whatever the years
    assert value(threat.threat_growth(0.1, 2023, 2020, 1)) == pytest.approx(1.331, rel=1e-12)
    assert value(threat.threat_growth(0, 2050, 2020, 1)) == 1
    assert value(threat.threat_growth()) == 1


def test_a_launch_sends_no_more_than_the_launcher_holds():
    # four a launch, but three held: 3 × 0.9 × 0.5 = 1.35
    assert value(threat.class_launch(4, 3, 0.9, 0.5)) == pytest.approx(1.35, rel=1e-12)
    assert value(threat.class_launch(2, 3, 0.9, 0.5)) == pytest.approx(0.9, rel=1e-12)


def test_launches_of_a_day_are_real_and_end_with_the_missiles():
    # 1 + 24/10 = 3.4; with five missiles, two a launch: 2.5; with one missile of two a launch: half a launch
    assert value(threat.class_launches(24, 10, 20, 2)) == pytest.approx(3.4, rel=1e-12)
    assert value(threat.class_launches(24, 10, 5, 2)) == 2.5
    assert value(threat.class_launches(24, 10, 1, 2)) == 0.5


def test_the_first_day_is_never_less_than_the_first_salvo():
    # 40 launchers, a quarter ready, grown by 1.2: 12 ready; 12 × 1.5 = 18 in one salvo, 2.5 salvos are 45
    ready = threat.class_launchers_ready(40, 0.25, 1.2)
    salvo = threat.class_first_salvo(ready, 1.5)
    assert value(salvo) == pytest.approx(18, rel=1e-12)
    assert value(threat.class_first_day(salvo, 2.5)) == pytest.approx(45, rel=1e-12)
    assert value(threat.class_first_day(salvo, 0.5)) == pytest.approx(18, rel=1e-12)


def test_raids_and_launchers_of_the_classes_add_up():
    for row in (threat.launchers_ready, threat.raid_first_salvo, threat.raid_first_day):
        assert value(row((12, 30, 0.5))) == 42.5


@given(COUNTS, st.floats(1, 8), st.floats(0.5, 96), st.floats(0, 30), st.floats(1, 30))
def test_more_missiles_and_faster_reloading_never_send_less(launchers, per_launch, reload_time, held, more):
    def day(reload_time, held):
        launch = threat.class_launch(per_launch, held, 0.8, 0.9)
        launches = threat.class_launches(24, reload_time, held, per_launch)
        return value(threat.class_first_day(threat.class_first_salvo(launchers, launch), launches))

    usual = day(reload_time, held)
    assert day(reload_time, held + more) >= usual - 1e-9
    assert day(reload_time / 2, held) >= usual - 1e-9


def test_a_pack_names_its_own_classes_and_its_raids_are_their_sum():
    at = load("coastguard").compare().value
    for raid in ("first_salvo", "first_day"):
        both = at(f"threat.drone_{raid}") + at(f"threat.rocket_{raid}")
        assert at(f"threat.raid_{raid}") == pytest.approx(both, rel=1e-12)
    # drones: ten trucks, 0.6 of them ready, 0.85 of the drones fly; three drones a truck end the day
    assert at("threat.drone_first_salvo") == pytest.approx(10 * 0.6 * 0.85, rel=1e-12)
    assert at("threat.drone_first_day") == pytest.approx(3 * 10 * 0.6 * 0.85, rel=1e-12)


def test_an_id_that_was_withdrawn_names_what_took_its_place():
    with pytest.raises(PackError, match="withdrawn; in its place stands raid_first_day"):
        load("coastguard").with_overrides({"threat.saturation_raid": 30})
