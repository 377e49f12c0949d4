"""The method handbook says what is computed, and says it in docs/method.md."""

import re
from pathlib import Path

import pytest

from estimator.calculators import calculators
from estimator.report.words.handbook import DEFINITIONS, handbook, shared_modules
from tests.generated_pages import behind

PAGE = Path(__file__).parents[3] / "docs" / "method.md"
STATED = {
    "budget": [
        "headroom = ceiling - commitments",
        "keeps its share of gross domestic product after it",
        "never a factor on materiel",
    ],
    "option_fit": ["then-year money", "any outlay is over, and no ratio is shown", "(commitments + outlays) ÷ GDP"],
    "option_costs": [
        "the comparison horizon, and the whole life",
        "with and without it",
        "its payments are no outlay against headroom",
        "Rounds (interceptors, missiles) are marked",
        "first element in service, and the complete chain",
    ],
    "payments": ["*obligation* of that year", "the burden carried into later years", "of the payment year*"],
    "staffing": ["an unfilled billet saves nothing", "billets on top counts against the ceiling"],
    "price": ["estimate, contract or outturn", "applies to estimates only", "no fair race"],
    "foreign_price_base": ["in its own currency to the payment year, then converted at that year's exchange rate"],
    "home_price_base": ["already holds its exchange rate"],
    "manpower": ["entrants of a training delay ago - losses"],
    "option_people": ["lie within authorised strength", "their pay is charged to the option"],
    "strike_rounds": ["Rounds = aim points × hits wanted ÷ (reliability × penetration)"],
    "engagement": ["it stays blank where the option stops none"],
    "option_watch": ["leaves to the baseline, before its service and in it"],
}


def chapter(name):
    """The text of one chapter, up to its table."""
    return handbook().partition(f"(`{name}`)\n")[2].partition("\n#")[0].partition("\n| row |")[0]


def test_the_page_in_the_repository_is_what_the_rows_say():
    news = behind("docs/method.md", PAGE.read_text(encoding="utf-8"), handbook(), "make method")
    if news:
        pytest.fail(news, pytrace=False)


def test_every_row_of_every_calculator_is_told_once():
    text = handbook()
    for name in (*calculators(), *shared_modules()):
        assert text.count(f"(`{name}`)\n") == 1, name
    for calculator in calculators().values():
        for row in calculator.rows:
            told = text.partition(f"(`{row.module}`)\n")[2].partition("\n#")[0]
            assert re.search(rf"^\| (\*\*)?`{row.name}`(\*\*)? \|", told, re.MULTILINE), f"{row.module}.{row.name}"


@pytest.mark.parametrize("name", STATED)
def test_the_definitions_that_decide_the_answers_stand_in_their_chapters(name):
    text = " ".join(chapter(name).split())
    assert [words for words in STATED[name] if words not in text] == []


def test_every_definition_leads_to_a_chapter_that_is_there():
    text = handbook()
    headings = {
        re.sub(r"[^\w\- ]", "", line[4:].lower()).replace(" ", "-")
        for line in re.findall(r"^### .*$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= headings
    assert {name for names in DEFINITIONS.values() for name in names} <= {*calculators(), *shared_modules()}
