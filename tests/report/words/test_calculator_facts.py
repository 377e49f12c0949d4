"""What `estimator show CALCULATOR` tells is read off the rows."""

import pytest

from estimator import load
from estimator.calculators import Calculator, calculators, element_calculators, modules, rows_of
from estimator.calculators.asked import ASKED
from estimator.calculators.row import row
from estimator.model.needs.inputs import NOT_ASKED, calculator_inputs
from estimator.report.words.calculator_facts import calculator_meant, elements_of, explain_calculator
from tests.coast import pack

__all__ = ["pack"]  # a fixture


@pytest.fixture(scope="module")
def coast_model(pack):
    return load(pack).model()


@row(label="Buoys laid", unit="item")
def buoys_laid(harbours, buoys_per_harbour, year):
    """Buoys of all harbours."""
    return harbours * buoys_per_harbour + year * 0


@row(label="Buoys painted", unit="item")
def buoys_painted(buoys_laid, painted_share=0):
    """Those that are painted."""
    return buoys_laid * painted_share


@row(label="Cost of paint", unit="money")
def paint_cost(buoys_painted, paint_price):
    """Paint of all that are painted."""
    return buoys_painted * paint_price


@row(label="Cost of buoys", unit="money")
def buoy_cost(buoys_laid, buoy_price, dues=0, rebate=1):
    """Buoys less what comes back."""
    return buoys_laid * buoy_price * rebate - dues


BUOYS = Calculator(
    "buoys", "Buoys", "element", "buoy", "Buoys at sea.", (buoys_laid, buoys_painted, paint_cost, buoy_cost), {}
)


def test_an_input_is_always_needed_where_a_row_stands_without_anything_optional():
    found = {each.name: (each.always, each.default) for each in calculator_inputs(BUOYS)}
    # Without painted_share nothing is painted and no paint is bought: its price is asked for along with the share.
    assert found == {
        "harbours": (True, None),
        "buoys_per_harbour": (True, None),
        "buoy_price": (True, None),
        "paint_price": (False, None),
        "painted_share": (False, 0),
        "dues": (False, 0),
        "rebate": (False, 1),
    }


def test_what_is_always_needed_stands_first_and_what_is_optional_last():
    kinds = [(each.always, each.default is not None) for each in calculator_inputs(BUOYS)]
    assert kinds == [(True, False)] * 3 + [(False, False)] + [(False, True)] * 3


def test_an_input_tells_what_it_is_for_and_what_holds_without_it(coast_model):
    told = explain_calculator(coast_model.pack, BUOYS, coast_model).as_text()
    assert "seldom told    paint_price, painted_share, dues, rebate" in told  # words that the program has no entry for
    assert "in this pack   none" in told


@pytest.mark.parametrize("name", element_calculators())
def test_every_calculator_explains_itself(coast_model, name):
    kind = calculator_meant(coast_model, name)
    assert kind is calculators()[name]
    facts = {fact.key: fact for fact in explain_calculator(coast_model.pack, kind, coast_model).facts}
    told = [
        each["name"] for key in ("always needed", "optional", "with others", "seldom told") for each in facts[key].raw
    ]
    assert len(set(told)) == len(told)
    read = {each.name for made in kind.rows for each in made.arguments if each.name not in {*made.gather, *made.wire}}
    given = {row.name for each in calculators().values() if each.scope == "pack" for row in each.rows}
    given |= {row.name for module in modules().values() if ".shared." in module.__name__ for row in rows_of(module)}
    given -= ASKED.keys()
    assert set(told) == read - {made.name for made in kind.rows} - NOT_ASKED - given


@pytest.mark.parametrize("name", element_calculators())
def test_every_input_that_is_always_needed_has_a_meaning_a_unit_and_an_example(name):
    for each in calculator_inputs(calculators()[name]):
        assert each.asked or not each.always, (
            f"{name} always needs {each.name}: give it an entry in calculators/asked.py"
        )


def test_the_inputs_of_a_fleet_are_told_first_and_on_a_page(coast_model):
    lines = explain_calculator(coast_model.pack, calculators()["fleet"], coast_model).as_text().splitlines()
    assert lines[3].split()[:3] == ["always", "needed", "quantity"]
    assert len(lines) < 150


def test_what_is_always_needed_is_there_for_each_element_of_a_pack_that_computes(coast_model):
    names = [name for name in element_calculators() if elements_of(coast_model.pack, name)]
    assert names
    for name in names:
        facts = {
            fact.key: fact for fact in explain_calculator(coast_model.pack, calculators()[name], coast_model).facts
        }
        for each in facts["always needed"].raw:
            assert each["example"], (name, each)


def test_what_the_pack_calls_by_the_name_comes_before_the_calculator(coast_model):
    assert calculator_meant(coast_model, next(iter(coast_model.options))) is None
