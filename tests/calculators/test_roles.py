"""The program asks for rows by role: each role is declared once, and the default pack has them all."""

from __future__ import annotations

import pytest

from estimator.calculators import calculators, declarations, declared
from estimator.calculators.roles import Role
from tests.shipped import wired


@pytest.fixture(scope="module")
def model():
    return wired()


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_each_role_is_declared_by_a_row(role):
    """A row that lost its role fails here, before a chart vanishes."""
    assert declared(role).name


def test_a_role_that_nothing_is_declared_with_raises(monkeypatch):
    monkeypatch.delitem(declarations(), Role.HEADROOM)
    with pytest.raises(LookupError, match=r"no row of any calculator is declared with Role\.HEADROOM"):
        declared(Role.HEADROOM)


def test_no_two_rows_of_a_calculator_have_the_same_role():
    for calculator in calculators().values():
        roles = [row.role for row in calculator.rows if row.role]
        assert len(roles) == len(set(roles)), calculator.name


def test_arguments_with_a_role_are_arguments_of_their_row():
    for calculator in calculators().values():
        for row in calculator.rows:
            assert set(row.reads) <= {each.name for each in row.arguments}, row.name


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_the_default_pack_has_each_role_somewhere(model, role):
    """For some option, element, price base or service, if the role is not of the whole pack."""
    found = {id for (each, _, _), id in model.roles.items() if each is role}
    assert found & {*model.rows, *model.inputs}
