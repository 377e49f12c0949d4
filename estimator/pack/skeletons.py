"""Writing new files: a small pack that works at once, a copy of a shipped one, skeletons of an option and a system."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from estimator import names
from estimator.errors import InputError
from estimator.files import as_before, plain, read_bytes, write_text
from estimator.pack.wording import TUTORIAL, shown

SKELETON: Final = "skeleton"
LARGEST: Final = 2_000_000
CURRENCY: Final = re.compile("[A-Z]{3}")
FIRST_YEAR, LAST_YEAR = 1950, 2150
COMMENTS: Final = 50
"""The column where comments stand in a pack.toml."""


def write_pack_skeleton(folder: Path) -> None:
    """Write a small pack that loads and computes, with a comment at every key.

    Raises InputError if the folder holds anything, or cannot be written.
    """
    _write_new(_template("pack"), folder)


def write_bare_pack(folder: Path, currency: str, price_year: int, services: Sequence[str] = ()) -> None:
    """Write a pack of one page in a currency, its open places marked: no budget, no people, nothing invented.

    Raises InputError for a word that is no currency, a year far from now, a service with an illegal name, and as
    `write_pack_skeleton` does.
    """
    if not CURRENCY.fullmatch(currency):
        raise InputError(f'--currency: expected three capital letters such as "AUD", not {shown(currency)}')
    if not FIRST_YEAR <= price_year <= LAST_YEAR:
        raise InputError(f"--price-year: expected a year from {FIRST_YEAR} to {LAST_YEAR}, not {price_year}")
    for service in services:
        if wrong := names.problem_with(service):
            raise InputError(f"--services: {shown(service)} is no legal id: {wrong}")
    if len(set(services)) < len(services):
        raise InputError(f"--services: {', '.join(services)}: name each once")
    words = {"CURRENCY": currency, "PRICE_YEAR": str(price_year), "FIRST": str(price_year + 1)}
    words |= {"LAST": str(price_year + 20), "END": str(price_year + 50)}
    _write_new(_template("bare"), folder, words)
    listing = folder / "pack.toml"
    tables = "".join(f'\n[services.{each}]\nlabel = "{each.replace("_", " ").capitalize()}"\n' for each in services)
    write_text(listing, listing.read_text(encoding="utf-8") + tables)


def copy_pack(source: Path, folder: Path) -> None:
    """Copy the files of a pack, to be changed there.

    Raises InputError if the folder holds anything, or cannot be written.
    """
    _write_new(source, folder)


def _write_new(source: Traversable, folder: Path, words: Mapping[str, str] | None = None) -> None:
    if names.is_device(folder.name):
        raise InputError(f"{folder}: Windows keeps this name for a device. Nothing was written; name another folder")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(f"{folder} is not an empty folder. Nothing was written; name a new folder")
        _copy(source, folder, words or {})
    except OSError as problem:
        raise InputError(f"{folder} cannot be written: {problem.strerror or problem}") from None


def _template(name: str) -> Traversable:
    return resources.files("estimator.pack") / SKELETON / name


def _copy(source: Traversable, target: Path, words: Mapping[str, str]) -> None:
    """Copy a folder of templates, words filled in; Traversable, since the program may be installed as a zip."""
    target.mkdir(parents=True, exist_ok=True)
    for each in source.iterdir():
        if each.is_dir():
            _copy(each, target / each.name, words)
        elif each.name.endswith(".toml"):
            write_text(target / each.name, _filled(each.read_text(encoding="utf-8"), words))


def _filled(text: str, words: Mapping[str, str]) -> str:
    """A template with its words in place; a comment that stood in a column stays there."""
    if not words:
        return text
    lines = []
    for line in text.splitlines():
        made = re.sub("|".join(words), lambda found: words[found[0]], line)
        head, mark, comment = made.partition("  #")
        lines.append(f"{head.rstrip():<{COMMENTS}}#{comment}" if mark and head.strip() and made != line else made)
    return "\n".join(lines) + "\n"


def write_option_skeleton(pack_folder: Path, name: str, elements: str = "") -> Path:
    """Write the skeleton of an option into a pack, list it in pack.toml, and return the new file.

    `elements` are the tables of its elements; without them one stands there as a comment. Raises InputError if the name
    is no legal id or taken, or if the folder is no pack.
    """
    head, commented = (_text_of("new", each) for each in ("option.toml", "element.toml"))
    words = name.replace("_", " ").capitalize()
    head = head.replace("SHORT", _short(words)).replace("LABEL", words).replace("NAME", name)
    listing, path = pack_folder / "pack.toml", pack_folder / "options" / f"{name}.toml"
    with _writing(pack_folder, name, "an option"):
        listed = _listed(listing, name)
        path.parent.mkdir(exist_ok=True)
        write_text(path, head + (elements or commented))
        write_text(listing, listed)
    return path


def write_system_skeleton(pack_folder: Path, name: str, tables: str) -> Path:
    """Write a system into a pack: its head, and the tables of its assumptions. Raises InputError as an option does."""
    path = pack_folder / "systems" / f"{name}.toml"
    head = _text_of("new", "system.toml").replace("LABEL", name.replace("_", " ").capitalize()).replace("NAME", name)
    with _writing(pack_folder, name, "a system"):
        path.parent.mkdir(exist_ok=True)
        write_text(path, f"{head}\n{tables}")
    return path


def _text_of(folder: str, name: str) -> str:
    return (_template(folder) / name).read_text(encoding="utf-8")


@contextmanager
def _writing(pack_folder: Path, name: str, what: str) -> Iterator[None]:
    """A new file of a pack: its name legal and free, the folder a pack, and failures told."""
    wrong = names.problem_with_name(name, names.OPTION_WORDS)
    if wrong:
        raise InputError(f'"{name}" is no legal name of {what}: {wrong}')
    try:
        _refuse_taken(pack_folder, name)
        if not (pack_folder / "pack.toml").exists():
            raise FileNotFoundError
        yield
    except FileNotFoundError:
        hint = f'"estimator init DIR" writes one to start from; {TUTORIAL} shows how'
        raise InputError(f"no pack.toml in {pack_folder}; {hint}") from None
    except OSError as problem:
        where = problem.filename or pack_folder
        raise InputError(f"{where} cannot be written: {problem.strerror or problem}") from None


def _short(words: str) -> str:
    """A short label to start from: the name in words, as far as there is room."""
    return words[: names.LONGEST_SHORT].rstrip()


def _refuse_taken(pack_folder: Path, name: str) -> None:
    """A new file must not overwrite one, nor may options, systems and top-level files share a name."""
    for taken in (f"options/{name}.toml", f"systems/{name}.toml", f"{name}.toml"):
        if (pack_folder / taken).exists():
            raise InputError(f'the name "{name}" is taken by {taken}. Nothing was written; choose another name')


def _listed(listing: Path, name: str) -> str:
    """The text of pack.toml with the option added to its list; comments, marks and ends of lines stay."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        content = read_bytes(listing, LARGEST).decode()
        document: Any = tomlkit.parse(plain(content))
        options = document["pack"]["options"]
        if name not in options:
            options.append(name)
        return as_before(tomlkit.dumps(document), content)
    except (TOMLKitError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as problem:
        hint = f"check the pack first ({type(problem).__name__})"
        raise InputError(f"{listing} has no readable list [pack] options; {hint}") from None
