"""The workbook in Japanese: numbers, formulas and ids of the English one, stored values right, and read back."""

import re
from contextlib import closing
from dataclasses import replace

import openpyxl
import pytest

from estimator import load
from estimator.language import speaker_of
from estimator.report.manifest import manifest_texts
from estimator.returned.file.package import read_package
from estimator.returned.importing import read_import
from estimator.returned.lint.rules import lint
from estimator.returned.verify import verify
from estimator.workbook.book import compose
from estimator.workbook.cells.grid import Formula
from estimator.workbook.cells.live_sentences import LiveSentence
from estimator.workbook.file.printed_part import printed_part
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import UNIT
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHARTS, CHECKS, COMPARISON, DATA, SCENARIOS
from estimator.workbook.sheets.uncertainty.drawn import sheet_with_drivers
from estimator.workbook.sheets.value_sheets import attached
from estimator.workbook.translated import LITERAL, in_language
from tests.language.missing_texts import formula_texts, sheet_texts
from tests.shipped import compared, in_english_alone, shipped

OPTIONS = ["status_quo", "aegis_ashore", "integrated_strike", "patriot_500"]


@pytest.fixture(scope="module")
def result():
    return shipped().compare(OPTIONS)


@pytest.fixture(scope="module")
def speaker(result):
    return speaker_of(result.model.pack, "ja")


@pytest.fixture(scope="module", params=[False, True], ids=["values", "data tables"])
def books(result, speaker, request):
    beside = replace(
        attached(result.model, result.values, result.metrics),
        grids=(sheet_with_drivers(result.simulation(draws=256)).grid,),
        data_tables=request.param,
    )
    book = compose(result.model, result.values, manifest_texts(result.model.pack), beside)
    return book, in_language(book, speaker)


@pytest.fixture(scope="module")
def files(result, tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    return tuple(
        result.to_workbook(folder / f"{each}.xlsx", language=each, draws=256, sheet_names="ids")
        for each in ("en", "ja")
    )


def read_me(book):
    """The cells of Read me."""
    return next(grid for grid in book.grids if grid.name == "Read me").entries.values()


def without_texts(formula):
    return LITERAL.sub('""', formula)


def with_places_back(formula):
    """A Japanese formula with money in words rounded as in ¥bn: 億円 are rounded to one place fewer."""
    return re.sub(r"(?<=/money_scale,)-?[0-9]", lambda found: str(int(found[0]) + 1), formula)


IN_WORDS = re.compile(r"Checks!\$I\$([0-9]+)")


def with_amounts_back(formula, sheet, checks):
    """A Japanese formula with its amounts, which stand in words on Checks, rounded in the formula itself as in ¥bn."""

    def amount(found):
        number = re.fullmatch(r"IF\(ISNUMBER\((.+)\),ROUND\(\1/money_scale,0\),0\)", checks[f"H{found[1]}"].formula)
        return f"FIXED({number[1]}/money_scale,1)"

    return IN_WORDS.sub(amount, formula).replace(f"{sheet}!", "")


def in_any_order(formula):
    """What a sentence reads and tests, whatever the order of words of its language; Japanese knows no plural."""
    agreed = re.sub(r'&IF\(FIXED\([^()]*\)="","",""\)', "", without_texts(formula))
    return sorted(each for each in re.split(r'[&,()]|""', agreed) if each)


def test_every_number_and_every_formula_is_that_of_the_english_workbook(files, result):
    english, japanese = (read_package(each) for each in files)
    assert list(english.sheet_parts()) == list(japanese.sheet_parts())
    names = english.names()
    assert names == japanese.names()
    numbers = 0
    for sheet in english.sheet_parts():
        one, other = english.cells(sheet), japanese.cells(sheet)
        more = {each for each in other if sheet == CHECKS and each[0] in "HI"}  # amounts in words
        assert set(one) == set(other) - more or sheet == "Read me"
        for address in set(one) & set(other) if sheet != "Read me" else ():
            left, right = one[address], other[address]
            assert (left.formula is None) == (right.formula is None)
            if left.formula is not None:
                of_option = sheet in result.model.pack.options and address[0] == "B"
                sentence = of_option or (sheet == CHARTS and "FIXED(" in left.formula)
                said = with_amounts_back(with_places_back(right.formula), sheet, japanese.cells(CHECKS))
                same = in_any_order if sentence else without_texts
                assert same(left.formula.replace(f"{sheet}!", "")) == same(said), f"{sheet}!{address}"
            if f"{sheet}!{address}" == names["money_scale"].replace("$", ""):
                assert (left.value, right.value) == (1e9, 1e8)  # words count in 億円
            elif isinstance(left.value, float):
                assert left.value == right.value, f"{sheet}!{address}"
                numbers += 1
            else:
                assert type(left.value) is type(right.value), f"{sheet}!{address}"
    assert numbers > 50_000


def test_a_recalculation_gives_what_stands_in_the_japanese_workbook(files):
    found = verify(files[1])
    assert [str(each) for each in (*found.errors, *found.differences)][:5] == []
    assert found.formulas > 50_000


def test_a_japanese_workbook_comes_back_without_an_edit(files, result):
    found = read_import(files[1], result.model.pack)
    assert (found.taken, found.refused, found.edited, found.differs) == ((), (), (), ())
    assert found.manifest["language"] == "ja"


def test_a_japanese_workbook_is_as_well_made_as_the_english_one(files):
    english, japanese = ({(each.rule, each.sheet, each.cell) for each in lint(path)} for path in files)
    assert japanese <= english


def test_ids_units_of_files_and_the_sheet_data_stay(books):
    english, japanese = ({grid.name: grid for grid in book.grids} for book in books)
    assert english[DATA] == japanese[DATA]
    for sheet in (ASSUMPTIONS, COMPARISON, SCENARIOS):
        for place, entry in english[sheet].entries.items():
            if isinstance(entry.content, str) and re.fullmatch(r"[a-z0-9]+([_.][a-z0-9_]+)+", entry.content):
                assert japanese[sheet].entries[place].content == entry.content


def test_every_fixed_text_of_the_sheets_has_a_translation(books):
    assert sheet_texts(*books) == []


def test_the_texts_of_formulas_charts_and_prompts_have_a_translation(books):
    assert formula_texts(books[1]) == []


def test_numbers_and_ids_stand_in_the_font_that_widths_are_measured_in_and_texts_in_a_japanese_one(files):
    fonts = {"number": set(), "id": set(), "text": set()}
    with closing(openpyxl.load_workbook(files[1], read_only=True)) as book:
        for cell in (cell for row in book["Comparison"] for cell in row if isinstance(cell.value, str)):
            formula = cell.value.startswith("=")
            named = "id" if cell.value.isascii() and not formula else "text"
            fonts["number" if cell.number_format != "General" else named].add(cell.font.name)
    assert fonts == {"number": {"Arial"}, "id": {"Arial"}, "text": {"BIZ UDPGothic"}}


def test_years_stand_by_both_calendars(books):
    (sheet,) = (grid for grid in books[1].grids if grid.name == "aegis_ashore")
    formats = {entry.content: entry.format for entry in sheet.entries.values() if entry.kind == "year"}
    assert (formats[2027.0], formats[2019.0], formats[2018.0]) == ('0" (R9)"', '0" (R1)"', '0" (H30)"')


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The coastguard as a pack without Japanese of its own, compared."""
    return load(in_english_alone("coastguard", tmp_path_factory.mktemp("plain"))).compare()


def test_read_me_counts_the_notes_that_stand_in_english(of_ships, second):
    # A pack that has Japanese of its own has it for every note.
    result, found = compared("japan"), {}
    book = compose(result.model, result.values, manifest_texts(result.model.pack))
    whole = in_language(book, speaker_of(result.model.pack, "ja"))
    for pack, japanese in (("japan", whole), ("coastguard", second[1]), ("plain", of_ships[1])):
        found[pack] = [each.content for each in read_me(japanese) if "は英語のままである。" in str(each.content)]
    inputs = compared("coastguard").model.inputs.values()
    notes = [each for each in inputs if each.layer != "given" and each.note]
    assert not any(re.search(r"前提\d+件", each) for each in (*found["japan"], *found["coastguard"]))
    (text,) = found["plain"]
    assert text.endswith(f"前提{len(notes)}件の注は英語のままである。")
    assert len(notes) > 10


def test_a_pack_without_japanese_of_its_own_stores_what_its_live_sentences_give(plain, tmp_path):
    # Its labels stand in English between Japanese marks: "Ten armed patrol ships（12年）、…".
    path = plain.to_workbook(tmp_path / "boats.xlsx", language="ja", draws=0, sheet_names="ids")
    found = verify(path)
    assert found.holds, [str(each) for each in found.differences]
    assert found.failing == ()
    with closing(openpyxl.load_workbook(path, data_only=True, read_only=True)) as book:
        told = [str(each) for row in book["Charts"].iter_rows(values_only=True) for each in row]
    assert any("Ten armed patrol ships（12年）、" in each for each in told)


@pytest.fixture(scope="module")
def of_ships(plain):
    """The workbook of a pack without Japanese, in English and in Japanese."""
    result = plain
    book = compose(result.model, result.values, manifest_texts(result.model.pack))
    return book, in_language(book, speaker_of(result.model.pack, "ja"))


def on(book, sheet):
    """A sheet of a book."""
    return next(grid for grid in book.grids if grid.name == sheet)


def test_a_pack_without_japanese_has_the_program_s_own_words_in_japanese(of_ships):
    assert [each.content for each in on(of_ships[1], CHARTS).entries.values() if "edit" in str(each.content)] == []


def test_units_of_euros_and_metrics_of_a_service_are_said_in_japanese(of_ships):
    entries = [entry for grid in of_ships[1].grids for entry in grid.entries.values()]
    units = {str(each.content) for each in entries if each.kind in ("unit", "wrapped_unit")}
    assert {each for each in units if "€" in each} == set()
    assert any(each.startswith("千ユーロ／") for each in units)
    labels = {str(entry.content) for entry in on(of_ships[1], "drones_and_shore_watch").entries.values()}
    assert "充足率の変化（ポイント）（Coastguard）" in labels


def test_a_yearly_input_of_a_scenario_is_named_in_japanese(books):
    told = [str(each.content) for each in on(books[1], "Yearly inputs").entries.values()]
    assert "シナリオ「as_it_happened」" in told
    assert not any(each.startswith("Scenario") for each in told)


def test_english_between_japanese_has_the_height_that_it_takes_in_the_wider_font(of_ships):
    # "a: Most of the / materiel baseline that / can be redirected; b: / Share of its people / that a service can /
    # move to a new task / whatever its fill rate" takes 7 lines of 13 points in the font of Japanese texts.
    assert on(of_ships[1], COMPARISON).heights[7] >= 7 * 13


def test_units_do_not_push_the_notes_of_assumptions_off_the_paper(of_ships):
    english, japanese = (on(book, ASSUMPTIONS) for book in of_ships)
    assert japanese.widths[COLUMN["unit"]] == english.widths[COLUMN["unit"]]
    assert printed_part(japanese).print_columns == english.print_columns


def test_no_japanese_sentence_runs_under_the_chart_beside_it(books):
    # A letter of full width takes two figures of the column widths, other letters one at most.
    for sheet in OPTIONS:
        grid = on(books[1], sheet)
        (chart,) = grid.charts
        hidden = {each for first, last, folded in grid.groups if folded for each in range(first, last + 1)}
        room = sum(grid.widths[each] for each in range(UNIT, chart.column) if each not in hidden)
        told = [str(each.content.value) for each in grid.entries.values() if isinstance(each.content, LiveSentence)]
        assert len(told) > 8
        longest = max(sum(1.9 if ord(letter) > 0x2E80 else 0.8 for letter in each) for each in told)
        assert longest <= room, sheet


def test_a_pack_of_patrol_ships_frees_no_destroyers_in_japanese(of_ships):
    spoken = of_ships[1]
    told = [each for grid in spoken.grids for each in grid.entries.values()]
    assert any("patrol ship" in str(each.content) for each in told)  # its noun has no Japanese
    assert not any("護衛艦" in str(each.content) for each in told)


def test_names_beside_one_another_are_said_one_by_one(books):
    texts = [
        content.value if isinstance(content := each.content, Formula) else content
        for grid in books[1].grids
        if grid.name == COMPARISON
        for each in grid.entries.values()
    ]
    told = [each for each in texts if isinstance(each, str)]
    assert any(each.startswith("充足率の変化（ポイント）（陸上自衛隊）、充足率の変化（ポイント）（") for each in told)
    assert any(each.startswith("a: 物件費基準の振替上限、b: ") for each in told)
    assert not [each for each in told if "; " in each]


@pytest.fixture(scope="module")
def second():
    """The workbook of the second pack that has Japanese of its own, with its draws, in English and in Japanese."""
    result = compared("coastguard")
    beside = attached(result.model, result.values, result.metrics)
    beside = replace(beside, grids=(sheet_with_drivers(result.simulation(draws=256)).grid,))
    book = compose(result.model, result.values, manifest_texts(result.model.pack), beside)
    return book, in_language(book, speaker_of(result.model.pack, "ja"))


def test_every_text_of_the_second_packs_workbook_is_in_japanese(second):
    assert sheet_texts(*second) == []
    assert formula_texts(second[1]) == []


def texts_in(book):
    """What the cells and charts of a book say."""
    cells = [each.content for grid in book.grids for each in grid.entries.values()]
    said = [each.value if isinstance(each, Formula) else each for each in cells]
    return [
        *(each for each in said if isinstance(each, str)),
        *(each.title for grid in book.grids for each in grid.charts),
    ]


def test_a_pack_of_another_country_is_told_of_no_self_defense_force_and_of_its_own_ships(second, books):
    strange = re.compile("自衛隊|護衛艦|防衛省|在日")
    told = texts_in(second[1])
    assert [each for each in told if strange.search(each)] == []
    assert any("各組織" in each for each in told)
    assert any("解放される巡視船" in each for each in told)
    assert any("自衛隊" in each for each in texts_in(books[1]))
