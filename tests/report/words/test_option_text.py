"""Which wording of a sentence is said, with which numbers, and that each subject is declared once."""

import pytest

from estimator.report.words.brief import ALONE
from estimator.report.words.option_sentences import IN_WORKBOOK, SENTENCES
from estimator.report.words.option_text import Facts, option_text
from estimator.report.words.sentence import Alone
from tests.report.words.test_brief import NOTHING, SHIPS, SHIPS_ID, number, small


def text(subject, option=SHIPS_ID, **changed):
    model, values = small()
    return option_text(IN_WORKBOOK[subject], Facts(model, values, option, {**SHIPS, **changed}, None, ()))


def test_each_subject_is_declared_once_and_what_the_brief_alone_says_has_a_writer_and_a_reason():
    subjects = [each.subject for each in SENTENCES]
    assert len(subjects) == len(set(subjects))
    alone = [each for each in SENTENCES if isinstance(each, Alone)]
    assert [each.subject for each in alone] == list(ALONE)
    assert all(each.why for each in alone)


@pytest.mark.parametrize(
    ("subject", "changed", "words"),
    [
        ("operated", {"operation_cost_per_year": NOTHING}, ""),
        ("acquired", {"acquisition_cost": NOTHING}, ""),
        ("headroom", {"peak_share_of_headroom": NOTHING}, "No year in which it spends leaves any headroom."),
        ("over", {"peak_share_of_headroom": NOTHING}, "It exceeds it in 1 of 3 years."),
        ("over", {"years_over_headroom": number(0)}, "It stays within it in every year."),
        ("people", {"people": number(1, "person")}, "It needs 1 person in its peak year."),
        ("intake", {"share_of_yearly_intake": number(0)}, ""),
        ("manning", {"years_short_of_people": number(0)}, "The services can spare them in every year."),
        ("dates", {"complete_chain_year": NOTHING}, "Its first element serves from FY2021."),
        ("dates", {"complete_chain_year": number(2021, "year")}, "It serves from FY2021."),
        ("freed", {"destroyers_freed": number(-2.5, "ship")}, "It takes 2.50 of the destroyers."),
        ("freed", {"destroyers_freed": number(0, "ship")}, "It frees 0 of the destroyers."),
        ("crews", {"destroyer_crews_freed": number(1, "crew")}, "Counting its own people, crews freed: 1."),
    ],
)
def test_the_first_wording_that_holds_is_said(subject, changed, words):
    assert text(subject, **changed) == words


def test_what_an_option_frees_against_the_baseline_is_not_said_of_the_baseline():
    assert text("freed") == "It frees 1 of the destroyers."
    assert text("freed", "stay") == text("crews", "stay") == ""
