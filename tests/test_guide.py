"""The guide explains the words that the program uses, as the program explains them, and names what is there."""

import importlib.util
import re
from pathlib import Path

from estimator.pack.reading.schema import ELEMENT

DOCS = Path(__file__).parents[1] / "docs"
TEXT = (DOCS / "guide.md").read_text(encoding="utf-8")


def written(text):
    """The page as its script writes it."""
    spec = importlib.util.spec_from_file_location("guide_glossary", DOCS / "guide_glossary.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.page(text)


def test_the_glossary_of_the_guide_is_the_program_s():
    assert written(TEXT) == TEXT, "To renew it: python docs/guide_glossary.py"


def test_the_guide_tells_every_funding_that_an_element_may_have():
    table = TEXT.partition("## Funding")[2].partition("## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))[1:] == ELEMENT["funding"].choices
