"""A workbook whose tabs are called by labels: whole, read back whatever they are called, and as one named by ids."""

import posixpath
import re
import zipfile
from html import unescape

import openpyxl
import pytest

from estimator import load
from estimator.returned.file.libreoffice import resaved_by_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.importing import read_import
from estimator.returned.lint.rules import lint
from estimator.returned.reader.workbook import read_returned
from estimator.returned.verify import verify
from estimator.workbook.cells.addresses import quoted, with_sheets
from estimator.workbook.file.fill import packed
from tests.coast import rewrite, write_shorter_pack
from tests.keeping import keeping  # noqa: F401 (a fixture)
from tests.opened import opened
from tests.returned.sent_back import PRICE, SCENARIO, SHARE, fill_in, row_of

pytestmark = pytest.mark.usefixtures("keeping")  # what a pack gives today is composed once for each naming
HOSTILE = "=B2's <A:1> & R1C1"
"""A label with what formulas, XML and Excel's names of sheets each read otherwise."""
ON_TAB = "=B2’s <A-1> & R1C1"
NAMED = re.compile(r"(?:'((?:[^']|'')+)'|(?<![\w.\"])([A-Za-z_][\w.]*))!\$?[A-Z]")
READS = re.compile(r'<(?:f|c:f|formula1?|definedName)\b[^>]*>([^<]*)</|location="([^"]*)"')


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The small pack with labels that hold everything."""
    folder = write_shorter_pack(tmp_path_factory.mktemp("labels") / "coast")
    rewrite(folder / "options" / "patrol_ships.toml", {'short = "Two patrol ships"': f'short = "{HOSTILE}"'})
    rewrite(folder / "options" / "shore_watch.toml", {'short = "Watch ashore"': 'short = "Data"'})
    return folder


@pytest.fixture(scope="module")
def files(hostile, tmp_path_factory):
    """Its workbook by labels and by ids, in both languages."""
    result, folder = load(hostile).compare(), tmp_path_factory.mktemp("files")
    return {
        (naming, language): result.to_workbook(
            folder / f"{naming}-{language}.xlsx", language=language, draws=0, sheet_names=naming
        )
        for naming in ("labels", "ids")
        for language in ("en", "ja")
    }


@pytest.fixture(params=["en", "ja"])
def labelled(files, request):
    return files["labels", request.param]


def tabs_of(path):
    return openpyxl.load_workbook(path, read_only=True).sheetnames


def cells_of(path):
    """What stands in the cells, sheet by sheet in order."""
    package = read_package(path)
    return [dict(package.cells(sheet)) for sheet in package.sheet_parts()]


def edited(path, target, change):
    book = opened(path)
    change(book)
    book.save(target)
    return target


def test_options_are_called_by_their_labels_and_sheets_in_the_language(files):
    english, japanese = (tabs_of(files["labels", each]) for each in ("en", "ja"))
    assert [each for each in english if each not in tabs_of(files["ids", "en"])] == ["Data (2)", ON_TAB]
    assert japanese[:3] == ["答え", "はじめに", "比較"]
    assert japanese[-1] == "データ"
    assert [each for each in japanese if each in english] == [ON_TAB]
    assert "データ (2)" in japanese  # the label is the name of a sheet, and said as such
    assert tabs_of(files["ids", "ja"]) == tabs_of(files["ids", "en"])


def test_each_formula_link_chart_and_name_reads_a_sheet_that_is_there(labelled):
    tabs, read = set(tabs_of(labelled)), set()
    with zipfile.ZipFile(labelled) as archive:
        for part in (each for each in archive.namelist() if each.endswith(".xml")):
            for found in READS.finditer(archive.read(part).decode()):
                named = NAMED.findall(re.sub('"[^"]*"', "", unescape(found[1] or found[2])))
                read |= {(posixpath.dirname(part), one.replace("''", "'") or other) for one, other in named}
    assert {name for _, name in read} <= tabs
    assert ("xl/charts", ON_TAB) in read
    assert ("xl/worksheets", ON_TAB) in read
    assert ("xl", ON_TAB) in read


def test_what_is_computed_is_that_of_the_workbook_named_by_ids(files):
    for language in ("en", "ja"):
        labels, ids = (cells_of(files[naming, language]) for naming in ("labels", "ids"))
        for one, other in zip(labels[2:-1], ids[2:-1], strict=True):
            numbers = {place: each.value for place, each in one.items() if isinstance(each.value, float)}
            assert numbers == {place: each.value for place, each in other.items() if isinstance(each.value, float)}
        assert {place: each.value for place, each in labels[-1].items()} == {
            place: each.value for place, each in ids[-1].items()
        }  # the sheet Data keeps ids
        names, by_ids = (read_package(files[naming, language]).names() for naming in ("labels", "ids"))
        assert {each for each in names if not each.startswith("_")} == {
            each for each in by_ids if not each.startswith("_")
        }


def test_every_formula_gives_what_is_stored_and_lint_finds_nothing(labelled):
    assert verify(labelled).holds
    assert verify(labelled).failing == ()
    assert lint(labelled) == []


def test_an_unedited_workbook_shows_no_edit_however_its_tabs_are_called(files, hostile):
    for path in files.values():
        found = read_import(path, load(hostile).pack)
        assert (found.edited, found.differs, found.refused, found.taken) == ((), (), (), ()), path.name


def test_values_and_their_places_are_told_by_the_tabs_of_the_file(files, hostile, tmp_path):
    back = edited(files["labels", "en"], tmp_path / "back.xlsx", fill_in)
    found = read_import(back, load(hostile).pack)
    assert {each.id: each.number for each in found.taken if each.year is None} == {PRICE: 95.5, SHARE: 0.15}
    assert found.scenarios == (SCENARIO,)

    def by_formula(book):
        sheet = book["前提"]
        sheet.cell(row_of(sheet, SHARE), 4).value = "=1+1"

    refused = read_import(edited(files["labels", "ja"], tmp_path / "ja.xlsx", by_formula), load(hostile).pack).refused
    assert [each.cell.split("!")[0] for each in refused] == ["前提"]


@pytest.mark.parametrize("option", ["shore_watch", "patrol_ships"])  # the first and the last of the sheets of options
def test_a_tab_that_a_colleague_renamed_is_found_by_its_title_and_told(labelled, hostile, tmp_path, option):
    called = read_returned(labelled).name_of(option)

    def renamed(book):
        tab = quoted(called)
        for sheet in book:
            for cell in (each for row in sheet.iter_rows() for each in row if each.data_type == "f"):
                cell.value = cell.value.replace(f"{tab}!", "Boats!") if isinstance(cell.value, str) else cell.value
        for name in book.defined_names.values():
            name.value = name.value.replace(f"{tab}!", "Boats!")
        book[called].title = "Boats"

    back = edited(labelled, tmp_path / "back.xlsx", renamed)
    found = read_import(back, load(hostile).pack)
    assert [(each.where, each.what, each.was) for each in found.edited] == [("Boats", "sheet renamed", called)]
    assert read_returned(back).name_of(option) == ""  # known by the title that the pack gives it alone


def test_tabs_are_known_from_read_me_where_a_program_dropped_the_properties(labelled, hostile, tmp_path):
    with zipfile.ZipFile(labelled) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/custom.xml"] = re.sub(
        rb"<property .*</property>", b"", parts["docProps/custom.xml"], flags=re.DOTALL
    )
    target = tmp_path / "dropped.xlsx"
    target.write_bytes(packed(parts))
    returned = read_returned(target)
    assert returned.name_of("patrol_ships") == ON_TAB
    assert returned.name_of("shore_watch") in ("Data (2)", "データ (2)")
    assert returned.had("Data")
    assert read_import(target, load(hostile).pack).edited == ()


def test_quotes_that_excel_leaves_out_about_japanese_names_are_no_edit(files, hostile, tmp_path):
    def unquoted(book):
        for sheet in book:
            for cell in (each for row in sheet.iter_rows() for each in row if each.data_type == "f"):
                if isinstance(cell.value, str):
                    cell.value = re.sub(r"'([前提比較年度別の検査]+)'!", r"\1!", cell.value)

    back = edited(files["labels", "ja"], tmp_path / "back.xlsx", unquoted)
    assert "前提!" in "".join(cell.formula or "" for cells in cells_of(back) for cell in cells.values())
    assert read_import(back, load(hostile).pack).edited == ()
    assert verify(back).errors == ()


def test_libreoffice_reads_and_saves_sheets_of_any_name(labelled, hostile, tmp_path, soffice):
    saved = resaved_by_libreoffice(labelled, tmp_path, soffice)
    assert verify(saved).holds
    assert verify(saved).failing == ()
    assert tabs_of(saved) == tabs_of(labelled)
    assert read_import(saved, load(hostile).pack).edited == ()


def test_a_pack_whose_labels_changed_since_takes_the_tabs_as_the_file_has_them(labelled, tmp_path):
    other = write_shorter_pack(tmp_path / "coast")  # with its own labels
    kinds = {each.what for each in read_import(labelled, load(other).pack).edited}
    assert "sheet renamed" not in kinds
    assert "sheet deleted" not in kinds


def test_japanese_texts_name_the_tab_that_is_there(files):
    for naming, tab in (("labels", "検査"), ("ids", "Checks")):
        sheet = opened(files[naming, "ja"]).worksheets[0]
        assert f"シート「{tab}」を参照" in sheet["A2"].value
        assert tab in tabs_of(files[naming, "ja"])


def test_read_me_lists_the_tabs_as_they_are_called(labelled):
    sheet = opened(labelled).worksheets[1]
    listed = [cell.value for row in sheet.iter_rows(max_col=1) for cell in row if cell.hyperlink]
    assert listed == [each for each in tabs_of(labelled) if each != sheet.title]


def test_equal_inputs_give_equal_bytes(files, hostile, tmp_path):
    again = load(hostile).compare().to_workbook(tmp_path / "again.xlsx", draws=0, language="ja", sheet_names="labels")
    assert again.read_bytes() == files["labels", "ja"].read_bytes()


@pytest.mark.parametrize(
    ("formula", "made"),
    [
        ("Data!A1+'What-if'!$B$2", "'比較'!A1+x!$B$2"),
        ('"Data!A1"&Data!A1', "\"Data!A1\"&'比較'!A1"),
        ("SUM(A1:B2)", "SUM(A1:B2)"),
        ("データ!A1", "'データ'!A1"),
    ],
)
def test_sheets_are_renamed_in_a_formula_and_not_in_its_texts(formula, made):
    assert with_sheets(formula, lambda sheet: {"Data": "比較", "What-if": "x"}.get(sheet, sheet)) == made
