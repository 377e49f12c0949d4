"""Renaming an id through all files of a pack: all or nothing, and only if the pack stays the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from estimator.errors import InputError, PackError
from estimator.files import plain, read_bytes, write_text
from estimator.model import build_model
from estimator.model.graph import Model
from estimator.pack.reading.files import LARGEST_FILE, Texts, read_texts
from estimator.pack.reading.reader import Reading, read_files
from estimator.pack.records import Pack
from estimator.pack.renaming import Renaming, renamed_texts, renaming


def rename(folder: Path, old: str, new: str) -> tuple[Renaming, list[str]]:
    """Rename an id in every file of a pack; what was renamed, and the files that changed.

    Raises InputError for an id that is not there, a name that is illegal or taken, or where the pack would not be the
    same under the new name; PackError for a pack that cannot be read. Nothing is written then.
    """
    if not (folder / "pack.toml").is_file():
        hint = "of a pack that comes with the program, estimator init DIR --from PACK makes a copy of your own"
        raise InputError(f"no pack.toml in {folder}; nothing was changed. Name the folder of a pack; {hint}")
    before = read_texts(folder)
    reading = read_files(before)
    if reading.pack is None or None in before.files.values():
        raise PackError(reading.problems)
    texts = {name: _as_it_stands(folder / name) for name in before.files}
    change = renaming(texts, _ids(reading.pack), old, new)
    made = renamed_texts(texts, change)
    _require_same(reading, _reading(before.name, made), change)
    changed = [name for name in made if texts.get(name) != made[name]]
    _write(folder, texts, made, changed)
    return change, changed


def _as_it_stands(path: Path) -> str:
    """The text of a file that was read already, with its mark of byte order and its ends of lines."""
    return read_bytes(path, LARGEST_FILE).decode()


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
    return read_files(Texts(name, {each: plain(text) for each, text in files.items()}, (), digest.hexdigest()))


def _require_same(before: Reading, after: Reading, change: Renaming) -> None:
    """As many problems as before, the same ids under the new name and, where it computed, as many rows."""
    new = [each for each in after.problems if str(each) not in {str(each) for each in before.problems}]
    if len(after.problems) > len(before.problems) or after.pack is None or before.pack is None:
        wrong = f"{new[0].where}: {new[0].message}" if new else "pack.toml"
        raise _refused(change, f"the files would not fit together any more: {wrong}")
    if {change.renamed(id) for id in before.pack.assumptions} != set(
        after.pack.assumptions
    ) and change.kind != "service":
        raise _refused(change, "not every place that names it is known")
    if before.problems:
        return
    model = build_model(before.pack)
    try:
        found = build_model(after.pack)
    except InputError as problem:
        raise _refused(change, f"rows read it by this name: {str(problem).splitlines()[0]}") from None
    if len(found.rows) != len(model.rows):
        many = f"the model would have {len(found.rows)} rows in place of {len(model.rows)}"
        raise _refused(change, f"{many}, since rows read it by this name")
    if change.kind == "assumption":
        _require_same_reading(model, found, change)


def _require_same_reading(before: Model, after: Model, change: Renaming) -> None:
    """Every row reads what it read: an assumption whose new name means something else to rows would be another."""
    for row in before.rows.values():
        read = [change.renamed(id) for id in row.precedents]
        if sorted(read) != sorted(after.rows[row.id].precedents):
            raise _refused(change, f"rows read it by this name, such as {row.id}")


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
