"""A memo as a Word document by python-docx: texts as plain runs, tables and headings in Word's own styles.

The library stamps the clock on the document and on the members of its zip; both are set here, so that equal inputs
give equal bytes. Fonts are named that Word has on Windows, with one for Japanese letters.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

from estimator.errors import InputError
from estimator.report.memo.charts import MISSING, png
from estimator.report.memo.contents import Memo
from estimator.report.memo.keeping import WHEN, sealed
from estimator.report.tables import Table, cell_text
from estimator.report.words.wrapped_lines import joined_sentences

LATIN, EAST_ASIAN = "Calibri", "Yu Gothic"
LANGUAGES: Final = {"en": "en-GB", "ja": "ja-JP"}
SIZES: Final = {"Normal": 10.5, "Title": 18.0, "Heading 1": 13.0, "List Bullet": 9.0}
TABLE_POINTS, MARGIN_CM, PICTURE_CM = 8.0, 2.0, 17.0
WIDTHS_CM: Final = {
    "option": 0.0,
    "cost": 1.9,
    "range": 2.6,
    "new_money": 1.9,
    "money": 1.35,
    "people": 1.7,
    "verdict": 2.5,
    "year": 1.95,
}
"""What is left of the page is the first column's."""
LEFTOVERS: Final = ("/stylesWithEffects", "/thumbnail")
TYPES: Final = "[Content_Types].xml"
SEAL_TYPE: Final = b'<Default Extension="txt" ContentType="text/plain"/>'


def as_word(memo: Memo) -> bytes:
    """The document's bytes. Raises InputError where python-docx or matplotlib is missing."""
    try:
        from docx import Document
    except ImportError:
        raise InputError(MISSING) from None
    document = Document()
    _set_up(document, memo)
    finding, options, turning, changed, sources, notes = memo.headings
    document.add_heading(memo.title, 0)
    document.add_paragraph(memo.question)
    document.add_heading(finding, 1)
    document.add_paragraph().add_run(joined_sentences(memo.finding)).bold = True
    document.add_heading(options, 1)
    _table(document, memo.table)
    _pictures(document, memo)
    if memo.turning:
        document.add_heading(turning, 1)
        _items(document, [f"{label}: {text}" for label, text in memo.turning])
    for heading, lines in ((changed, memo.changed), (sources, memo.sources), (notes, memo.notes)):
        document.add_heading(heading, 1)
        _items(document, lines)
    made = io.BytesIO()
    document.save(made)
    return sealed(_timeless(made.getvalue()))


def _set_up(document: Any, memo: Memo) -> None:
    """Paper, fonts, language and properties."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    for name, points in SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(points)
        style.font.color.rgb = RGBColor(0x22, 0x22, 0x22)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    _drop_leftovers(document)
    _set_language(document, LANGUAGES.get(memo.language, "en-GB"))
    kept = document.core_properties
    kept.title, kept.author, kept.comments, kept.language = memo.title, "estimator", "", memo.language
    kept.created = kept.modified = _day(memo.dated)
    kept.last_modified_by = "estimator"


def _drop_leftovers(document: Any) -> None:
    """Take out what the library's template brings and nobody reads: its picture, and other styles than ours."""
    for owner in (document.part, document.part.package):
        for id in [id for id, each in owner.rels.items() if each.reltype.endswith(LEFTOVERS)]:
            owner.rels.pop(id)


def _set_language(document: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language if language != "ja-JP" else "en-GB")
    mark.set(qn("w:eastAsia"), "ja-JP")
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(mark)


def _day(dated: str) -> datetime:
    """The day up to which the figures are known: `2026-07` is its first."""
    year, month, day = (int(each) for each in (*dated.split("-"), "1", "1")[:3])
    return datetime(year, month, day)


def _table(document: Any, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Light List Accent 1")
    rows = [tuple(column.heading for column in table.columns), *(tuple(map(cell_text, row)) for row in table.rows)]
    made.autofit = False
    wide = [WIDTHS_CM[column.key] for column in table.columns]
    wide[0] = PICTURE_CM - sum(wide[1:])
    for column, centimetres in zip(made.columns, wide, strict=True):
        column.width = Cm(centimetres)
    for at_row, texts in enumerate(rows):
        for place, (column, text) in enumerate(zip(table.columns, texts, strict=True)):
            cell = made.cell(at_row, place)
            cell.width = Cm(wide[place])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(text)
            run.font.size = Pt(TABLE_POINTS)
            run.bold = at_row == 0 or place == 0
            if column.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_heads(made)
    for note in table.notes:
        document.add_paragraph().add_run(note).font.size = Pt(TABLE_POINTS)


def _repeat_heads(table: Any) -> None:
    """The head stands on each page; no row is broken by a page's end."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _pictures(document: Any, memo: Memo) -> None:
    from docx.shared import Cm

    for each in memo.pictures:
        title = document.add_paragraph()
        title.add_run(each.title).bold = True
        title.paragraph_format.keep_with_next = True
        shape = document.add_picture(io.BytesIO(png(each)), width=Cm(PICTURE_CM))
        shape._inline.docPr.set("descr", each.told)


def _items(document: Any, lines: list[str] | tuple[str, ...]) -> None:
    for each in lines:
        document.add_paragraph(each, style="List Bullet")


def _timeless(content: bytes) -> bytes:
    """The same zip with one time for each member, and a type for the one that seals it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda each: (each != TYPES, each)):
            content = old.read(name)
            if name == TYPES:
                content = content.replace(b"<Default ", SEAL_TYPE + b"<Default ", 1)
            new.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()
