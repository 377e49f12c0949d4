"""The words about the options: who is best, who fits, and the answer on Read me, held against cases worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import ironcalc
import numpy as np
import pytest

from estimator.expression import Constant
from estimator.pack.records import Option
from estimator.workbook.cells.formula import DASH
from estimator.workbook.plan.comparison_plan import plan_comparison
from estimator.workbook.sheets.comparison.answer_lines import CHEAPEST, LISTS, NONE, Answer
from estimator.workbook.sheets.comparison.best import SEVERAL, alike, if_alike, ranked, whose
from estimator.workbook.sheets.comparison.verdict import BOTH, FITS, MONEY, MONEY_METRIC, PEOPLE, PEOPLE_METRIC, verdict
from tests.workbook import small

NUMBERS = [("Buy", 30.0), ("Lease", 20.0), ("Stay", math.nan), ("Swap", 45.0)]
SPAN, LABELS = "$C11:$F11", "$C$8:$F$8"
CELLS = {MONEY_METRIC: "C20", PEOPLE_METRIC: "C30"}


def test_of_less_is_better_the_smallest_and_the_next_one_are_best():
    best, following = ranked(NUMBERS, "less", SPAN)
    assert (best.value, following.value) == (20.0, 30.0)
    assert best.text == 'IF(COUNT($C11:$F11)+0*SUM($C11:$F11)<2,"–",SMALL($C11:$F11,1))'
    assert following.text == 'IF(COUNT($C11:$F11)+0*SUM($C11:$F11)<2,"–",SMALL($C11:$F11,2))'


def test_no_formula_of_the_answer_turns_an_error_into_a_statement():
    best, following = ranked(NUMBERS, "less", "B1:D1")
    named = whose(NUMBERS, "less", "B1:D1", "B2:D2", "E1", "F1")
    nil = if_alike("B1", "E1", '"then"', '"otherwise"')
    model = ironcalc.create("errors")
    for at, text in enumerate(("1/0", "3", '"–"', f"{best.text}", f"{following.text}", named.text, nil), 2):
        model.set_user_input(0, 1, at, f"={text}")
    model.evaluate()
    assert {model.get_cell_value(0, 1, at) for at in range(5, 9)} == {"#DIV/0!"}


def test_of_more_is_better_the_largest_is_best():
    best, following = ranked(NUMBERS, "more", SPAN)
    assert (best.value, following.value) == (45.0, 30.0)
    assert "LARGE(" in best.text


@pytest.mark.parametrize("numbers", [[], [("Buy", 30.0)], [("Buy", 30.0), ("Stay", math.nan)]])
def test_one_number_alone_is_not_called_best(numbers):
    assert [each.value for each in ranked(numbers, "less", SPAN)] == [DASH, DASH]
    assert whose(numbers, "less", SPAN, LABELS, "$H11", "$I11").value == DASH


@pytest.mark.parametrize(
    ("numbers", "better", "label"),
    [
        (NUMBERS, "less", "Lease"),
        (NUMBERS, "more", "Swap"),
        ([("Buy", 5.0), ("Lease", 5.0), ("Swap", 9.0)], "less", SEVERAL),
        # 1e-11 apart of a sum of 10: the quotient 1e-12 is nil in nine decimals, so they are alike
        ([("Buy", 5.0), ("Lease", 5.0 + 1e-11)], "less", SEVERAL),
        # 1e-6 apart of a sum of 10: the quotient 1e-7 is not nil in nine decimals
        ([("Buy", 5.0), ("Lease", 5.0 + 1e-6)], "less", "Buy"),
        ([("Buy", 0.0), ("Lease", 0.0)], "less", SEVERAL),  # 0/0 is an error in the sheet, and two nils are alike
    ],
)
def test_the_option_with_the_best_number_is_named_unless_two_are_alike(numbers, better, label):
    found = whose(numbers, better, SPAN, LABELS, "$H11", "$I11")
    assert found.value == label
    assert "INDEX($C$8:$F$8,1,MATCH($H11,$C11:$F11,0))" in found.text


@pytest.mark.parametrize(
    ("over", "short", "words"), [(0, 0, FITS), (3, 0, MONEY), (0, 1, PEOPLE), (30, 27, BOTH), (math.nan, 0, FITS)]
)
def test_an_option_fits_if_no_year_is_over_headroom_and_none_short_of_people(over, short, words):
    found = verdict(CELLS, {MONEY_METRIC: float(over), PEOPLE_METRIC: float(short)})
    assert found.value == words
    assert found.text == (
        'IF(N(C20)>0,IF(N(C30)>0,"Over budget, short of people","Over budget"),IF(N(C30)>0,"Short of people","Fits"))'
    )


def test_what_a_pack_does_not_count_cannot_fail():
    money = verdict({MONEY_METRIC: "C20"}, {MONEY_METRIC: 1.0})
    assert (money.text, money.value) == ('IF(N(C20)>0,"Over budget","Fits")', MONEY)
    people = verdict({PEOPLE_METRIC: "C30"}, {PEOPLE_METRIC: 1.0})
    assert (people.text, people.value) == ('IF(N(C30)>0,"Short of people","Fits")', PEOPLE)
    assert verdict({}, {}).text == '"Fits"'


# Three options: cost in EUR, years over headroom, years short of people, missiles that leak.
OPTIONS = {
    "buy": ("Buy boats", 30.4e6, 0.0, 2.0, 7.5),
    "lease": ("Lease boats", 20.6e6, 1.0, 0.0, 9.0),
    "stay": ("Stay ashore", 44.5e6, 0.0, 0.0, 9.0),
}
METRICS = ("life_cycle_cost", "years_over_headroom", "years_short_of_people", "expected_leakers")
UNITS = ("EUR_2020", "1", "1", "1")


def answer(options=OPTIONS):
    """The lines on Read me for a model of those options and nothing else, by heading."""
    model, values = model_of(options)
    made = Answer(plan_comparison(model, values), model, 5)
    return {heading: formula.value for heading, formula in made.lines()}, made


def model_of(options):
    given = {
        f"{option}.{metric}": (unit, value)
        for option, (_, *numbers) in options.items()
        for metric, unit, value in zip(METRICS, UNITS, numbers, strict=True)
    }
    rows = {
        id: small.row(id, id, unit, "scalar", "option", Constant(0), {"metric": True, "marks": {"better": "less"}})
        for id, (unit, _) in given.items()
    }
    base = small.model()
    pack = replace(base.pack, options={id: Option(id, label, "") for id, (label, *_) in options.items()}, scenarios={})
    made = replace(base, pack=pack, options=tuple(options), rows=rows, order=tuple(rows), inputs={}, rings=())
    return made, {id: np.array([[value]]) for id, (_, value) in given.items()}


def test_the_answer_names_the_options_that_fit_and_those_that_do_not():
    found, _ = answer()
    assert [found[each] for each in LISTS] == ["Stay ashore", "Lease boats", "Buy boats"]


def test_the_cheapest_is_told_in_whole_millions_among_all_and_among_those_that_fit():
    found, _ = answer()
    assert found["Cheapest over FY2021–FY2030"] == "Lease boats: 21 €m, FY2020 prices"  # 20.6 rounds to 21
    assert found[CHEAPEST] == "Stay ashore: 45 €m, FY2020 prices"  # 44.5 rounds half up, as spreadsheets do


def test_the_fewest_leakers_are_told_with_their_option():
    found, _ = answer()
    assert found["Fewest missiles of a saturation raid get through"] == "Buy boats: 8 missiles"  # 7.5 rounds to 8


def test_where_nothing_fits_the_answer_says_so():
    over = {id: (label, cost, 1.0, 1.0, leak) for id, (label, cost, _, _, leak) in OPTIONS.items()}
    found, _ = answer(over)
    assert found[LISTS[0]] == NONE
    assert found[CHEAPEST] == NONE
    assert found[LISTS[1]] == found[LISTS[2]] == "Buy boats; Lease boats; Stay ashore"


def test_money_is_divided_by_what_it_is_shown_in():
    _, made = answer()
    assert made.scale == 1e6  # the small pack shows millions of euros


def test_of_several_alike_all_are_named():
    # Buy and lease leak 7.5 missiles, lease 1e-12 more, which is alike to nine decimals; 7.5 rounds half up to 8.
    leaks = {"buy": 7.5, "lease": 7.5 + 1e-12, "stay": 9.0}
    found, _ = answer({id: (*OPTIONS[id][:4], leak) for id, leak in leaks.items()})
    assert found["Fewest missiles of a saturation raid get through"] == "Buy boats; Lease boats: 8 missiles"


@pytest.mark.parametrize(
    ("number", "best", "same"),
    [(0.0, 0.0, True), (1e-9, 0.0, False), (5.0, 5.0 + 1e-11, True), (5.0, 5.00001, False), (DASH, 5.0, False)],
)
def test_a_number_is_alike_to_the_best_to_nine_decimals(number, best, same):
    assert alike(number, best) is same
