"""A row that is declared wrongly says so at import: where, what, and what to write instead, all at once."""

from __future__ import annotations

import pytest

from estimator.calculators.axes import AXES
from estimator.calculators.row import row


def declared(function, **more):
    """The message of a wrong declaration, without the place in front of each line."""
    place = f"tests/calculators/test_row.py:{function.__code__.co_firstlineno}: row {function.__name__}: "
    with pytest.raises(TypeError) as caught:
        row(**{"label": "Ships", **more})(function)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(place) for line in lines)
    return [line.removeprefix(place) for line in lines]


def taking_any_number(*ships):
    """Many."""
    return ships


def taking_any_name(**ships):
    """Many."""
    return ships


def taking_by_place(ships, /, *, stations):
    """Two."""
    return ships + stations


def without_words(ships):
    return ships


def with_defaults(ships, loss="0", known=True, fine=1):
    """Two defaults that are no numbers."""
    return ships * loss * known * fine


def gathering(parts, price):
    """A sum."""
    return parts[0] * price


PLAIN = "must be a plain name: take the / or * out of the list of arguments"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            taking_any_number,
            "*ships has no names to wire. To read a number of rows, take one argument, ships, with "
            'gather={"ships": {"measure": …}}',
        ),
        (taking_any_name, "**ships has no names to wire; write each argument by its name"),
        (without_words, "it has no docstring: say what the row is, what is left out, its source; analysts read it"),
    ],
)
def test_a_row_whose_arguments_or_words_are_missing_is_refused(function, message):
    assert declared(function) == [message]


def test_arguments_by_place_or_by_keyword_only_are_refused():
    assert declared(taking_by_place) == [f"argument ships {PLAIN}", f"argument stations {PLAIN}"]


def test_a_default_is_a_number():
    assert declared(with_defaults) == [
        "argument loss has the default '0'; a default is the number 0, 1 or 2, or there is none",
        "argument known has the default True; a default is the number 0, 1 or 2, or there is none",
    ]


def test_what_is_gathered_wired_or_read_with_a_role_is_an_argument():
    wrong = {"gather": {"part": {"measure": "pay"}}, "wire": {"cost_of_all": "budget.cost"}, "each": "ship"}
    assert declared(gathering, **wrong, label=" ") == [
        'gather names "part", which is no argument of the row. Did you mean "parts"?',
        'wire names "cost_of_all", which is no argument of the row. It has parts, price.',
        "its label is empty: say in a few words what every table and sheet is to call it",
        f'each="ship" is not known: expected one or more of {", ".join(AXES)}',
    ]


def test_a_row_that_is_declared_well_is_computed():
    made = row(label="Cost", gather={"parts": {"measure": "pay"}})(gathering)
    assert [each.name for each in made.arguments] == ["parts", "price"]
    assert made((2,), 3) == 6  # 2 × 3
