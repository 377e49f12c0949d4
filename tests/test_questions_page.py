"""The page of an analyst's questions says what the commands answer."""

import importlib.util
from pathlib import Path

import pytest

from tests.generated_pages import behind
from tests.keeping import keeping

__all__ = ["keeping"]  # a fixture

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def script(monkeypatch):
    """The script that writes the page, as a module; COLUMNS is put back afterwards."""
    monkeypatch.setenv("COLUMNS", "80")
    spec = importlib.util.spec_from_file_location("questions_page", DOCS / "questions_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.usefixtures("keeping")
def test_each_question_is_answered_as_the_page_says(script):
    assert len(script.QUESTIONS) == 12
    written = (DOCS / "questions.md").read_text(encoding="utf-8")
    news = behind("docs/questions.md", written, script.page(), "make questions")
    if news:
        pytest.fail(news, pytrace=False)


def test_a_command_that_fails_and_an_answer_that_is_not_there_stop_the_page(script):
    with pytest.raises(RuntimeError, match="exit 2"):
        script.answer(script.Question("?", ("show", "nothing.of_the_kind"), (".",)))
    with pytest.raises(RuntimeError, match="No line"):
        script.answer(script.Question("?", ("list", "options", "-p", "coastguard"), ("^ten_", "^no such line")))
