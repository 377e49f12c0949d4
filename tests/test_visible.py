"""Unsafe characters of strangers are written out."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from estimator.errors import Problem
from estimator.names import is_device
from estimator.report.tables import as_json
from estimator.visible import visible, visible_line


@given(st.text())
def test_no_control_or_bidirectional_character_is_left(text):
    for letter in visible(text):
        assert letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(letter) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    assert len(visible_line(text).splitlines()) <= 1


def test_plain_text_of_any_language_stays():
    for text in ("日本語の説明", "Über 5 % · “so”", "שלום", "two\nlines\there"):
        assert visible(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_json_holds_the_same_text_escaped(text):
    written = as_json({"label": text})
    assert json.loads(written) == {"label": text}
    assert visible(written) == written


def test_the_file_of_a_problem_stays_on_its_line():
    assert str(Problem("a\x1b[1m\nb.toml", 3, "wrong")) == "a\\x1b[1m b.toml:3: wrong"


def test_names_of_devices_are_known_with_any_ending_and_others_are_free():
    assert all(map(is_device, ("CON", "prn.txt", "Com1", "lpt9.tar.gz", "nul ", "AUX.", "com²", "conout$", "nul:")))
    assert not any(map(is_device, ("console", "com", "com10", "auxiliary.toml", "x.con", "null", "lpt")))
