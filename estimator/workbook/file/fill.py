"""The pass over the finished file: a stored value beside every formula, fixed times, and the digest of the contents.

openpyxl stores no value beside a formula, so previews and pandas would see blanks.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from estimator.errors import WorkbookError
from estimator.workbook.cells.grid import Value

FORMULA_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>|<f t="dataTable"[^>]*(?:/>|></f>))<v(?: ?/>|></v>)</c>'
)
BLANK_NUMBER = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="n"(?: ?/>|></c>)')
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FIXED_DATE = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
NO_DIGEST = "0" * 64
DIGEST_PARTS = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedStrings\.xml|workbook\.xml)\Z")


def filled(raw: bytes, values: Mapping[str, Mapping[str, Value]]) -> bytes:
    """The file with stored values; `values` maps the parts' names to values by cell."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, found in values.items():
        parts[name] = _with_values(parts[name].decode(), found, name).encode()
    parts["docProps/core.xml"] = MODIFIED.sub(FIXED_DATE, parts["docProps/core.xml"])
    digest = contents_digest(parts).encode()
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(NO_DIGEST.encode(), digest)
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Zip parts with fixed times, so that equal parts give equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def contents_digest(parts: Mapping[str, bytes]) -> str:
    """SHA-256 of sheets, texts and names: any edit, and any re-save by another program, changes it."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        if DIGEST_PARTS.match(name):
            digest.update(name.encode() + b"\0" + parts[name])
    return digest.hexdigest()


def _with_values(xml: str, values: Mapping[str, Value], part: str) -> str:
    def fill(match: re.Match[str]) -> str:
        address, attributes, formula = match.groups()
        value = values[address]
        if isinstance(value, str):
            return f'<c r="{address}"{attributes} t="str">{formula}<v>{escape(value)}</v></c>'
        return f'<c r="{address}"{attributes}>{formula}<v>{_number(value)}</v></c>'

    made, count = FORMULA_CELL.subn(fill, without_blank_numbers(xml))
    if count != len(values):
        raise WorkbookError(f"{part}: {len(values)} formula cells were laid out and {count} written")
    return made


def without_blank_numbers(xml: str) -> str:
    """Sheet XML whose blank cells do not say that they hold a number: IronCalc would read a 0 there."""
    return BLANK_NUMBER.sub(r"\1/>", xml)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 2.0**53 else repr(value)
