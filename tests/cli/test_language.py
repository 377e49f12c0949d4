"""--language on the command line."""

import json
import re

import pytest

from tests.shipped import in_english_alone

FEW = ("--draws", "32")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The coastguard as a pack without Japanese of its own."""
    return str(in_english_alone("coastguard", tmp_path_factory.mktemp("plain")))


def test_compare_and_brief_speak_japanese(estimator):
    found = estimator("compare", "--language", "ja", "--no-workbook", *FEW)
    assert found.code == 0
    found = estimator("brief", "--language", "ja", "--options", "aegis_ashore", "--pack", "japan", *FEW)
    assert found.code == 0
    assert "イージス・アショア2基" in found.out
    assert "億円" in found.out
    assert "Aegis Ashore" not in found.out


def test_the_json_of_the_comparison_is_the_same_in_every_language(estimator):
    one, other = (
        estimator("compare", "--pack", "japan", "--language", each, "--format", "json", "--no-workbook").out
        for each in ("en", "ja")
    )
    assert json.loads(one) == json.loads(other)


def test_a_pack_without_translations_keeps_its_labels_and_its_numbers(estimator, plain):
    found = estimator("compare", "--pack", plain, "--language", "ja", "--full", "--no-workbook", *FEW)
    assert found.code == 0
    assert "ライフサイクルコスト" in found.out
    assert "Chartered merchant vessel" in found.out


def test_the_second_pack_speaks_japanese_too(estimator):
    found = estimator("compare", "--pack", "coastguard", "--language", "ja", "--full", "--no-workbook", *FEW)
    assert (found.code, found.err) == (0, "")
    assert "用船5隻" in found.out
    assert re.findall(r"[A-Za-z]{3,} [A-Za-z]{3,}.*", re.sub("estimator .*", "", found.out)) == []


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "--no-workbook", *FEW),
        ("brief", *FEW),
        ("simulate", *FEW, "--options", "ageing_ships", "-o", "x.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_a_pack_without_texts_in_the_language_is_told_of_on_stderr(estimator, plain, words):
    told = "The pack coastguard has no texts of its own in the language ja; its labels and notes stand in English."
    assert estimator(*words, "--pack", plain, "--language", "ja").err.count(told) == 1


def test_nothing_is_told_in_english_or_of_a_pack_with_texts(estimator, plain):
    one = ("compare", "--no-workbook", *FEW, "--options")
    assert "texts of its own" not in estimator(*one, "ageing_ships", "--pack", plain).err
    assert "texts of its own" not in estimator(*one, "aegis_ashore", "--language", "ja").err


def test_an_unknown_language_is_refused(estimator):
    found = estimator("brief", "--language", "fr")
    assert found.code == 2
    assert "en" in found.err


def test_a_command_that_speaks_english_only_names_those_that_speak_more(estimator):
    found = estimator("show", "budget.headroom", "--language", "ja")
    assert found.code == 2
    assert "--language is known to compare, explore, brief and simulate; the other commands speak English." in found.err


def test_a_language_misspelt_where_there_is_one_is_named_without_more(estimator):
    assert "the other commands" not in estimator("brief", "--language", "jp").err
