"""What tabs are called: legal in Excel, at most 31 characters as it counts them, no two alike."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.errors import InputError
from estimator.language import in_every_language, speaker_of
from estimator.visible import length_in_cell
from estimator.workbook.plan.landmarks import as_written
from estimator.workbook.plan.sheet_registry import SHEETS
from estimator.workbook.plan.tab_names import as_told, is_by_label, legal, tab_names
from tests.workbook import small

FIXED = [sheet.name for sheet in SHEETS if sheet.name]
REFUSED = set(":\\/?*[]")


def called(alpha, beta, language="en"):
    """The tabs of the two options of the small model, where these are their short labels."""
    model = small.model()
    options = {
        name: replace(option, short={"alpha": alpha, "beta": beta}[name]) for name, option in model.pack.options.items()
    }
    model = replace(model, pack=replace(model.pack, options=MappingProxyType(options)))
    tabs = tab_names(model, speaker_of(model.pack, language))
    return tabs["alpha"], tabs["beta"]


@pytest.mark.parametrize(
    ("short", "tab"),
    [
        ("Ships / radar", "Ships - radar"),
        ("a:b\\c?d*e[f]", "a-b-cde(f)"),
        ("a：b／c", "a-b-c"),  # the same in full width, which Excel in Japanese refuses, too
        ('\'tis "new"', "’tis ”new”"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("two\u202e  words", "two words"),
        ("x" * 32, "x" * 31),
        ("あ" * 40, "あ" * 31),
        ("🚀" * 16, "🚀" * 15),  # 16 times two are 32 for Excel
        ("x" * 30 + "e\u0301", "x" * 30),  # an accent goes with its letter: 30 + 2 are one too many
        ("👩‍👩‍👧" * 5, "👩‍👩‍👧" * 3),  # three heads of two and two joiners are 8 each: the fourth ends at 32
    ],
)
def test_words_become_a_name_that_excel_takes(short, tab):
    assert legal(short) == tab


@given(st.text(max_size=60))
def test_any_words_become_a_legal_name_or_none(words):
    name = legal(words)
    assert not REFUSED & set(name)
    assert length_in_cell(name) <= 31
    assert name == name.strip().strip("'")
    assert legal(name) == name


@pytest.mark.parametrize(
    ("alpha", "beta", "tabs"),
    [
        ("Boats", "Lights", ("Boats", "Lights")),
        ("Boats", "BOATS", ("Boats", "BOATS (2)")),
        ("Boats", "Ｂｏａｔｓ", ("Boats", "Ｂｏａｔｓ (2)")),  # in full width
        ("a/b", "a:b", ("a-b", "a-b (2)")),
        ("x" * 31, "x" * 32, ("x" * 31, "x" * 27 + " (2)")),
        ("Answer", "data", ("Answer (2)", "data (2)")),
        ("比較", "History", ("比較 (2)", "History (2)")),  # the sheet Comparison in Japanese; Excel keeps History
        ("beta", "alpha", ("beta", "alpha")),  # each called as the other's id
        ("?", "*", ("alpha", "beta")),  # nothing is left of them
    ],
)
def test_no_two_tabs_are_alike_in_any_case_or_width(alpha, beta, tabs):
    assert called(alpha, beta) == tabs


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sheet_has_a_tab_in_the_language_and_a_manifest_tells_those_of_options(language):
    model = small.model()
    tabs = tab_names(model, speaker_of(model.pack, language))
    own = {name: name if language == "en" else next(iter(in_every_language(name))) for name in FIXED}
    assert {name: tabs[name] for name in FIXED} == own
    assert len({tab.casefold() for tab in tabs.values()}) == len(tabs)
    shorts = {option: model.short(option) for option in ("alpha", "beta") if model.short(option) != option}
    assert as_written(as_told(tabs)) == shorts


def test_a_manifest_says_nothing_of_tabs_that_are_called_by_ids():
    assert as_told({}) == {}
    assert as_written({"digest": "1", "pack": "japan"}) == {}


def test_another_word_for_the_naming_is_refused():
    assert (is_by_label("labels"), is_by_label("ids")) == (True, False)
    with pytest.raises(InputError, match=r'"names" are not known\. Expected labels or ids'):
        is_by_label("names")
