"""Whether a workbook may be written over: never one that somebody edited, or that another program made."""

from __future__ import annotations

from pathlib import Path

from estimator.errors import WorkbookError
from estimator.overwriting import kept, require_as_written
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
        raise WorkbookError(kept(path, f"it is no workbook of this program ({problem})")) from None
    known = package.manifest().get(DIGEST)
    own = None if known is None else known == contents_digest(package.parts)
    require_as_written(path, own, "workbook", WorkbookError)
