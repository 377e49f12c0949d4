"""A model tells which row or assumption has a role, and refuses a question that would find nothing without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimator.calculators import declared
from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import sum_of
from estimator.model import build_model
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Crew", unit="person", measure="billets", reads={"crew": Role.QUANTITY})
def aboard(crew):
    """People aboard."""
    return crew + 0


@row(label="People", unit="person", metric="People", role=Role.PEOPLE, gather={"parts": {"measure": "billets"}})
def heads(parts):
    """People of all ships, under a name of the row's own."""
    return sum_of(parts)


@row(label="Crew of {service}", unit="person", each="service", metric="Crew, {service}", role=Role.PEOPLE_OF_SERVICE)
def heads_service(heads):
    """The same of one service."""
    return heads + 0


@row(label="In the years compared", unit="1", shown="flag", role=Role.IN_HORIZON)
def inside(year):
    """1 in every year."""
    return 0 < year


@pytest.fixture
def model(monkeypatch):
    install(
        monkeypatch,
        calculator("boats", "element", aboard, item="ship"),
        calculator("asked", "option", heads, heads_service),
        calculator("span", "pack", inside),
    )
    return build_model(pack([assumption("buy.ships.crew", 100, "person")]))


def test_a_row_of_the_pack_is_found_under_whatever_name_it_has(model):
    assert model.role(Role.IN_HORIZON) == "span.inside"


def test_a_row_of_an_option_and_of_a_service_is_found(model):
    assert model.role(Role.PEOPLE, "buy") == "buy.heads"
    assert model.role(Role.PEOPLE_OF_SERVICE, "buy", "navy") == "buy.heads_navy"


def test_what_is_the_whole_packs_is_the_same_for_each_option(model):
    assert model.role(Role.IN_HORIZON, "buy") == "span.inside"


def test_an_assumption_has_the_role_of_the_argument_that_reads_it(model):
    assert model.role(Role.QUANTITY, "buy.ships") == "buy.ships.crew"


def test_an_option_to_which_the_row_does_not_apply_has_none(model):
    assert "stay.heads" in model.absent
    assert model.role(Role.PEOPLE, "stay") is None


def test_a_metric_is_known_by_its_role_also_where_the_pack_has_none(model):
    assert model.name(Role.PEOPLE) == "heads"
    assert model.name(Role.PEOPLE_OF_SERVICE, "navy") == "heads_navy"
    assert model.name(Role.LEAKERS) == "expected_leakers"


@pytest.mark.parametrize(
    ("role", "owner", "service", "said"),
    [
        (Role.PEOPLE, "", "", "of each option"),
        (Role.PEOPLE_OF_SERVICE, "buy", "", "of a service"),
        (Role.PEOPLE, "buy", "navy", "not of a service"),
    ],
)
def test_a_role_asked_of_the_wrong_owner_raises(model, role, owner, service, said):
    with pytest.raises(LookupError, match=said):
        model.role(role, owner, service)


@pytest.mark.parametrize("name", ["japan", "coastguard"])
def test_a_role_of_services_stands_with_its_service_in_every_pack(name):
    from estimator import load

    model = load(Path(__file__).parents[2] / "assumptions" / name).model()
    lost = [each for each in model.roles if declared(each[0]).of_services != bool(each[2])]
    assert lost == []
    asked = [(option, service) for option in model.options for service in model.pack.services]
    assert any(model.role(Role.SHORT_OF_PEOPLE, *each) for each in asked)
