"""The words about the options: who is best, who fits, and the answer on Read me, held against cases worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import ironcalc
import numpy as np
import pytest

from estimator.analysis.standing.compare import Metric
from estimator.display.decision import shown
from estimator.expression import Constant
from estimator.pack.records import Option
from estimator.report.words.brief import brief
from estimator.report.words.summary import CHEAPEST_THAT_FITS, FITTING, NONE, SUMMARY, Listing, Race, alike
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Grid
from estimator.workbook.cells.live_sentences import case, sentence
from estimator.workbook.plan.comparison_plan import plan_comparison
from estimator.workbook.sheets.comparison.answer_lines import Answer
from estimator.workbook.sheets.comparison.best import SEVERAL, if_alike, ranked, whose
from estimator.workbook.sheets.comparison.verdict import BOTH, FITS, MONEY, MONEY_METRIC, PEOPLE, PEOPLE_METRIC, verdict
from estimator.workbook.sheets.live_numbers import live_number
from tests.workbook import small

LISTS = tuple(each for each in SUMMARY if isinstance(each, Listing))

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
        'IF(N(C20)>0,IF(N(C30)>0,"Over budget, short of people","Over budget"),'
        'IF(N(C30)>0,"Short of people","Fits money and people"))'
    )


def test_what_a_pack_does_not_count_cannot_fail():
    money = verdict({MONEY_METRIC: "C20"}, {MONEY_METRIC: 1.0})
    assert (money.text, money.value) == ('IF(N(C20)>0,"Over budget","Fits money and people")', MONEY)
    people = verdict({PEOPLE_METRIC: "C30"}, {PEOPLE_METRIC: 1.0})
    assert (people.text, people.value) == ('IF(N(C30)>0,"Short of people","Fits money and people")', PEOPLE)
    assert verdict({}, {}).text == '"Fits money and people"'


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
    pack = replace(
        base.pack, options={id: Option(id, label, id, "") for id, (label, *_) in options.items()}, scenarios={}
    )
    made = replace(base, pack=pack, options=tuple(options), rows=rows, order=tuple(rows), inputs={}, rings=())
    return made, {id: np.array([[value]]) for id, (_, value) in given.items()}


def test_the_answer_names_the_options_that_fit_and_those_that_do_not():
    found, _ = answer()
    listed = [found[each.heading] for each in LISTS]
    assert listed == ["Stay ashore", "Lease boats (1 year)", "Buy boats (2 years)"]


def test_the_cheapest_is_told_as_the_comparison_shows_it_among_all_and_among_those_that_fit():
    found, _ = answer()
    # The largest is 44.5: one decimal for all.
    assert found["Least life-cycle cost over FY2021–FY2030"] == "Lease boats (€20.6 m)"
    assert found[CHEAPEST_THAT_FITS.heading] == "Stay ashore (€44.5 m)"


def test_of_equal_costs_each_option_is_named_among_all_and_among_those_that_fit():
    label, _, *fits = OPTIONS["stay"]
    found, made = answer({**OPTIONS, "hide": ("Hide boats", 44.5e6, *fits), "lease": (label, 44.5e6, 1.0, 0.0, 9.0)})
    assert found[CHEAPEST_THAT_FITS.heading] == "Stay ashore; Hide boats (€44.5 m)"
    told = dict(made.lines())[CHEAPEST_THAT_FITS.heading]
    assert told.value == "Stay ashore; Hide boats (€44.5 m)"
    grid = Grid("Charts", widths={1: 40})
    made.put_lists(grid)
    column = made.fitting
    listed = [grid.entries[row, column].content for row in range(made.first, made.last_row + 1)]
    assert [each.value for each in listed] == ["", "", "Stay ashore", "Stay ashore; Hide boats"]
    assert f"$C${made.last_row + 1}" in listed[-1].text


def test_thousands_are_parted_as_in_a_table():
    found, _ = answer({id: (label, cost * 100, *rest) for id, (label, cost, *rest) in OPTIONS.items()})
    assert found["Least life-cycle cost over FY2021–FY2030"] == "Lease boats (€2,060.0 m)"


def test_the_fewest_leakers_are_told_with_their_option():
    found, _ = answer()
    assert found["Fewest missiles of the first day get through"] == "Buy boats (7.50 missiles)"  # 9: two places


def test_where_nothing_fits_the_answer_says_so():
    over = {id: (label, cost, 1.0, 1.0, leak) for id, (label, cost, _, _, leak) in OPTIONS.items()}
    found, _ = answer(over)
    assert found[FITTING.heading] == NONE
    assert found[CHEAPEST_THAT_FITS.heading] == NONE
    _, over, short = (found[each.heading] for each in LISTS)
    assert over == short == "Buy boats (1 year); Lease boats (1 year); Stay ashore (1 year)"


def test_money_is_divided_by_what_it_is_shown_in():
    _, made = answer()
    text = dict(made.lines())["Least life-cycle cost over FY2021–FY2030"].statement.text
    assert '&" (€"&FIXED(Charts!$G$' in text
    assert '/money_scale,1)&" m)"' in text


def test_the_baseline_is_no_rival_of_what_costs_least():
    # Leasing is the cheapest; where it is the baseline the next is named. Staying is no rival where it is the baseline.
    model, values = model_of(OPTIONS)
    found = lines_beside("lease", model, values)
    assert found["Least life-cycle cost over FY2021–FY2030"] == "Buy boats (€30.4 m)"
    assert found[CHEAPEST_THAT_FITS.heading] == "Stay ashore (€44.5 m)"
    assert lines_beside("stay", model, values)[CHEAPEST_THAT_FITS.heading] == NONE


def test_nobody_wins_a_race_alone():
    # Beside the baseline one option is left: it is not told to cost least, but it may be all that fits.
    model, values = model_of({each: OPTIONS[each] for each in ("lease", "stay")})
    found = lines_beside("lease", model, values)
    assert not [heading for heading in found if heading.startswith("Least life-cycle cost")]
    assert found[CHEAPEST_THAT_FITS.heading] == "Stay ashore (€44.5 m)"


def lines_beside(baseline, model, values):
    pack = replace(model.pack, settings=replace(model.pack.settings, baseline_option=baseline))
    beside = replace(model, pack=pack)
    return {heading: each.value for heading, each in Answer(plan_comparison(beside, values), beside, 5).lines()}


def test_the_brief_says_the_lines_of_read_me_word_for_word():
    model, values = model_of(OPTIONS)
    metrics = {
        option: {metric: Metric(value, unit) for metric, unit, value in zip(METRICS, UNITS, numbers, strict=True)}
        for option, (_, *numbers) in OPTIONS.items()
    }
    sentences = brief(model, values, metrics, {}, []).summary
    answer_lines = Answer(plan_comparison(model, values), model, 5).lines()
    lines = [f"{heading}: {formula.value}." for heading, formula in answer_lines]
    alone = [race.heading.partition(" {")[0] for race in SUMMARY if isinstance(race, Race) and race.alone]
    assert [each for each in sentences[1:] if not each.startswith(tuple(alone))] == lines


@pytest.mark.parametrize(("value", "words"), [(1.0, "1 person"), (2.0, "2 people"), (1234.0, "1,234 people")])
def test_exactly_one_is_counted_in_the_singular_and_follows_an_edit(value, words):
    told = live_number("A1", 5.0, shown("person", small.model().pack.settings), small.model().pack.settings, "person")
    made = sentence([case("It needs {}.", told)], 0)
    assert made.value == "It needs 5 people."
    model = ironcalc.create("one")
    model.set_user_input(0, 1, 1, str(value))
    model.set_user_input(0, 1, 2, f"={made.text}")
    model.evaluate()
    assert model.get_cell_value(0, 1, 2) == f"It needs {words}."


def test_of_several_alike_all_are_named():
    # Buy and lease leak 7.5 missiles, lease 1e-12 more, which is alike to nine decimals.
    leaks = {"buy": 7.5, "lease": 7.5 + 1e-12, "stay": 9.0}
    found, _ = answer({id: (*OPTIONS[id][:4], leak) for id, leak in leaks.items()})
    assert found["Fewest missiles of the first day get through"] == "Buy boats; Lease boats (7.50 missiles)"


@pytest.mark.parametrize(
    ("number", "best", "same"),
    [(0.0, 0.0, True), (1e-9, 0.0, False), (5.0, 5.0 + 1e-11, True), (5.0, 5.00001, False), (DASH, 5.0, False)],
)
def test_a_number_is_alike_to_the_best_to_nine_decimals(number, best, same):
    assert alike(number, best) is same
