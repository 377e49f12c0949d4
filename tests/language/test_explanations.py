"""Formulas in words and notes in Japanese: each operation has a phrase, each note a translation that belongs to it."""

import re

import pytest

from estimator.expression import OPERATIONS, Reference
from estimator.expression.functions import ceiling, maximum, previous, sum_of, value_at, where
from estimator.expression.words import ENGLISH, Phrases, in_words
from estimator.language import speaker_of
from estimator.workbook.plan.formula_words import worded, worded_in
from tests.language.missing_texts import row_notes, table, unworded
from tests.shipped import shipped, wired, with_texts

A, B, C = (Reference(id) for id in ("a", "b", "c"))


@pytest.fixture(scope="module")
def model():
    return wired()


@pytest.fixture(scope="module")
def speaker(model):
    return speaker_of(model.pack, "ja")


def test_every_operation_has_a_phrase_that_mentions_the_same_arguments(speaker):
    phrases = speaker.catalogue.operations
    assert set(phrases) == set(OPERATIONS)
    for name, phrase in phrases.items():
        places = set(re.findall(r"\{\d\}", phrase))
        assert places == set(re.findall(r"\{\d\}", ENGLISH.operations[name])), name


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (A + B * C, "A + B × C"),
        ((A + B) * C, "（A + B） × C"),
        ((A + B) ** C, "（A + B）のC乗"),
        (ceiling(A * B), "（A × B）を切り上げた整数"),
        (maximum(0, A - B), "0と（A − B）の大きい方"),
        (where(A < B, A, 0), "（A < B）が成り立てばA、それ以外は0"),
        (previous(A, 0) + B, "（前年度のA（最初の年度は0）） + B"),
        (sum_of((A, B, C)), "A、B、Cの合計"),
        (value_at(A, Reference("year"), B), "Bの年度におけるA"),
    ],
)
def test_a_formula_stands_in_japanese_order(speaker, node, expected):
    marks = speaker.catalogue.marks
    phrases = Phrases(speaker.catalogue.operations, marks["brackets"], marks["between"])
    assert in_words(node, str.upper, phrases) == expected


@pytest.mark.parametrize("pack", with_texts("ja"))
def test_every_formula_of_a_pack_is_said_with_japanese_labels(pack):
    model = wired(pack)
    speaker = speaker_of(model.pack, "ja")
    said = worded_in(model, speaker)
    assert set(said) == {worded(model, row) for row in model.rows.values()}
    left = {each for each in said.values() if re.search(r"\b(of|the|where|and)\b", each)}
    assert left == set()


def test_a_formula_names_the_element_that_a_row_belongs_to(model, speaker):
    # In English the place stands behind the label, in Japanese before it.
    english = worded(model, model.rows["aegis_ashore.stations"])
    assert english == "“Stations held, Two sites”"
    assert worded_in(model, speaker)[english] == "「2基：保持する配置」"


def test_every_note_of_a_row_has_a_translation_and_every_translation_a_row():
    # Keyed by the English text: a docstring that changes has none until its Japanese is looked at again.
    assert unworded() == []
    assert set(table("row_notes.toml")["texts"]) == row_notes()


def test_notes_of_rows_hold_the_numbers_of_the_english_ones():
    for english, japanese in table("row_notes.toml")["texts"].items():
        one, other = (set(re.findall(r"\b\d+\b", re.sub(r"[^\x00-\x7f]", " ", each))) for each in (english, japanese))
        assert one <= other | {"1"}, (english, japanese)


def amounts(text):
    """The numbers of an English text as a Japanese one may write them: amounts in 億, 万 or 兆, others as they are."""
    scales = {"trillion": (1, 10_000), "billion": (10,), "million": (100, 0.01)}
    for number, word in re.findall(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?: (trillion|billion|million)\b)?", text):
        value = float(number.replace(",", ""))
        yield number, {value * scale for scale in scales.get(word, (1, 10, 100, 0.01))}


@pytest.mark.parametrize("file", ["ja", "ja_evidence", "ja_notes", "ja_scenarios"])
@pytest.mark.parametrize("pack", with_texts("ja"))
def test_the_texts_of_a_pack_hold_the_numbers_of_the_english_ones(pack, file):
    for english, japanese in shipped(pack).pack.documents[f"language/{file}"]["texts"].items():
        found = [float(each.replace(",", "")) for each in re.findall(r"\d[\d,]*(?:\.\d+)?", japanese)]
        for number, allowed in amounts(english):
            assert any(each == pytest.approx(one) for each in found for one in allowed), (number, english, japanese)
