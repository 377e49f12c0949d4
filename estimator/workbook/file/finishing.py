"""The pass over what openpyxl made: the order that the file format asks for, and texts that stand for charts.

openpyxl writes the parts of a font in an order of its own, which strict readers object to, and has no way to describe a
chart to somebody who cannot see it. Drawings get the prefix, and relationships the relative targets, that Excel writes:
exceljs knows them by no other. Headers and footers without a text are left out: Gnumeric complains of them.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from estimator.errors import WorkbookError

STYLES, DRAWING = "xl/styles.xml", "xl/drawings/drawing{}.xml"
FONT, PART_OF_FONT = re.compile(r"<font>(.*?)</font>"), re.compile(r"<(\w+)[^>]*/>")
ORDER = "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme".split()
LETTER = re.compile(r"&#([0-9]{3,6});")
SHEETS, NO_HEADER = "xl/worksheets/", re.compile(rb"<(?:odd|even|first)(?:Header|Footer) ?/>")
RELATIONS, ABSOLUTE = ".rels", re.compile(r'Target="/([^"]*)"')
PREFIX, SPACE = "xdr", '"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
UNPREFIXED = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
FRAME = re.compile(r'<([a-z0-9]*:?)cNvPr id="([0-9]+)" name="(Chart [0-9]+)" ?/>')


def finished(raw: bytes, described: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """The parts of a file with fonts in order and charts described, sheet by sheet of those with charts."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: _with_letters(archive.read(name)) for name in archive.namelist()}
    for name in (each for each in parts if each.startswith(SHEETS)):
        parts[name] = NO_HEADER.sub(b"", parts[name])
    parts[STYLES] = FONT.sub(_in_order, parts[STYLES].decode()).encode()
    for number, texts in enumerate(described, 1):
        name = DRAWING.format(number)
        parts[name] = _with_prefix(_described(parts[name].decode(), texts, name)).encode()
    return {name: _relative(name, content) if name.endswith(RELATIONS) else content for name, content in parts.items()}


def _with_prefix(drawing: str) -> str:
    """A drawing whose own elements have the prefix that Excel gives them."""
    return UNPREFIXED.sub(rf"<\1{PREFIX}:\2", drawing).replace(f"xmlns={SPACE}", f"xmlns:{PREFIX}={SPACE}")


def _relative(part: str, content: bytes) -> bytes:
    """Relationships with targets as seen from the folder of the part that they belong to.

    Both are given from the root, else the folder that the program runs in is asked for, which may be gone.
    """
    folder = posixpath.dirname(posixpath.dirname(part))
    return ABSOLUTE.sub(
        lambda match: f'Target="{posixpath.relpath(f"/{match[1]}", f"/{folder}")}"', content.decode()
    ).encode()


def _with_letters(content: bytes) -> bytes:
    """A part with letters in place of their numbers: `&#20840;`, which lxml writes, is not read by every program."""
    if b"&#" not in content:
        return content
    return LETTER.sub(lambda match: chr(int(match[1])), content.decode()).encode()


def _in_order(match: re.Match[str]) -> str:
    parts = sorted(PART_OF_FONT.finditer(match[1]), key=lambda part: ORDER.index(part[1]))
    return f"<font>{''.join(part[0] for part in parts)}</font>"


def _described(xml: str, texts: Sequence[str], part: str) -> str:
    """The drawing of a sheet with a description of each of its charts."""
    left = list(texts)

    def describe(match: re.Match[str]) -> str:
        prefix, id, name = match.groups()
        text = left.pop(0) if left else ""
        return f'<{prefix}cNvPr id="{id}" name="{name}" descr={quoteattr(text)}/>'

    made, count = FRAME.subn(describe, xml)
    if count != len(texts):
        raise WorkbookError(f"{part}: {len(texts)} charts are described and {count} drawn")
    return made
