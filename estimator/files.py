"""Writing a file whole or not at all: every file that the program writes goes through here.

The old file stays until the new one is complete on disk. A full disk, a folder that cannot be written to, a file open
elsewhere, an interruption or a kill leave the old file as it was, and nothing half-written beside it.

Files of strangers are read here, too: plain files only, since opening a pipe waits for ever and a device may do
anything.
"""

from __future__ import annotations

import os
import shlex
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from estimator.errors import FileError
from estimator.names import is_device

UNNAMED = getattr(os, "O_TMPFILE", 0)
USUAL_RIGHTS = 0o666
MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

MARK: Final = "\ufeff"
"""What some editors put before the first letter of a file: the mark of its byte order."""


def plain(text: str) -> str:
    """A text without the mark of its byte order, with plain newlines."""
    return text.removeprefix(MARK).replace("\r\n", "\n")


def as_before(text: str, before: str) -> str:
    """A plain text with the mark and the ends of lines of the one whose place it takes."""
    mark = MARK if before.startswith(MARK) else ""
    return mark + (text.replace("\n", "\r\n") if "\r\n" in before else text)


def require_file_name(path: Path) -> None:
    """Raise FileError for what cannot become a file, or is protected: a folder, a pipe, a name Windows keeps."""
    if is_device(path.name):
        raise FileError(f"{path}: Windows keeps the name {path.name} for a device; give the file another name")
    if path.exists():
        mode = path.stat().st_mode
        _require_plain(path, mode)
        if not mode & MAY_WRITE:
            raise FileError(f"{path}: is write-protected, and was left as it is. Take that off, or name another file")


def require_folder(path: Path) -> None:
    """Raise FileError for a file whose folder is not there."""
    if not path.parent.is_dir():
        raise FileError(f"{path}: cannot be written: there is no folder {path.parent}. Make it first")


def require_no_file(folder: Path) -> None:
    """Raise FileError for a file where a folder is wanted."""
    if folder.is_file():
        raise FileError(f"{folder}: is a file; name a folder")


def read_bytes(path: Path, most: int) -> bytes:
    """The content of a plain file, at most `most` bytes of it. Raises FileError for a pipe, a device or a socket.

    It is looked at before it is opened, since opening a pipe waits and opening a device may do something, and once
    more when it is open, in case another one took its place. Raises OSError for a file that is not there.
    """
    _require_plain(path, path.stat().st_mode)
    with os.fdopen(os.open(path, os.O_RDONLY | AT_ONCE), "rb") as file:
        _require_plain(path, os.fstat(file.fileno()).st_mode)
        return file.read(most)


def _require_plain(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise FileError(f"{path}: is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise FileError(f"{path}: is no plain file but a pipe, a device or a socket; name a plain file")


@contextmanager
def failures_named(path: Path) -> Iterator[None]:
    """Name the file that was to be written in a failure on the way there, as of a full disk for temporary files."""
    try:
        yield
    except OSError as problem:
        raise _refused(path, problem) from None


def write_bytes(path: Path, content: bytes) -> None:
    """Put a file in place in one step. Raises FileError."""
    target = _target(path)
    try:
        if not _write_unnamed(target, content):
            with _named(target) as temporary:
                _fill(os.open(temporary, os.O_WRONLY | getattr(os, "O_BINARY", 0)), content)
                Path(temporary).replace(target)
    except OSError as problem:
        raise _refused(path, problem) from None


def write_text(path: Path, text: str) -> None:
    """Put a UTF-8 text in place in one step, with plain newlines on every system. Raises FileError."""
    write_bytes(path, text.encode())


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file to write piece by piece; it takes the place of `path` once the block ends well.

    Raises FileError.
    """
    target = _target(path)
    try:
        with _named(target) as temporary:
            yield Path(temporary)
            Path(temporary).replace(target)
    except OSError as problem:
        raise _refused(path, problem) from None


def _target(path: Path) -> Path:
    """The file itself behind a link. Raises FileError for what is no plain file."""
    try:
        require_file_name(path)
        target = path.resolve()
    except (OSError, RuntimeError) as problem:
        raise FileError(f"{path}: cannot be written: {problem}") from None
    return target


def _write_unnamed(target: Path, content: bytes) -> bool:
    """Write a file that has no name before it is complete, so that even a kill leaves nothing; False if impossible."""
    if not UNNAMED:
        return False
    try:
        handle = os.open(target.parent, UNNAMED | os.O_RDWR, USUAL_RIGHTS)
    except OSError:  # a file system without such files; a real problem shows again with a named one
        return False
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, _rights(target))
        file.write(content)
        file.flush()
        os.fsync(handle)
        return _given_a_name(handle, target)


def _given_a_name(handle: int, target: Path) -> bool:
    name = f"{target}.{os.getpid()}.part"
    try:
        folder = os.open(target.parent, os.O_RDONLY)
        try:  # Python follows the link in /proc only where a folder's handle is given
            os.link(f"/proc/self/fd/{handle}", name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)
    except OSError:
        return False
    try:
        Path(name).replace(target)
    finally:
        with suppress(OSError):
            Path(name).unlink()
    return True


@contextmanager
def _named(target: Path) -> Iterator[str]:
    """A temporary file beside the target, gone at the end whatever happens."""
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        Path(temporary).chmod(_rights(target))  # a temporary file is private; the finished one is like any other
        yield temporary
    finally:
        with suppress(OSError):
            Path(temporary).unlink()


def _rights(target: Path) -> int:
    """Who may read and write a file: as it was before, else as a new one."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return USUAL_RIGHTS & ~mask


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def _refused(path: Path, problem: OSError) -> FileError:
    require_folder(path)
    words = problem.strerror or type(problem).__name__
    return FileError(f"{path}: cannot be written: {words}. Is it open elsewhere, the disk full, the folder read-only?")


def as_argument(given: object) -> str:
    """A path or a text as the shell of this system takes it as one argument: quoted where it holds blanks or signs."""
    if os.name != "nt":
        return shlex.quote(str(given))
    from subprocess import list2cmdline

    return list2cmdline([str(given)])
