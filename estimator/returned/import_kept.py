"""What a workbook gave when it was last read, kept as JSON, so that the next question of it need not read it again.

It stands under the digests of the file and of the pack, and all sources and texts of the program that read, compute
and write. A file that is refused is read again each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from estimator import cache
from estimator.analysis.standing import kept
from estimator.errors import FileError
from estimator.files import read_bytes
from estimator.pack.reading.kept import MISTAKES, RECORDS, makers_of, read, written
from estimator.pack.records import Pack
from estimator.returned.carried import Carried
from estimator.returned.file.limits import LARGEST_FILE
from estimator.returned.imported import Edit, Imported, Taken
from estimator.returned.reader.refusal import Refusal

KEPT: Final[Mapping[str, Any]] = {
    **RECORDS,
    **{each.__name__: each for each in (Carried, Edit, Imported, Refusal, Taken)},
}
MAKERS: Final = makers_of(KEPT)


def imported(path: Path, pack: Pack) -> Imported:
    """What `read_import` gives; of a file that was read before, against the same pack, as it was found then."""
    key = _key(path, pack)
    found = _find(key)
    if found is None:
        from estimator.returned import importing  # what reads a workbook, which takes longer than what is kept

        found = importing.read_import(path, pack)
        if key == _key(path, pack):  # nobody saved the file meanwhile
            _keep(key, found)
    return found


def _key(path: Path, pack: Pack) -> str:
    """Empty where nothing is kept, and for what is no file within the limits."""
    try:
        content = read_bytes(path, LARGEST_FILE + 1) if cache.in_use() else b""
    except (OSError, FileError):
        return ""
    digest = hashlib.sha256(content).hexdigest()
    return kept.key_of("import", f"{pack.name} {pack.digest} {digest} {path}", kept.OF_WORKBOOKS) if content else ""


def _find(key: str) -> Imported | None:
    """What is kept under a key; None if there is nothing that is sound."""
    told = cache.find(key)
    try:
        found = None if told is None else read(json.loads(told), MAKERS)
    except MISTAKES:
        return None
    return found if isinstance(found, Imported) else None


def _keep(key: str, found: Imported) -> None:
    """Keep it under its key; what holds something that JSON cannot give back is not kept."""
    if key:
        try:
            cache.keep(key, json.dumps(written(found, KEPT), separators=(",", ":")).encode())
        except MISTAKES:
            return
