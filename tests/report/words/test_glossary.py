"""The glossary explains the words that a text uses, and no others."""

import re

from estimator.report.words.glossary import GLOSSARY, Term, used_in


def names(*texts):
    return [each.name for each in used_in(texts)]


def test_a_term_is_known_in_the_plural_in_capitals_and_within_a_sentence():
    assert names("Outlays of the year") == ["Outlay"]
    assert names("the fill-rate of the navy") == ["Fill rate"]
    assert names("Then-year money", "P80") == ["Price year", "P20, P50, P80"]


def test_an_id_or_part_of_a_word_uses_no_term():
    assert names("budget.movable_share", "headroom_left", "restationed") == []


def test_terms_come_in_the_order_of_the_glossary_and_each_once():
    assert names("a leaker of the raid", "headroom, leakers") == ["Headroom", "Raid", "Leaker"]


def test_a_term_has_the_words_of_its_name_unless_others_are_given():
    terms = (Term("Boat", "It floats."), Term("Sea", "It is wet.", "ocean|sea"))
    assert [each.name for each in used_in(["oceans"], terms)] == ["Sea"]
    assert [each.name for each in used_in(["boats at sea"], terms)] == ["Boat", "Sea"]


def test_each_term_is_explained_once_in_a_sentence():
    assert len({each.name for each in GLOSSARY}) == len(GLOSSARY)
    assert all(re.fullmatch(r"[A-Z].+\.", each.meaning) for each in GLOSSARY)
