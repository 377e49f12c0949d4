"""Renaming an id through all files of a pack: all or nothing, and only if the pack stays the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from estimator.errors import InputError, PackError
from estimator.files import write_text
from estimator.model import build_model
from estimator.pack.reading.files import Texts, read_texts
from estimator.pack.reading.reader import Reading, read_files
from estimator.pack.records import Pack
from estimator.pack.renaming import Renaming, renamed_texts, renaming


def rename(folder: Path, old: str, new: str) -> tuple[Renaming, list[str]]:
    """Rename an id in every file of a pack; what was renamed, and the files that changed.

    Raises InputError for an id that is not there, a name that is illegal or taken, or where the pack would not be the
    same under the new name; PackError for a pack that cannot be read. Nothing is written then.
    """
    before = read_texts(folder)
    texts = {name: text for name, text in before.files.items() if text is not None}
    reading = read_files(before)
    if reading.pack is None or len(texts) != len(before.files):
        raise PackError(reading.problems)
    change = renaming(texts, _ids(reading.pack), old, new)
    made = renamed_texts(texts, change)
    _require_same(reading, _reading(before.name, made), change)
    changed = [name for name in made if texts.get(name) != made[name]]
    _write(folder, texts, made, changed)
    return change, changed


def _ids(pack: Pack) -> dict[str, list[str]]:
    elements = [element.id for option in pack.options.values() for element in option.elements]
    return {
        "option": list(pack.options),
        "system": list(pack.systems),
        "element": elements,
        "assumption": list(pack.assumptions),
        "service": list(pack.services),
        "source": list(pack.sources),
        "scenario": list(pack.scenarios),
        "metric": list(pack.metrics),
    }


def _reading(name: str, files: Mapping[str, str]) -> Reading:
    digest = hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in files.items()).encode())
    return read_files(Texts(name, dict(files), (), digest.hexdigest()))


def _require_same(before: Reading, after: Reading, change: Renaming) -> None:
    """As many problems as before, the same ids under the new name and, where it computed, as many rows."""
    new = [each for each in after.problems if str(each) not in {str(each) for each in before.problems}]
    if len(after.problems) > len(before.problems) or after.pack is None or before.pack is None:
        raise _refused(change, f"the files would not fit together any more: {new[0] if new else 'pack.toml'}")
    if {change.renamed(id) for id in before.pack.assumptions} != set(
        after.pack.assumptions
    ) and change.kind != "service":
        raise _refused(change, "not every place that names it is known")
    if before.problems:
        return
    rows = len(build_model(before.pack).rows)
    try:
        found = len(build_model(after.pack).rows)
    except InputError as problem:
        raise _refused(change, f"rows read it by this name: {str(problem).splitlines()[0]}") from None
    if found != rows:
        raise _refused(change, f"the model would have {found} rows in place of {rows}, since rows read it by this name")


def _refused(change: Renaming, why: str) -> InputError:
    return InputError(f"{change.old} cannot be renamed to {change.new}: {why}. Nothing was changed")


def _write(folder: Path, texts: Mapping[str, str], made: Mapping[str, str], changed: list[str]) -> None:
    """Write the new files, then take away those whose name is gone; where one fails the old ones come back."""
    gone = [name for name in texts if name not in made]
    written = []
    try:
        for name in changed:
            written.append(name)
            write_text(folder / name, made[name])
        for name in gone:
            (folder / name).unlink()
    except (OSError, InputError):
        for name in (*written, *gone):
            with suppress(OSError, InputError):
                write_text(folder / name, texts[name]) if name in texts else (folder / name).unlink()
        raise
