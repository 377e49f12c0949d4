"""A number with the noun of its own unit in the plural is read as people write it, and any other noun refused."""

from __future__ import annotations

import pytest

from estimator.api import load
from estimator.errors import EstimatorError
from estimator.pack.changes import Refused
from estimator.pack.layers.typed_text import number_of
from tests.model.test_terms import bare


@pytest.fixture(scope="module")
def assumptions(tmp_path_factory):
    return load(bare(tmp_path_factory.mktemp("plural") / "pack", "fleet")).pack.assumptions


@pytest.mark.parametrize(
    ("id", "typed", "number"),
    [
        ("quantity", "12 ships", 12),
        ("quantity", "12 Ships", 12),
        ("quantity", "12 ship", 12),
        ("lead_time", "3 years", 3),
        ("orders_per_year", "2 ships / year", 2),
    ],
)
def test_the_noun_of_the_unit_may_stand_in_the_plural(assumptions, id, typed, number):
    assert number_of(typed, assumptions[f"bare.bare.{id}"]) == number


@pytest.mark.parametrize(
    ("id", "typed"), [("quantity", "12 boats"), ("quantity", "12 years"), ("lead_time", "3 months")]
)
def test_any_other_noun_is_refused(assumptions, id, typed):
    with pytest.raises(Refused):
        number_of(typed, assumptions[f"bare.bare.{id}"])


def test_the_command_line_takes_the_plural_too(tmp_path):
    made = load(bare(tmp_path / "pack", "fleet"))
    assert made.with_settings("bare.bare.quantity=3 ships").pack.assumptions["bare.bare.quantity"].value == 3
    with pytest.raises(EstimatorError):
        made.with_settings("bare.bare.quantity=3 sites")
