"""A memo on disk: whole or not at all, and never over a file that somebody edited or that is no memo of this program.

A text ends with a remark that holds the digest of what stands before it. A Word document holds it in a small member of
its own at the end of the zip; whoever saves the document anew drops that member or changes what stands before it.
"""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Final

from estimator.files import read_bytes, require_file_name, write_bytes
from estimator.overwriting import require_as_written

LARGEST: Final = 50 * 2**20
SEAL: Final = "docProps/estimator.txt"
WHEN: Final = (1980, 1, 1, 0, 0, 0)
REMARK: Final = re.compile(rb"<!-- estimator memo ([0-9a-f]{64}) -->\n")


def write_memo(path: Path, content: bytes, force: bool = False) -> Path:
    """Write a memo. Raises FileError for a file that is kept, or that cannot be written."""
    require_file_name(path)
    if not force:
        refuse_if_edited(path)
    write_bytes(path, content)
    return path


def refuse_if_edited(path: Path) -> None:
    """Raise FileError if a file stands at `path` that is not as this program wrote it."""
    if path.exists():
        require_as_written(path, is_as_written(read_bytes(path, LARGEST)), "memo")


def is_as_written(content: bytes) -> bool | None:
    """Whether a memo is as this program wrote it; None for what is none of its memos."""
    if content.startswith(b"PK"):
        return _is_sealed(content)
    *_, found = (None, *REMARK.finditer(content))
    if found is None:
        return None
    return found.end() == len(content) and _digest(content[: found.start()]) == found[1].decode()


def remarked(text: str) -> bytes:
    """A text with the remark at its end."""
    content = text.encode()
    return content + f"<!-- estimator memo {_digest(content)} -->\n".encode()


def sealed(content: bytes) -> bytes:
    """A zip with the digest of its members in one more at its end."""
    made = io.BytesIO(content)
    before = _members(content)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr(zipfile.ZipInfo(SEAL, WHEN), _digest(before))
    return made.getvalue()


def _is_sealed(content: bytes) -> bool | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            last = package.infolist()[-1]
            if last.filename != SEAL:
                return False if SEAL in package.namelist() else None
            told = package.read(last) if last.file_size == 64 else b""
    except (zipfile.BadZipFile, NotImplementedError, IndexError, RuntimeError, EOFError, OSError, ValueError):
        return None
    return told.decode(errors="replace") == _digest(content[: last.header_offset])


def _members(content: bytes) -> bytes:
    """The bytes of a zip up to its directory."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return content[: package.start_dir]


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
