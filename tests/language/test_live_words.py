"""Live sentences in Japanese: the numbers of the English ones, and money in 億円."""

import re

import pytest

from estimator.language import speaker_of
from estimator.report.manifest import manifest_texts
from estimator.workbook.book import compose
from estimator.workbook.cells.grid import Formula
from estimator.workbook.translated import in_language
from tests.language.test_japanese import without_labels
from tests.shipped import shipped

DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
MONEY, NUMBER = re.compile(rf"¥({DIGITS}) bn"), re.compile(DIGITS)
ERA = re.compile(r"（(?:令和|平成)(?:\d+|元)年度）")


@pytest.fixture(scope="module")
def result():
    return shipped().compare(["status_quo", "aegis_ashore", "integrated_strike", "patriot_500"])


@pytest.fixture(scope="module")
def live(result):
    """Each live text of Answer and of the options' sheets, in English and in Japanese, without labels."""
    pack, speaker = result.model.pack, speaker_of(result.model.pack, "ja")
    english = compose(result.model, result.values, manifest_texts(pack))
    japanese = in_language(english, speaker)
    found = []
    for one, other in zip(english.grids, japanese.grids, strict=True):
        for place, entry in one.entries.items():
            said = other.entries[place].content
            if one.name in ("Answer", *pack.options) and isinstance(said, Formula) and isinstance(said.value, str):
                found.append(tuple(without_labels(each, pack, speaker) for each in (entry.content.value, said.value)))
    return found


def numbers(text):
    return [float(each.replace(",", "")) for each in NUMBER.findall(text)]


def test_every_number_in_live_words_is_that_of_the_english_ones_and_money_is_told_in_oku(live):
    # ¥1,229.9 bn are 12,299億円
    count = 0
    for english, japanese in live:
        money = [float(each.replace(",", "")) * 10 for each in MONEY.findall(english)]
        assert len(money) == japanese.count("億円")
        found = numbers(ERA.sub("", japanese))
        assert sorted(found) == pytest.approx(sorted([*money, *numbers(MONEY.sub("", english))])), (english, japanese)
        count += len(found)
    assert count > 60


def test_no_live_word_is_left_in_english(live):
    left = [said for _, said in live if re.search(r"[a-z]{3}", re.sub(r"base|シートChecks", "", said))]
    assert left == []
