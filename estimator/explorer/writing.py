"""The page on disk: whole or not at all, and never over a file that somebody edited or that is no page of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from estimator.errors import FileError
from estimator.explorer.page import is_as_written
from estimator.files import read_bytes, require_file_name, write_text

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
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        words = problem.strerror or type(problem).__name__
        raise FileError(f"{folder}: cannot be made: {words}. Name a folder in one that is there") from None
    for name in sorted(files, key=INDEX.__eq__):  # the page last: without what it reads it would show nothing
        write_text(folder / name, files[name])
    return folder / INDEX


def _refuse_if_of_others(folder: Path, files: Mapping[str, str]) -> None:
    """Raise FileError for a page that is kept; without a page, for a file that therefore belongs to something else."""
    refuse_if_edited(folder / INDEX)
    strange = [] if (folder / INDEX).exists() else [each for each in files if (folder / each).exists()]
    if strange:
        place = folder / strange[0]
        raise FileError(
            f"{place}: not overwritten, for there is no page of this program. Use --force, or another folder"
        )


def refuse_if_edited(path: Path) -> None:
    """Raise FileError if a file stands at `path` that is not as this program wrote it."""
    if not path.exists():
        return
    known = is_as_written(read_bytes(path, LARGEST).decode(errors="replace"))
    if known is None:
        raise FileError(f"{path}: not overwritten, for it is no page of this program. Use --force, or -o for another")
    if not known:
        raise FileError(f"{path}: not overwritten, for it was edited since it was written. Use --force or -o")
