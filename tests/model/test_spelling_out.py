"""A row spelled out from an input on: what stands between them is written in place, the rest stays."""

from __future__ import annotations

import pytest

from estimator.calculators.row import row
from estimator.expression import references
from estimator.model import build_model
from estimator.model.spelling_out import dependents_of, spelled_out
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Share in use", unit="1", shown="share")
def share_in_use(share, rise):
    """The share with its rise."""
    return share + rise


@row(label="Twice the output", unit="1", shown="count")
def twice(output):
    """Reads no share."""
    return output * 2


@row(label="Room", unit="1", shown="count")
def room(share_in_use, twice):
    """What is left of it."""
    return share_in_use * twice - twice


@row(label="Half the room", unit="1", shown="count")
def half(room):
    """Reads the room."""
    return room / 2


@pytest.fixture
def model(monkeypatch):
    install(monkeypatch, calculator("money", "pack", share_in_use, twice, room, half))
    given = {"money.share": 0.1, "money.rise": 0.2, "money.output": 5}
    return build_model(pack([assumption(id, value) for id, value in given.items()]))


def test_rows_that_depend_on_an_input_are_found_through_others(model):
    assert dependents_of(model, "money.share") == {"money.share_in_use", "money.room", "money.half"}
    assert dependents_of(model, "money.none") == set()


def test_the_input_stands_in_the_row_itself_and_what_does_not_depend_on_it_stays(model):
    found = spelled_out(model, "money.half", dependents_of(model, "money.share"))
    assert references(found) == ("money.share", "money.rise", "money.twice")


def test_a_row_that_is_kept_stays(model):
    dependents = dependents_of(model, "money.share")
    assert references(spelled_out(model, "money.half", dependents, {"money.room"})) == ("money.room",)
