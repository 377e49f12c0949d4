"""A workbook is read as a spreadsheet program reads it, in whatever encoding and form it comes."""

# ruff: noqa: F811 (fixtures of another folder)

import pytest

from estimator.errors import WorkbookError
from estimator.returned.file.cell_formats import cell_formats
from estimator.returned.file.package import package_of, read_package
from estimator.returned.file.recalculate import recalculated
from estimator.returned.lint.rules import lint
from estimator.returned.reader.workbook import read_returned
from estimator.workbook.file.fill import packed
from tests.cli.conftest import estimator  # noqa: F401 (a fixture)
from tests.coast import pack, returned, sent  # noqa: F401 (fixtures)
from tests.hostile.files import MAIN, SHEET, TYPES, sound, zipped
from tests.opened import opened
from tests.returned.file.rewritten import FORMS, rewritten
from tests.returned.sent_back import fill_in
from tests.returned.typed_values import read_your_values

RELATIONS = "xl/_rels/workbook.xml.rels"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="session")
def filled(sent, tmp_path_factory):
    """The workbook with values typed in, and its cells."""

    book = opened(sent)
    fill_in(book)
    file = tmp_path_factory.mktemp("filled") / "filled.xlsx"
    book.save(file)
    return file


def cells(package):
    return {sheet: dict(package.cells(sheet)) for sheet in package.sheet_parts()}


def said(file):
    """What is read from a file: cells, names, manifest and formats."""
    package = read_package(file)
    return cells(package), package.names(), package.manifest(), cell_formats(package)


@pytest.fixture(scope="module")
def plain(sent, filled):
    """Both workbooks as they are, with what is read from each; the second has values typed in."""
    assert read_your_values(filled).typed != ()
    return [(sent, said(sent), read_your_values(sent).typed), (filled, said(filled), read_your_values(filled).typed)]


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_and_every_typed_value_is_read_in_any_form(plain, tmp_path, form):
    for number, (file, as_it_is, typed) in enumerate(plain):
        made = rewritten(file, form, tmp_path / f"{number}.xlsx")
        assert said(made) == as_it_is
        assert read_your_values(made).typed == typed


def test_a_workbook_in_the_strangest_form_is_recalculated_and_linted_as_the_plain_one(sent, tmp_path):
    made = rewritten(sent, "all", tmp_path / "made.xlsx")
    assert recalculated(read_package(made), "a") == recalculated(read_package(sent), "b")
    told = [str(each) for each in lint(made)]
    assert told == [str(each) for each in lint(sent)]
    assert read_returned(made).scenarios.choices


@pytest.mark.parametrize("how", ["namespace", "relationship"])
def test_strict_open_xml_is_refused_by_its_name_with_what_to_do(how):
    parts = dict(sound())
    if how == "namespace":
        parts[MAIN] = parts[MAIN].replace(TRANSITIONAL, STRICT)
    else:
        was, now = (
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        )
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(was, now)
    with pytest.raises(WorkbookError, match=r"back\.xlsx: is .*Strict Open XML.* save it as Excel Workbook"):
        package_of(zipped(parts), "back.xlsx")


def test_a_document_that_is_no_workbook_is_called_so():
    parts = {**sound(), MAIN: b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'}
    with pytest.raises(WorkbookError, match="another kind of file, no workbook"):
        package_of(zipped(parts), "letter.xlsx")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application/vnd.ms-office.vbaProject", "macros"),
        ("application/vnd.ms-excel.sheet.MACROENABLED.main+xml", "macros"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml", "links to other files"),
        ("application/vnd.ms-excel.controlproperties+xml", "controls"),
    ],
)
def test_what_does_something_is_refused_whatever_it_is_called_and_however_it_is_written(kind, words):
    types = (
        sound()[TYPES].decode().replace("</Types>", f'<Override PartName="/other/a.dat" ContentType="{kind}"/></Types>')
    )
    types = '<?xml version="1.0" encoding="utf-16"?>' + types.partition("?>")[2] if "?>" in types else types
    parts = {**sound(), TYPES: types.encode("utf-16" if types.startswith("<?xml") else "utf-8"), "other/a.dat": b"x"}
    with pytest.raises(WorkbookError, match=f"holds {words}"):
        package_of(zipped(parts), "back.xlsx")


def test_an_encoding_that_nobody_knows_is_named():
    for encoding in ("martian", "shift_jis"):
        broken = f'<?xml version="1.0" encoding="{encoding}"?><worksheet xmlns="{TRANSITIONAL.decode()}"/>'
        package = package_of(packed({**sound(), SHEET: broken.encode()}), "back.xlsx")
        with pytest.raises(WorkbookError, match=r"back\.xlsx: .*sheet1\.xml cannot be read"):
            package.cells("Sheet")


def test_names_without_end_are_not_repeated_in_a_message():
    for part, was, now in (
        (RELATIONS, b"worksheets/sheet1", b"9" * 5_000),
        (MAIN, b'name="Sheet"', b'name="%s"' % (b"n" * 9_000)),
    ):
        with pytest.raises(WorkbookError) as refused:
            package_of(zipped({**sound(), part: sound()[part].replace(was, now)}), "back.xlsx").cells("Sheet")
        assert len(str(refused.value)) < 200
