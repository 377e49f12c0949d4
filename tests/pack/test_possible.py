"""What a number can be at all: `--beyond` passes the limits of a pack, and never these."""

from __future__ import annotations

import math

import pytest

from estimator.analysis.questions.levers import in_unit, lever, parse_sweep
from estimator.errors import InputError
from estimator.pack.possible import impossible, possible
from tests.model.small_pack import assumption, pack

YEARS = tuple(range(2020, 2030))


@pytest.mark.parametrize(
    ("held", "low", "high"),
    [
        (assumption("a.price", 20, "GJPY_2020", limits=(5, 40)), 0, math.inf),  # costs nothing at the least
        (assumption("a.ships", 2, whole=True, limits=(1, 9)), 1, math.inf),  # one ship at the least
        (assumption("a.decoys", 2, whole=True, limits=(0, 9)), 0, math.inf),
        (assumption("a.share", 2, "%", limits=(0.5, 5)), 0, 100),  # the whole is 100 of the file's unit
        (assumption("a.availability", 0.7, limits=(0, 0.9), shown="share"), 0, 1),
        (assumption("a.overrun", 2, "%", limits=(0, 300)), 0, math.inf),  # no share of a whole: its limits pass it
        (assumption("a.growth", 1, "%", limits=(-5, 5)), -math.inf, math.inf),
        (assumption("a.start", 2025, "year", limits=(2022, 2027)), 2020, 2029),  # the columns
        (assumption("a.life", 25, "year", limits=(10, 40)), 0, math.inf),
    ],
)
def test_what_makes_sense_follows_from_the_kind_of_number(held, low, high):
    assert possible(held, YEARS) == pytest.approx((low, high))
    assert not impossible(held, held.value, YEARS)


PACK = pack([assumption("a.share", 2, "%", limits=(0.5, 5)), assumption("a.growth", {2021: 1}, "%", limits=(-5, 5))])


def test_a_limit_is_passed_only_where_asked_for():
    turned = lever(PACK, "a.share")
    with pytest.raises(InputError, match=r"outside its limits, 0\.5 to 5 %; --beyond passes them"):
        in_unit(PACK, turned, "8 %")
    assert in_unit(PACK, turned, "8 %", beyond=True) == 8
    assert parse_sweep("a.growth=2022:4..7:1 %", PACK, beyond=True).values == (4, 5, 6, 7)


@pytest.mark.parametrize("beyond", [False, True])
def test_what_makes_no_sense_is_refused_with_the_reason(beyond):
    with pytest.raises(InputError, match="it cannot be above 100 %"):
        in_unit(PACK, lever(PACK, "a.share"), "120 %", beyond)
    with pytest.raises(InputError, match="it cannot be below 0 %"):
        parse_sweep("a.share=-1..2:1 %", PACK, beyond)
