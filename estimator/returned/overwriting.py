"""Whether a workbook may be written over: never one that somebody edited, or that another program made."""

from __future__ import annotations

from pathlib import Path

from estimator.errors import WorkbookError
from estimator.returned.file.package import read_package
from estimator.workbook.file.fill import contents_digest
from estimator.workbook.file.write import DIGEST


def refuse_if_edited(path: Path) -> None:
    """Raise WorkbookError if a file stands at `path` that is not as this program wrote it."""
    if not path.exists():
        return
    try:
        package = read_package(path)
    except WorkbookError as problem:
        raise WorkbookError(
            f"{path}: not overwritten, for it is no workbook of this program ({problem}). Use --force or -o"
        ) from None
    known = package.manifest().get(DIGEST)
    if known is None:
        raise WorkbookError(
            f"{path}: not overwritten, for this program did not write it. Use --force, or -o for another file"
        )
    if known != contents_digest(package.parts):
        raise WorkbookError(
            f"{path}: not overwritten, for it was edited since it was written. Use --force, or -o for another file"
        )
