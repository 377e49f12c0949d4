"""The one pass over a sheet's text gives the cells that the XML parser gives, or leaves the part to it."""

from dataclasses import astuple
from xml.etree.ElementTree import tostring

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.errors import WorkbookError
from estimator.returned.file.package import package_of
from estimator.returned.file.plain_part import split
from estimator.workbook.cells.addresses import at, place_of
from tests.hostile.files import FILES, with_cells
from tests.hostile.files import SHEET as PART

NAME = "Sheet"


def both(content):
    """The cells and frames of the first sheet by each of the two readers."""
    one, other = package_of(content, "a.xlsx"), package_of(content, "a.xlsx")
    sheet, part = next(iter(one.sheet_parts().items()))
    plain, parsed = one._plain_cells(sheet, split(one.parts[part])), other._parsed_cells(sheet, part)
    frames = [tostring(each._frames[sheet]) for each in (one, other) if each._frames]
    return plain, parsed, frames


def told(cells):
    return [(address, *astuple(cell), type(cell.value)) for address, cell in cells.items()]


PIECES = st.sampled_from(
    ["A", "1", " ", "&amp;", "&lt;", "&gt;", "&quot;", "&#10;", "&amp;lt;", "]]>", ">", '"', "é", "\n", "\r", "\x01"]
)
TEXTS = st.lists(PIECES, max_size=5).map("".join)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' t="shared" si="0" ref="A1:C3"',
        ' t="shared" si="0"',
        ' t="dataTable" ref="A1:B2"',
        ' aca="false"',
        ' t="a" t="b"',
        " t='shared'",
        ' x:t="1"',
    ]
)


@st.composite
def cells(draw):
    """One cell, plain or not."""
    column, row, style = (
        draw(st.sampled_from("ABC")),
        draw(st.integers(1, 9)),
        draw(st.sampled_from(["", "7", "1234567"])),
    )
    kind = draw(st.sampled_from(["", "n", "str", "b", "e", "inlineStr", "s"]))
    head = f'<c r="{column}{row}"' + f' s="{style}"' * bool(style) + f' t="{kind}"' * bool(kind)
    number = st.integers(-9, 9).map(str)
    value = draw(
        st.sampled_from(["", "<v/>", "<v />", "<v></v>"]) | (number | TEXTS).map(lambda text: f"<v>{text}</v>")
    )
    formula = draw(st.just("") | st.builds("<f{}>{}</f>".format, ATTRIBUTES, TEXTS))
    inline = draw(st.just("") | TEXTS.map(lambda text: f"<is><t>{text}</t></is>") | st.just("<is><r><t>a</t></r></is>"))
    return head + draw(st.sampled_from(["/>", " />", f">{formula}{value}{inline}</c>"]))


@given(st.lists(cells(), max_size=4).map(lambda found: f'<row r="1" ht="12">{"".join(found)}</row>'))
def test_both_readers_give_the_same_cells_or_the_plain_one_gives_none(rows):
    try:
        plain, parsed, frames = both(with_cells(rows.encode()))
    except WorkbookError:
        content = package_of(with_cells(rows.encode()), "a.xlsx")
        assert content._plain_cells(NAME, split(content.parts[PART])) is None
        return
    if plain is not None:
        assert told(plain) == told(parsed)
        assert frames[0] == frames[1]


PLAIN = (
    '<c r="A1" s="3"/><c r="B1" t="str"><f>"a"&amp;C1</f><v>a&lt;</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c>'
)


def test_cells_as_the_program_writes_them_need_no_parser():
    plain, parsed, _ = both(with_cells(f"<row>{PLAIN}</row>".encode()))
    assert plain is not None
    assert told(plain) == told(parsed)


ALIKE = st.tuples(
    st.sampled_from(["", ' s="1"', ' t="str"', ' s="1" t="str"']),
    st.sampled_from(["", "<f>A9</f>", '<f t="shared" si="0"/>', "<f/>"]),
    st.lists(st.sampled_from(["0", "1.5", "", '"', '">', '" s="1">', '" t="str">', "&lt;", "]"]), max_size=4),
)


@given(st.lists(ALIKE, max_size=3), st.booleans())
def test_cells_that_differ_in_their_values_alone_are_those_of_the_parser(stretches, with_gaps):
    """Also where a value looks like what stands before values, and where columns are left out between them."""
    found = [(head, formula, value) for head, formula, values in stretches for value in values]
    columns = range(2, 2 + 2 * len(found), 2) if with_gaps else range(2, 2 + len(found))
    first = '<c r="A1"><f t="shared" si="0" ref="A1:Z1">A2</f><v>0</v></c>'
    cells = (
        f'<c r="{at(1, column)}"{head}>{formula}<v>{value}</v></c>'
        for column, (head, formula, value) in zip(columns, found, strict=True)
    )
    content = with_cells(f"<row>{first}{''.join(cells)}</row>".encode())
    try:
        plain, parsed, _ = both(content)
    except WorkbookError:
        package = package_of(content, "a.xlsx")
        assert package._plain_cells(NAME, split(package.parts[PART])) is None
        return
    assert plain is not None
    assert told(plain) == told(parsed)


SHARERS = st.tuples(
    st.sampled_from(["A", "B", "C", "D", "E"]),
    st.integers(1, 2),
    st.sampled_from("01"),
    st.sampled_from(["", "A1+1", "$B2*C1"]),
)


@given(st.lists(SHARERS, max_size=9, unique_by=lambda each: each[:2]), st.booleans())
def test_formulas_shared_along_a_row_in_any_order_are_those_of_the_parser(found, in_order):
    """Gaps, two formulas by turns, a second row, followers without a first: one at a time or many at once."""
    rows = sorted(found, key=lambda each: (each[1], each[0])) if in_order else found
    row = "".join(
        f'<c r="{column}{number}"><f t="shared" si="{key}">{text}</f><v>{number}</v></c>'
        if text
        else f'<c r="{column}{number}"><f t="shared" si="{key}"/><v>{number}</v></c>'
        for column, number, key, text in rows
    )
    try:
        plain, parsed, _ = both(with_cells(f"<row>{row}</row>".encode()))
    except WorkbookError:
        content = package_of(with_cells(f"<row>{row}</row>".encode()), "a.xlsx")
        assert content._plain_cells(NAME, split(content.parts[PART])) is None
        return
    assert plain is not None
    assert told(plain) == told(parsed)


@pytest.mark.parametrize(
    "row",
    [
        "<row><c r='A1'/></row>",
        '<row><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row><c r="A1"><other><c r="B1"/></other></c></row>',
        '<row xmlns="urn:other"><c r="A1"><v>1</v></c></row>',
        '<row><c t="str" r="A1"><v>1</v></c></row>',
        '<row><c r="A1" t="str"><v>&#65;</v></c></row>',
        '<row><c r="A1"><f xmlns="urn:other">B1</f></c></row>',
        '<row><?x <c r="A1"><v>1</v></c>?></row>',
        '<row><!-- <c r="A1"><v>1</v></c> --></row>',
    ],
)
def test_cells_of_another_shape_are_left_to_the_parser(row):
    plain, _, _ = both(with_cells((row + f"<row>{PLAIN.replace('1', '2')}</row>").encode()))
    assert plain is None


@pytest.mark.parametrize("address", ["XFD1048576", "A999999", "WZZ1", "XEZ12", "AB123456"])
def test_the_last_cells_of_a_sheet_are_read(address):
    row = place_of(address)[0]
    plain, parsed, _ = both(with_cells(f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'.encode()))
    assert list(parsed) == [address]
    assert plain is None or told(plain) == told(parsed)


@pytest.mark.parametrize("address", ["XFE1", "XGA1", "YAA1", "ZZZ9", "A1048577", "B9999999"])
def test_a_cell_beyond_the_sheet_is_left_to_the_parser_which_refuses_it(address):
    content = package_of(with_cells(f'<row r="1"><c r="{address}"><v>1</v></c></row>'.encode()), "a.xlsx")
    assert content._plain_cells(NAME, split(content.parts[PART])) is None
    with pytest.raises(WorkbookError, match="without a proper address"):
        content.cells(NAME)


def test_cells_that_openpyxl_saved_need_no_parser(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"], book.active["C3"] = 1.5, "=A1+1", True
    book.save(tmp_path / "a.xlsx")
    plain, parsed, frames = both((tmp_path / "a.xlsx").read_bytes())
    assert plain is not None
    assert told(plain) == told(parsed)
    assert frames[0] == frames[1]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_is_refused_by_the_words_of_the_parser(name, monkeypatch):
    def refusal():
        try:
            found = package_of(FILES[name][0](), name)
            return [list(found.cells(each)) for each in found.sheet_parts()]
        except WorkbookError as problem:
            return str(problem)

    by_either = refusal()
    monkeypatch.setattr("estimator.returned.file.package.split", lambda _: None)
    assert refusal() == by_either
