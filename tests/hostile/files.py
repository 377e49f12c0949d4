"""Makes the hostile files: each a small sound workbook with one thing done to it.

    python -m tests.hostile.files FOLDER

writes them all, to look at.
"""

import io
import sys
import zipfile
from functools import cache
from pathlib import Path

import openpyxl

MAIN, SHEET, TYPES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"lol") for level in range(10)
)


@cache
def sound():
    """The parts of a small workbook without harm."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = 1, "=A1+1"
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts, extra=()):
    """A zip of parts, and of more that come last."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*parts.items(), *extra]:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def with_part(name, content):
    """The sound workbook with one part added or replaced."""
    return zipped({**sound(), name: content})


def with_cells(rows, head=b"", end=b""):
    """The sound workbook with other cells in its sheet."""
    xml = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return with_part(SHEET, xml + head + b"<sheetData>" + rows + b"</sheetData>" + end + b"</worksheet>")


def cell(content, address=b"A1", more=b""):
    """One cell in its row."""
    return b'<row r="1"><c r="' + address + b'"' + more + b">" + content + b"</c></row>"


def declared(doctype):
    """A workbook part with a document type in front."""
    return with_part(MAIN, b'<?xml version="1.0"?>' + doctype + sound()[MAIN].split(b"?>", 1)[-1])


def truncated():
    """The first half of a sound file."""
    whole = zipped(sound())
    return whole[: len(whole) // 2]


def lying():
    """A part that is longer than the directory of the zip says."""
    whole = bytearray(with_part("xl/lying.xml", b"<a>" + b"x" * 5000 + b"</a>"))
    at = whole.rindex(b"xl/lying.xml") - 46 + 24
    whole[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(whole)


def encrypted_entry():
    """A part that says it needs a password."""
    whole = bytearray(zipped(sound()))
    for mark, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = whole.index(mark) + flag
        whole[at] |= 1
    return bytes(whole)


def two_sheets_of_one_name():
    """Two sheets whose names differ in case only."""
    sheet = b'<sheet name="%s" sheetId="%d" state="visible" r:id="rId1" />'
    start, end = sound()[MAIN].split(b"<sheets>")[0], sound()[MAIN].split(b"</sheets>")[1]
    names = b'<sheets xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    return with_part(MAIN, start + names + sheet % (b"One", 1) + sheet % (b"ONE", 2) + b"</sheets>" + end)


def part_twice():
    """A sheet that stands in the zip twice: readers differ in which they believe."""
    other = SHEET.replace("sheet1", "sheet_")
    return zipped(sound(), [(other, b"<a/>")]).replace(other.encode(), SHEET.encode())


def replaced(was, now):
    """The sound workbook with a text in its main part replaced."""
    assert was in sound()[MAIN]
    return with_part(MAIN, sound()[MAIN].replace(was, now))


def with_names(names):
    """The sound workbook with defined names."""
    blank = b"<definedNames />" if b"<definedNames />" in sound()[MAIN] else b"<definedNames/>"
    return replaced(blank, b"<definedNames>" + names + b"</definedNames>")


# Name of the file: how it is made, and words of the refusal.
FILES = {
    "zip_bomb.xlsx": (lambda: with_part("xl/bomb.xml", b" " * 30_000_000), "times its size"),
    "large_part.xlsx": (lambda: with_part("xl/large.bin", b" " * 40_000_000), "times its size"),
    "many_parts.xlsx": (lambda: zipped({**sound(), **{f"xl/p{at}.xml": b"" for at in range(2500)}}), "parts; at most"),
    "part_twice.xlsx": (part_twice, "twice"),
    "part_twice_in_another_case.xlsx": (lambda: with_part("XL/Workbook.xml", b"<a/>"), "twice"),
    "lying_about_its_size.xlsx": (lying, "damaged"),
    "truncated.xlsx": (truncated, "damaged"),
    "no_zip.xlsx": (lambda: b"a text that is no workbook", "no workbook"),
    "empty.xlsx": (lambda: b"", "no workbook"),
    "encrypted.xlsx": (lambda: OLE + bytes(4096), "without a password"),
    "part_encrypted.xlsx": (encrypted_entry, "without a password"),
    "path_up.xlsx": (lambda: with_part("../../evil.xml", b"<a/>"), "leads out"),
    "path_absolute.xlsx": (lambda: with_part("/etc/evil.xml", b"<a/>"), "leads out"),
    "path_windows.xlsx": (lambda: with_part("xl\\..\\evil.xml", b"<a/>"), "leads out"),
    "macros.xlsx": (lambda: with_part("xl/vbaProject.bin", b"\0"), "holds macros"),
    "macros_by_type.xlsx": (
        lambda: with_part(TYPES, sound()[TYPES].replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")),
        "macros",
    ),
    "macros.xlsm": (lambda: zipped(sound()), "macros"),
    "binary.xlsb": (lambda: zipped(sound()), "macros"),
    "wrong_ending.zip": (lambda: zipped(sound()), "ends in .xlsx"),
    "external_link.xlsx": (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "links to other files"),
    "data_connection.xlsx": (lambda: with_part("xl/connections.xml", b"<a/>"), "data connections"),
    "embedded_file.xlsx": (lambda: with_part("xl/embeddings/oleObject1.bin", b"\0"), "embedded files"),
    "control.xlsx": (lambda: with_part("xl/activeX/activeX1.xml", b"<a/>"), "controls"),
    "billion_laughs.xlsx": (lambda: declared(b"<!DOCTYPE a [" + LAUGHS + b"]>"), "entities"),
    "external_entity.xlsx": (lambda: declared(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entities"),
    "entity_of_the_web.xlsx": (lambda: declared(b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">'), "entities"),
    "utf16_entity.xlsx": (
        lambda: with_part(
            SHEET, '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
        ),
        "cannot be read",
    ),
    "no_main_part.xlsx": (lambda: zipped({name: each for name, each in sound().items() if name != MAIN}), "missing"),
    "no_sheet.xlsx": (lambda: zipped({name: each for name, each in sound().items() if name != SHEET}), "no part"),
    "broken_xml.xlsx": (lambda: with_part(SHEET, b"<worksheet><sheetData>"), "cannot be read"),
    "many_cells.xlsx": (lambda: with_cells(b"".join(b"<c r='A%d'/>" % at for at in range(1_600_000))), "more cells"),
    "deep_xml.xlsx": (lambda: with_part(SHEET, b"<a>" * 400_000 + b"</a>" * 400_000), ""),
    "cell_twice.xlsx": (lambda: with_cells(cell(b"<v>1</v>") + cell(b"<v>2</v>")), "twice"),
    "cell_nowhere.xlsx": (lambda: with_cells(cell(b"<v>1</v>", b"A99999999999")), "proper address"),
    "not_a_number.xlsx": (lambda: with_cells(cell(b"<v>NaN</v>")), "no finite number"),
    "infinity.xlsx": (lambda: with_cells(cell(b"<v>1e999</v>")), "no finite number"),
    "no_number.xlsx": (lambda: with_cells(cell(b"<v>12x</v>")), "cannot be read"),
    "missing_text.xlsx": (lambda: with_cells(cell(b"<v>-1</v>", more=b' t="s"')), "cannot be read"),
    "endless_word.xlsx": (lambda: with_cells(cell(b"<f>" + b"A" * 200_000 + b"</f><v>1</v>")), "Excel holds 8,192"),
    "quotes.xlsx": (lambda: with_cells(cell(b"<f>" + b"'" * 30_000 + b'"' * 30_000 + b"</f><v>1</v>")), "Excel holds"),
    "two_sheets_of_one_name.xlsx": (two_sheets_of_one_name, "two sheets of one name"),
}

# Files that can be read; what they hold must not hang, crash or grow.
BUSY = {
    "huge_dimension.xlsx": lambda: with_cells(cell(b"<v>1</v>"), b'<dimension ref="A1:XFD1048576"/>'),
    "last_cell.xlsx": lambda: with_cells(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "huge_span.xlsx": lambda: with_cells(cell(b"<f>SUM(B1:XFD1048576)</f><v>0</v>")),
    "circle.xlsx": lambda: with_cells(
        b'<row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    ),
    "deep_formula.xlsx": lambda: with_cells(cell(b"<f>" + b"(" * 4000 + b"1" + b")" * 4000 + b"</f><v>1</v>")),
    "repeated_text.xlsx": lambda: with_cells(cell(b'<f>REPT("x",1000000000)</f><v>1</v>')),
    "comments.xlsx": lambda: with_part(SHEET, b"<!--" + b"<f " * 100_000 + b"--><a/>"),
    "instructions.xlsx": lambda: with_part(SHEET, b"<a>" + b"<?f <f x?>" * 100_000 + b"</a>"),
    "shared_formula_without_a_first.xlsx": lambda: with_cells(cell(b'<f t="shared" si="7"/><v>1</v>')),
    "names_in_a_ring.xlsx": lambda: with_names(
        b"<definedName name='aa'>bb+bb</definedName><definedName name='bb'>aa+aa</definedName>"
    ),
    "titles.xlsx": lambda: with_names(
        b"<definedName name='_xlnm.Print_Titles' localSheetId='0'>Sheet!$1:$999999999999</definedName>"
    ),
    "local_names.xlsx": lambda: with_names(
        b"".join(b"<definedName name='n%d' localSheetId='%s'>Sheet!$A$1</definedName>" % (at, each) for at, each in ODD)
    ),
    "columns.xlsx": lambda: with_cells(
        cell(b"<v>1</v>"), b"<cols>" + b'<col min="1" max="16384" width="9"/>' * 20_000 + b"</cols>"
    ),
    "odd_columns.xlsx": lambda: with_cells(
        cell(b"<v>1</v>"),
        b"<cols>"
        + b"".join(
            b'<col min="%s" max="%s" width="%s" outlineLevel="%s" hidden="1"/>' % ((each,) * 4) for _, each in ODD
        )
        + b"</cols>",
    ),
    "odd_rows.xlsx": lambda: with_cells(
        b"".join(b'<row r="%d" ht="%s" hidden="1" outlineLevel="%s"/>' % (at, each, each) for at, each in ODD)
        + b'<row r="500"><c r="A500" s="99999999999999999999"><v>1</v></c></row>'
    ),
    "odd_areas.xlsx": lambda: with_cells(
        cell(b"<v>1</v>"),
        end=b"".join(
            b'<mergeCells><mergeCell ref="%s"/></mergeCells>'
            b'<conditionalFormatting sqref="%s"><cfRule><formula>1</formula></cfRule></conditionalFormatting>'
            b"<dataValidations>"
            b'<dataValidation type="decimal" sqref="%s"><formula1>0</formula1><formula2>1</formula2></dataValidation>'
            b"</dataValidations>" % ((each,) * 3)
            for each in (b"A:A", b"1:1", b"A1:XFD1048576", b"", b"A1:A", b"Sheet!A1", b"A" + b"9" * 5000, b"$B$2:$A$1")
        ),
    ),
    "long_numbers.xlsx": lambda: with_cells(cell(b"<f>A" + b"9" * 5000 + b"+$B" + b"8" * 1000 + b"</f><v>1</v>")),
    "long_formula_often.xlsx": lambda: with_cells(
        b'<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9">'
        + b"B1+" * 2700
        + b"1</f><v>1</v></c></row>"
        + b"".join(b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (at, at) for at in range(2, 3_000))
    ),
}
ODD = list(enumerate((b"-1", b"9" * 5000, b"nan", b"1e999", b"", b"\xd9\xa3", b"x", b"16385", b"1.5.2", b"0"), 1))


def write_all(folder):
    """Write every file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (make, _) in FILES.items():
        (folder / name).write_bytes(make())
    for name, make in BUSY.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
