"""Writing new files: a small pack that works at once, a copy of a shipped one, and the skeleton of an option."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from estimator import names
from estimator.errors import InputError
from estimator.files import read_bytes, write_text

SKELETON: Final = "skeleton"
LARGEST: Final = 2_000_000


def write_pack_skeleton(folder: Path) -> None:
    """Write a small pack that loads and computes, with a comment at every key.

    Raises InputError if the folder holds anything, or cannot be written.
    """
    _write_new(_template("pack"), folder)


def copy_pack(source: Path, folder: Path) -> None:
    """Copy the files of a pack, to be changed there.

    Raises InputError if the folder holds anything, or cannot be written.
    """
    _write_new(source, folder)


def _write_new(source: Traversable, folder: Path) -> None:
    if names.is_device(folder.name):
        raise InputError(f"{folder}: Windows keeps this name for a device. Nothing was written; name another folder")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(f"{folder} is not an empty folder. Nothing was written; name a new folder")
        _copy(source, folder)
    except OSError as problem:
        raise InputError(f"{folder} cannot be written: {problem.strerror or problem}") from None


def _template(name: str) -> Traversable:
    return resources.files("estimator.pack") / SKELETON / name


def _copy(source: Traversable, target: Path) -> None:
    """Copy a folder of templates; Traversable, since the program may be installed as a zip."""
    target.mkdir(parents=True, exist_ok=True)
    for each in source.iterdir():
        if each.is_dir():
            _copy(each, target / each.name)
        elif each.name.endswith(".toml"):
            write_text(target / each.name, each.read_text(encoding="utf-8"))


def write_option_skeleton(pack_folder: Path, name: str) -> Path:
    """Write the skeleton of an option into a pack, list it in pack.toml, and return the new file.

    The option loads as it stands, without elements. Raises InputError if the name is no legal id or taken, or if the
    folder is no pack.
    """
    wrong = names.problem_with_name(name, names.OPTION_WORDS)
    if wrong:
        raise InputError(f'"{name}" is no legal name of an option: {wrong}')
    listing, path = pack_folder / "pack.toml", pack_folder / "options" / f"{name}.toml"
    try:
        _refuse_taken(pack_folder, name)
        listed = _listed(listing, name)
        path.parent.mkdir(exist_ok=True)
        text = (_template("new") / "option.toml").read_text(encoding="utf-8")
        write_text(path, text.replace("SHORT", _short(name)).replace("NAME", name))
        write_text(listing, listed)
    except FileNotFoundError:
        hint = '"estimator init DIR" writes a small pack to start from'
        raise InputError(f"no pack.toml in {pack_folder}; {hint}") from None
    except OSError as problem:
        where = problem.filename or pack_folder
        raise InputError(f"{where} cannot be written: {problem.strerror or problem}") from None
    return path


def _short(name: str) -> str:
    """A short label to start from: the name in words, as far as there is room."""
    return name.replace("_", " ").capitalize()[: names.LONGEST_SHORT].rstrip()


def _refuse_taken(pack_folder: Path, name: str) -> None:
    """An option must not overwrite a file, nor share its name with a system or a top-level file."""
    for taken in (f"options/{name}.toml", f"systems/{name}.toml", f"{name}.toml"):
        if (pack_folder / taken).exists():
            raise InputError(f'the name "{name}" is taken by {taken}. Nothing was written; choose another name')


def _listed(listing: Path, name: str) -> str:
    """The text of pack.toml with the option added to its list; comments stay."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        content = read_bytes(listing, LARGEST)
        document: Any = tomlkit.parse(content.decode("utf-8-sig").replace("\r\n", "\n"))
        options = document["pack"]["options"]
        if name not in options:
            options.append(name)
        return tomlkit.dumps(document)
    except (TOMLKitError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as problem:
        hint = f"check the pack first ({type(problem).__name__})"
        raise InputError(f"{listing} has no readable list [pack] options; {hint}") from None
