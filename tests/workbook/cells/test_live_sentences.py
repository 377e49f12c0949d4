"""A live sentence is the same words in Python and in the formula, and has the order of words of its language."""

from __future__ import annotations

import math

import pytest

from estimator.display.decision import Shown
from estimator.display.text import half_up, text
from estimator.language.catalogue import Catalogue, _template
from estimator.language.speaker import Speaker
from estimator.workbook.cells.live_sentences import LiveNumber, case, in_language, nothing, number, plain, sentence

TAKES = "It takes up to {} of the room (in {})."


def told():
    """27.35 % of 1 in C9, of which 27.4 after rounding half up; the year 2024 in C12."""
    share = number("C9", 0.2735, Shown("share", "%", "%", 0.01, places=1), after=" %", scale="per_cent", fine="three")
    return share, LiveNumber("C12", 2024.0, before="FY")


def whole(cell, value):
    """A count without decimals."""
    return number(cell, value, Shown("count", "", "number"), fine="three")


def speaker(**templates):
    made = [_template(english, other) for english, other in templates.items()]
    return Speaker(Catalogue("ja", {"It stays.": "収まる。"}, tuple(made)))


def test_words_and_numbers_are_joined_in_order():
    found = sentence([case(TAKES, *told())], 0)
    assert found.text == '"It takes up to "&FIXED(C9/per_cent,1)&" % of the room (in FY"&C12&")."'
    assert found.value == "It takes up to 27.4 % of the room (in FY2024)."


def test_the_first_test_that_holds_chooses_the_words():
    cases = [case("Over by {}.", whole("C5", 3.0), test="C5>0"), nothing("C6=0"), case("It stays.")]
    found = sentence(cases, 2)
    assert found.text == 'IF(C5>0,"Over by "&FIXED(C5,0)&".",IF(C6=0,"–","It stays."))'
    assert [sentence(cases, at).value for at in range(3)] == ["Over by 3.", "–", "It stays."]


def test_another_language_puts_the_numbers_in_its_own_order():
    ja = speaker(**{TAKES: "{1}に余力の{0}を要する。", "FY{=}, live": "{0}年度"})
    found = in_language(sentence([case(TAKES, *told(), test="C9>0"), case("It stays.")], 0), ja)
    assert found.text == 'IF(C9>0,C12&"年度に余力の"&FIXED(C9/per_cent,1)&"％を要する。","収まる。")'
    assert found.value == "2024年度に余力の27.4％を要する。"


def test_a_sentence_without_a_translation_stays_as_it_is():
    english = sentence([case(TAKES, *told()), case("It stays.")], 0)
    assert in_language(english, speaker()) is english


def test_a_quotation_mark_is_doubled_in_the_formula():
    found = sentence([case('The "{}" way.', whole("C1", 2.0))], 0)
    assert found.text == '"The """&FIXED(C1,0)&""" way."'
    assert found.value == 'The "2" way.'


def test_a_number_that_does_not_apply_is_a_dash():
    assert sentence([case("Held: {}.", whole("C1", math.nan))], 0).value == "Held: –."


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (2.5, 0, "3"),  # half away from nil, where Python's round gives 2
        (-2.5, 0, "-3"),
        (0.05, 1, "0.1"),
        (112.25, 1, "112.3"),  # a quarter is exact in a computer: round gives 112.2
        (1234.0, 1, "1,234.0"),  # the decimals and the separators of the cell that it is taken from
        (-0.04, 1, "0.0"),  # no minus before nil
    ],
)
def test_numbers_are_rounded_and_written_as_cells_show_them(value, places, words):
    assert text(value, Shown("measure", "", "", places=places)) == words
    assert text(half_up(value, places), Shown("measure", "", "", places=places)) == words


def test_a_year_is_joined_as_it_stands():
    assert plain(2024.0) == "2024"


def test_a_formula_holds_no_number_above_two():
    made = number("C7", 0.012345, Shown("share", "%", "%", 0.01, places=4), after=" %", scale="per_cent", fine="three")
    assert (made.formula, made.value) == ("FIXED(C7/per_cent,three)", "1.235")  # 1.2345 % to three decimals, half up


def test_the_noun_is_singular_for_one_in_the_words_and_in_the_formula():
    one = number("C3", 1.0, Shown("people", "person", "people"), after=" people", one=" person", fine="three")
    found = sentence([case("It needs {} now.", one)], 0)
    assert found.value == "It needs 1 person now."
    assert found.text == '"It needs "&FIXED(C3,0)&IF(FIXED(C3,0)="1"," person"," people")&" now."'


def test_with_decimals_one_is_counted_in_the_plural():
    one = number("C3", 1.0, Shown("measure", "", "", places=2), after=" ships", one=" ship", fine="three")
    assert (one.text, one.one) == ("1.00 ships", "")
