"""What stands where a file is to be written: only what this program wrote, and nobody edited, gives way unasked.

A workbook, a page and a memo carry a digest of what they hold. A table, a text or draws for other programs have no
place for one, as whoever reads them would stumble over it: of these the command line keeps the digest with what it
keeps between two questions. A file that it does not know is left as it is, which is the safe side.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from estimator import cache
from estimator.errors import FileError, InputError
from estimator.files import require_file_name

KNOWN = b"written"


def kept(path: Path, reason: str, other: str = "file") -> str:
    """The message of a file that is not written over."""
    return f"{path}: not overwritten, for {reason}. Use --force, or name another {other}"


def require_as_written(path: Path, known: bool | None, kind: str, error: type[InputError] = FileError) -> None:
    """Raise an error for a file that is kept: one that was edited (False), or that is none of our kind (None)."""
    if known is None:
        raise error(kept(path, f"it is no {kind} of this program"))
    if not known:
        raise error(kept(path, "it was edited since it was written"))


def require_own(path: Path, force: bool = False) -> None:
    """Raise FileError for what cannot become a file, and for one that this program is not known to have written so.

    Where nothing is kept between questions, any file that is there is kept without `force`.
    """
    require_file_name(path)
    if not force and path.exists() and cache.find(_key(path)) is None:
        raise FileError(kept(path, "it was edited, or not written by this program in this account"))


def remember(path: Path) -> None:
    """Know a file as written by this program, as long as nobody edits it."""
    with suppress(FileError):
        cache.keep(_key(path), KNOWN)


def _key(path: Path) -> str:
    """Where it is kept that what a file holds was written by this program; empty where nothing is kept."""
    if not cache.in_use():
        return ""
    try:
        with path.open("rb") as file:
            return cache.lasting_key("written", file_digest(file, "sha256").hexdigest())
    except OSError as problem:
        raise FileError(f"{path}: cannot be read: {problem.strerror or problem}") from None
