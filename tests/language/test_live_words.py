"""Live sentences in Japanese: the numbers of the English ones, and money in 億円."""

import re

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from estimator.display.verdict import Standing, Verdict
from estimator.language import speaker_of
from estimator.report.manifest import manifest_texts
from estimator.workbook import cho
from estimator.workbook.book import compose
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.landmarks import FIRST_CHECK
from estimator.workbook.sheets.value_sheets import attached
from estimator.workbook.translated import in_language
from tests.language.test_japanese import LARGE, in_oku_alone, without_labels
from tests.shipped import shipped
from tests.workbook.by_formualizer import computed

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
        japanese = LARGE.sub(in_oku_alone, japanese)
        assert len(money) == japanese.count("億円")
        found = numbers(ERA.sub("", japanese))
        assert sorted(found) == pytest.approx(sorted([*money, *numbers(MONEY.sub("", english))])), (english, japanese)
        count += len(found)
    assert count > 60


def test_no_live_word_is_left_in_english(live):
    left = [said for _, said in live if re.search(r"[a-z]{3}", re.sub(r"base|シートChecks", "", said))]
    assert left == []


AMOUNTS = {
    0.0: "0億円",
    9999.4e8: "9,999億円",
    9999.6e8: "1兆円",  # rounded before it is parted
    1.27845e12: "1兆2,785億円",
    1.00005e12: "1兆1億円",  # half a 億 is rounded up
    2e12: "2兆円",
    1.160467e14: "116兆467億円",
    -5.4e9: "-54億円",
}


@pytest.fixture(scope="module")
def parted(result, tmp_path_factory):
    """The amounts in words as a third engine computes them from the cells of Checks, by amount, and the grid."""
    amounts, grid = cho.Amounts(), Grid("Checks")
    for row, words in enumerate(AMOUNTS.values(), 1):
        amounts.cell(f"$A${row}", words)
    amounts.put(grid, speaker_of(result.model.pack, "ja"))
    book = openpyxl.Workbook()
    book.active.title = "Checks"
    for row, amount in enumerate(AMOUNTS, 1):
        book.active.cell(row, 1).value = amount
    book.active["E5"] = 1e8
    book.defined_names["money_scale"] = DefinedName("money_scale", attr_text="Checks!$E$5")
    for place, entry in grid.entries.items():
        is_formula = isinstance(entry.content, Formula)
        book.active.cell(*place).value = f"={entry.content.text}" if is_formula else entry.content
    path = tmp_path_factory.mktemp("amounts") / "parted.xlsx"
    book.save(path)
    found = computed(path)
    return {amount: found["Checks", f"I{row}"] for row, amount in enumerate(AMOUNTS, FIRST_CHECK)}, grid


def test_an_amount_is_parted_into_cho_and_oku_by_its_formula(parted):
    found, _ = parted
    assert found == AMOUNTS


def test_the_number_stored_beside_an_amount_in_words_is_in_oku(parted):
    _, grid = parted
    stored = [grid.entries[row, cho.NUMBER].content.value for row in range(FIRST_CHECK, FIRST_CHECK + len(AMOUNTS))]
    assert stored == [0, 9999, 10_000, 12_785, 10_001, 20_000, 1_160_467, -54]


def test_money_on_the_first_sheets_is_in_cho_where_most_of_it_is_as_large(result):
    # the three cheaper of the four options cost some 1.8, 1.5 and 2.8兆円; an option's yearly upkeep is some 500億円
    book = compose(result.model, result.values, manifest_texts(result.model.pack))
    japanese = {each.name: each for each in in_language(book, speaker_of(result.model.pack, "ja")).grids}
    english = {each.name: each for each in book.grids}
    for sheet, metric, unit, format in (
        ("Comparison", "Life-cycle cost", "兆円、2020年度価格", "#,##0.00,,,,"),
        ("Comparison", "Operation cost per year", "十億円、2020年度価格", "#,##0.0,,,"),
    ):
        row = next(
            row for (row, column), each in english[sheet].entries.items() if each.content == metric and column == 1
        )
        told, number = japanese[sheet].entries[row, 2], japanese[sheet].entries[row, 4]
        assert (told.content, number.format) == (unit, format)
        assert number.content == english[sheet].entries[row, 4].content  # the cell itself stays as it is
    answer = japanese["Answer"].entries.values()
    assert {each.format for each in answer if each.format.endswith(",,,")} == {"#,##0.00,,,,"}
    assert not any("十億円" in str(each.content) for each in answer)


def test_a_verdict_on_two_lines_and_a_measure_beneath_a_head_are_said_in_japanese(result):
    speaker = speaker_of(result.model.pack, "ja")
    assert speaker.say(Verdict(0.796, Standing.OPEN, near=True).in_two_lines) == "? 未確定\n（79.6％、境目に近い）"
    assert speaker.say(Verdict(1.0, Standing.HOLDS).in_two_lines) == "✓ 成立\n（100％）"
    book = compose(
        result.model,
        result.values,
        manifest_texts(result.model.pack),
        attached(result.model, result.values, result.metrics),
    )
    what_if = next(each for each in in_language(book, speaker).grids if each.name == "What-if")
    assert "years" not in {each.content for each in what_if.entries.values()}
