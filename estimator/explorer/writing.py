"""The page on disk: whole or not at all, and never over a file that somebody edited or that is no page of ours."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from estimator.errors import FileError
from estimator.explorer.page import files_beside, is_as_written
from estimator.files import read_bytes, require_file_name, require_no_file, write_text
from estimator.overwriting import kept, require_as_written

INDEX = "index.html"
LARGEST = 50 * 2**20


def write_page(path: Path, text: str, force: bool = False) -> Path:
    """Write the page. Raises FileError for a file that is kept, or that cannot be written."""
    require_page(path, force)
    write_text(path, text)
    return path


def require_page(path: Path, force: bool = False) -> None:
    """Raise FileError for a file that is kept, or that cannot be written."""
    require_file_name(path)
    if not force:
        refuse_if_edited(path)


def write_folder(folder: Path, files: Mapping[str, str], force: bool = False) -> Path:
    """Write the files of a folder to be hosted; the folder is made if it is not there. Raises FileError."""
    if not force:
        _refuse_if_of_others(folder, files)
    require_no_file(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        words = problem.strerror or type(problem).__name__
        raise FileError(f"{folder}: cannot be made: {words}. Name a folder in one that is there") from None
    for name in sorted(files, key=INDEX.__eq__):  # the page last: without what it reads it would show nothing
        write_text(folder / name, files[name])
    return folder / INDEX


def _refuse_if_of_others(folder: Path, files: Mapping[str, str]) -> None:
    """Raise FileError for a file that is kept; without a page, for one that therefore belongs to something else."""
    refuse_if_edited(folder / INDEX)
    there = [each for each in files if each != INDEX and (folder / each).exists()]
    if (folder / INDEX).exists():
        known = files_beside(_text(folder / INDEX))
        for each in there:
            content = read_bytes(folder / each, LARGEST)
            own = content == files[each].encode() or sha256(content).hexdigest() == known.get(each)
            require_as_written(folder / each, own, "page")
    elif there:
        raise FileError(kept(folder / there[0], "there is no page of this program", other="folder"))


def refuse_if_edited(path: Path) -> None:
    """Raise FileError if a file stands at `path` that is not as this program wrote it."""
    if path.exists():
        require_as_written(path, is_as_written(_text(path)), "page")


def _text(path: Path) -> str:
    return read_bytes(path, LARGEST).decode(errors="replace")
