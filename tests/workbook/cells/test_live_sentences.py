"""A live sentence is the same words in Python and in the formula, and has the order of words of its language."""

from __future__ import annotations

import math

import pytest

from estimator.language.catalogue import Catalogue, _template
from estimator.language.speaker import Speaker
from estimator.workbook.cells.live_sentences import case, half_up, in_language, nothing, number, plain, sentence

TAKES = "It takes up to {} of the room (in {})."


def told():
    """27.35 % of 1 in C9, of which 27.4 after rounding half up; the year 2024 in C12."""
    share = number("C9", 0.2735, 1, after=" %", scale="per_cent", size=0.01)
    return share, number("C12", 2024.0, 0, before="FY")


def speaker(**templates):
    made = [_template(english, other) for english, other in templates.items()]
    return Speaker(Catalogue("ja", {"It stays.": "収まる。"}, tuple(made)))


def test_words_and_numbers_are_joined_in_order():
    found = sentence([case(TAKES, *told())], 0)
    assert found.text == '"It takes up to "&ROUND(C9/per_cent,1)&" % of the room (in FY"&ROUND(C12,0)&")."'
    assert found.value == "It takes up to 27.4 % of the room (in FY2024)."


def test_the_first_test_that_holds_chooses_the_words():
    cases = [case("Over by {}.", number("C5", 3, 0), test="C5>0"), nothing("C6=0"), case("It stays.")]
    found = sentence(cases, 2)
    assert found.text == 'IF(C5>0,"Over by "&ROUND(C5,0)&".",IF(C6=0,"–","It stays."))'
    assert [sentence(cases, at).value for at in range(3)] == ["Over by 3.", "–", "It stays."]


def test_another_language_puts_the_numbers_in_its_own_order():
    ja = speaker(**{TAKES: "{1}に余力の{0}を要する。", "FY{=}, live": "{0}年度"})
    found = in_language(sentence([case(TAKES, *told(), test="C9>0"), case("It stays.")], 0), ja)
    assert found.text == 'IF(C9>0,ROUND(C12,0)&"年度に余力の"&ROUND(C9/per_cent,1)&"％を要する。","収まる。")'
    assert found.value == "2024年度に余力の27.4％を要する。"


def test_a_sentence_without_a_translation_stays_as_it_is():
    english = sentence([case(TAKES, *told()), case("It stays.")], 0)
    assert in_language(english, speaker()) is english


def test_a_quotation_mark_is_doubled_in_the_formula():
    found = sentence([case('The "{}" way.', number("C1", 2, 0))], 0)
    assert found.text == '"The """&ROUND(C1,0)&""" way."'
    assert found.value == 'The "2" way.'


def test_a_number_that_does_not_apply_is_a_dash():
    assert sentence([case("Held: {}.", number("C1", math.nan, 1))], 0).value == "Held: –."


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (2.5, 0, "3"),  # half away from nil, where Python's round gives 2
        (-2.5, 0, "-3"),
        (0.05, 1, "0.1"),
        (1234.0, 1, "1234"),  # no decimals that are nil, no separators
        (-0.04, 1, "0"),  # no minus before nil
    ],
)
def test_numbers_are_rounded_and_written_as_spreadsheets_do(value, places, text):
    assert plain(half_up(value, places)) == text
