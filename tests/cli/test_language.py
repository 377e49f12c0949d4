"""--language on the command line."""

import json


def test_compare_and_brief_speak_japanese(estimator):
    found = estimator("compare", "--language", "ja", "--no-workbook")
    assert found.code == 0
    found = estimator("brief", "--language", "ja", "--options", "aegis_ashore", "--pack", "japan")
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


def test_a_pack_without_translations_keeps_its_labels_and_its_numbers(estimator):
    found = estimator("compare", "--pack", "coastguard", "--language", "ja", "--no-workbook")
    assert found.code == 0
    assert "ライフサイクルコスト" in found.out


def test_an_unknown_language_is_refused(estimator):
    found = estimator("brief", "--language", "fr")
    assert found.code == 2
    assert "en" in found.err
