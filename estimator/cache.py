"""What the command line keeps between two questions, so that the second is answered at once.

An entry is bytes under a key: a digest of the program's own sources, of Python's version and of all that the entry was
made from. What has changed has another key, so nothing is ever out of date. The sources themselves are read, since an
editable install changes without its version, and times of files lie where a copy keeps them. The folder is the user's
own, bounded in size; what was not read for longest goes first. No entry holds code.

Nothing here fails: without a folder to write to, or with an entry that is cut off, spoilt, another's or somebody
else's, everything is worked out anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from estimator.errors import FileError
from estimator.files import read_bytes, write_bytes

LARGEST_ENTRY: Final = 32_000_000
LARGEST_FOLDER: Final = 128_000_000
ROOMS: Final = ("", "calculators", "evaluation", "expression", "model", "pack")
"""The rooms whose sources decide what is read, wired and computed; a test holds that they import no other."""
NAME: Final = re.compile(r"[0-9a-f]{64}\.kept\Z")
SOURCES: Final = (".py", ".toml")
PRIVATE: Final = 0o700
_USE = {"wanted": False}


def use(wanted: bool = True) -> None:
    """Keep and find entries from now on, or no longer."""
    _USE["wanted"] = wanted


def folder() -> Path | None:
    """Where entries are kept on this system, whether it is there or not; None for a user without a home."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  (Path.home fails where there is none)
    given = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", ""))
    if sys.platform == "win32":
        base = given if given.is_absolute() else home / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = given if given.is_absolute() else home / "Library" / "Caches"
    else:
        base = given if given.is_absolute() else home / ".cache"
    return base / "estimator" if base.is_absolute() else None


def key_of(kind: str, *parts: str, rooms: tuple[str, ...] = ROOMS) -> str:
    """The key of what is made from some parts by the sources of some rooms; empty where nothing is kept."""
    sources = program(rooms) if _USE["wanted"] else ""
    if not sources:
        return ""
    digest = hashlib.sha256(repr((kind, sources, sys.version, sys.byteorder, parts)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def in_use() -> bool:
    """True where entries are kept and found."""
    return _USE["wanted"]


def lasting_key(kind: str, *parts: str) -> str:
    """The key of what is true whatever the program's version; empty where nothing is kept."""
    return hashlib.sha256(repr((kind, parts)).encode("utf-8", "surrogatepass")).hexdigest() if in_use() else ""


@lru_cache(maxsize=4)
def program(rooms: tuple[str, ...] = ROOMS) -> str:
    """A digest of the sources that decide what is kept; empty where they cannot be read, as without a folder."""
    digest = hashlib.sha256()
    try:
        files = sorted(path for room in rooms for path in _sources(room))
        for path in files:
            digest.update(f"{path}\0".encode() + Path(path).read_bytes() + b"\0")
    except (OSError, UnicodeError):
        return ""
    return digest.hexdigest() if files else ""


def _sources(room: str) -> Iterator[str]:
    top = Path(__file__).parent / room
    for where, folders, files in os.walk(top):
        if not room:
            folders.clear()
        yield from (os.path.join(where, name) for name in files if name.endswith(SOURCES))  # noqa: PTH118  (fast)


def find(key: str) -> bytes | None:
    """What is kept under a key; None if there is nothing, or nothing sound."""
    place = _own_folder() if key else None
    if place is None:
        return None
    path = place / f"{key}.kept"
    try:
        content = read_bytes(path, LARGEST_ENTRY + 1)
    except (OSError, FileError):
        return None
    seal, _, body = content.partition(b"\n")
    if seal != _seal(key, body):
        return None
    with suppress(OSError):
        os.utime(path)
    return body


def keep(key: str, body: bytes) -> None:
    """Keep an entry, and let go what was not read for longest if there is too much; silent where that cannot be."""
    place = _own_folder(made=True) if key and len(body) <= LARGEST_ENTRY - len(_seal("", b"")) - 1 else None
    if place is None:
        return
    with suppress(OSError, FileError):
        write_bytes(place / f"{key}.kept", _seal(key, body) + b"\n" + body)
        _let_go(place)


def _seal(key: str, body: bytes) -> bytes:
    """What shows that an entry is whole and stands under its own key."""
    return hashlib.sha256(key.encode() + b"\0" + body).hexdigest().encode()


def _own_folder(made: bool = False) -> Path | None:
    """The folder, if it belongs to the user and nobody else may write to it."""
    place = folder()
    if place is None:
        return None
    try:
        if made:
            place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        found = place.lstat()
    except OSError:
        return None
    return place if stat.S_ISDIR(found.st_mode) and _is_own(found) else None


def _is_own(found: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):  # Windows, where a profile is the user's own
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _let_go(place: Path) -> None:
    """Remove the entries read longest ago until the rest is small enough; no other file is touched."""
    with os.scandir(place) as entries:
        kept = [(each.stat(follow_symlinks=False), each.path) for each in entries if NAME.match(each.name)]
    size = sum(found.st_size for found, _ in kept)
    for found, path in sorted(kept, key=lambda each: each[0].st_mtime_ns):
        if size <= LARGEST_FOLDER:
            break
        with suppress(OSError):
            Path(path).unlink()
        size -= found.st_size
