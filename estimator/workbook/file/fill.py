"""The last pass over the parts of a file: cells put in, fixed times, the digest of the contents, the zip."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping

from estimator.errors import WorkbookError

SHEET_DATA = re.compile(rb"<sheetData>.*</sheetData>|<sheetData ?/>", re.DOTALL)
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FIXED_DATE = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
NO_DIGEST = "0" * 64
DIGEST_PARTS = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedStrings\.xml|workbook\.xml)\Z")


def with_cells(part: bytes, cells: bytes | bytearray) -> bytes:
    """The part of a sheet with its cells in place of the few that stood in for them. Raises WorkbookError."""
    found = list(SHEET_DATA.finditer(part))
    if len(found) != 1:
        raise WorkbookError(f"a sheet was written with {len(found)} blocks of cells")
    start, end = found[0].span()
    return b"".join((part[:start], b"<sheetData>", cells, b"</sheetData>", part[end:]))


def sealed(parts: Mapping[str, bytes]) -> bytes:
    """The file of some parts, with fixed times and the digest of its contents among its properties."""
    made = dict(parts)
    made["docProps/core.xml"] = MODIFIED.sub(FIXED_DATE, made["docProps/core.xml"])
    digest = contents_digest(made).encode()
    made["docProps/custom.xml"] = made["docProps/custom.xml"].replace(NO_DIGEST.encode(), digest)
    return packed(made)


def packed(parts: Mapping[str, bytes], level: int | None = None) -> bytes:
    """Zip parts with fixed times, so that equal parts give equal bytes; at a level of zlib, or its usual one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content, compresslevel=level)
    return made.getvalue()


def contents_digest(parts: Mapping[str, bytes]) -> str:
    """SHA-256 of sheets, texts and names: any edit, and any re-save by another program, changes it."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        if DIGEST_PARTS.match(name):
            digest.update(name.encode() + b"\0")
            digest.update(parts[name])
    return digest.hexdigest()
