"""Reading the TOML files of a pack, which may come from anybody.

Bounded in size and number, UTF-8 only, and nothing outside the folder: a link that leads out is refused.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Any, Final

from estimator.errors import InputError, PackError, Problem, did_you_mean
from estimator.files import plain, read_bytes
from estimator.names import WORD
from estimator.pack.positions import DEEPEST, Path, TooDeep, positions
from estimator.pack.reading.kinds import text_problem
from estimator.pack.wording import TUTORIAL, dotted, shown
from estimator.visible import visible_line

DEFAULT_PACK: Final = "japan"
PACKED_AS: Final = "estimator_assumptions"
FOLDERS: Final = ("systems", "options", "scenarios")
LANGUAGE: Final = "language"
MOST_FILES: Final = 500
LARGEST_FILE: Final = 2_000_000
LARGEST_PACK: Final = 20_000_000
BACKSLASH: Final = "between double quotes a backslash is written twice; single quotes take it as it stands"
ESCAPES: Final = ("Unescaped", "Invalid hex")  # how TOML begins to tell of a backslash in a text
SYNTAX: Final = "a text needs quotes, a list commas, a number no commas; a key may stand only once in a table"


@dataclass(frozen=True)
class Document:
    """One TOML file: its path inside the pack, its tables, and the line of each key."""

    file: str
    table: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)
    broken: bool = False

    @property
    def stem(self) -> str:
        """The file's name without folder and `.toml`."""
        return self.file.rsplit("/", 1)[-1].removesuffix(".toml")

    @property
    def folder(self) -> str:
        """`systems`, `options`, `scenarios`, `language`, or nothing."""
        return self.file.rsplit("/", 1)[0] if "/" in self.file else ""

    def line(self, path: Path) -> int:
        """The line of a key, or of the nearest table around it; 1 if the file has none."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1

    def value_at(self, path: Path) -> Any:
        """What the file holds at a path; None if nothing."""
        value: Any = self.table
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def table_at(self, path: Path) -> Mapping[str, Any]:
        """The table at a path; empty if there is none."""
        value = self.value_at(path)
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True)
class Texts:
    """The files of a pack by name before they are parsed, None for one that cannot be read.

    `digest` is the SHA-256 of names and texts, `problems` are those of finding and reading the files.
    """

    name: str
    files: Mapping[str, str | None]
    problems: tuple[Problem, ...]
    digest: str


@dataclass(frozen=True)
class Folder:
    """The files of a pack as read; `problems` are those of reading alone."""

    name: str
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    digest: str

    def inside(self, folder: str) -> list[Document]:
        """The documents of a folder in the order of their names."""
        return [each for each in self.documents.values() if each.folder == folder]


def default_folder() -> FilePath:
    """The folder of the default pack: in the installed wheel, else beside the program in its repository."""
    return _packed(DEFAULT_PACK) or FilePath(__file__).resolve().parents[3] / "assumptions" / DEFAULT_PACK


def _packed(name: str) -> FilePath | None:
    """The folder of a pack that comes with the program."""
    return next((place / name for place in _places() if (place / name / "pack.toml").is_file()), None)


def _places() -> list[FilePath]:
    """Folders that hold the packs of the program: the installed wheel's, then the repository's."""
    spec = find_spec(PACKED_AS)
    places = [FilePath(place) for place in (spec and spec.submodule_search_locations) or ()]
    return [*places, FilePath(__file__).resolve().parents[3] / "assumptions"]


def shipped_packs() -> dict[str, FilePath]:
    """The folders of the packs that come with the program, by name in alphabetical order."""
    found = {path.parent.name: path.parent for place in reversed(_places()) for path in place.glob("*/pack.toml")}
    return dict(sorted(found.items()))


def shipped_pack(name: str) -> FilePath:
    """The folder of one of them. Raises InputError for a name that none has."""
    found = shipped_packs()
    if name not in found:
        hint = did_you_mean(name, list(found)) or f"There are {', '.join(found)}."
        raise InputError(f'no pack "{visible_line(name[:80])}" comes with the program; nothing was written. {hint}')
    return found[name]


def _named(folder: FilePath) -> FilePath:
    """A folder as given, or, where a bare word is no folder here, the pack of this name that comes with the program."""
    bare = len(folder.parts) == 1 and WORD.match(folder.name) and not folder.exists()
    return (_packed(folder.name) if bare else None) or folder


def read_texts(folder: FilePath) -> Texts:
    """Read every TOML file of a pack. Raises PackError if the folder is no pack at all."""
    root = _pack_root(folder)
    problems: list[Problem] = []
    files: dict[str, str | None] = {}
    digest = hashlib.sha256()
    size = 0
    for name, path in _toml_files(root, problems):
        text = files[name] = _read_text(name, path, root, problems)
        size += len(text or "")
        if size > LARGEST_PACK:
            raise PackError([Problem("", 0, f"the pack is larger than {LARGEST_PACK:,} characters", "leave files out")])
        if text is not None:
            digest.update(f"{name}\0{text}\0".encode())
    return Texts(root.name, files, tuple(problems), digest.hexdigest())


def parsed(texts: Texts) -> Folder:
    """The files of a pack as tables."""
    problems = list(texts.problems)
    documents = {name: _parse(name, text, problems) for name, text in texts.files.items()}
    return Folder(texts.name, documents, tuple(problems), texts.digest)


def read_document(path: FilePath) -> tuple[Document, list[Problem]]:
    """One TOML file from anywhere, within the limits of a pack's files, and the problems of reading it."""
    problems: list[Problem] = []
    text = _read_text(str(path), path, path.parent.resolve(), problems)
    return _parse(str(path), text, problems), problems


def _pack_root(folder: FilePath) -> FilePath:
    try:
        root = _named(folder).resolve()
        found = (root / "pack.toml").is_file()
    except (OSError, ValueError, RuntimeError) as problem:
        raise PackError([Problem(str(folder), 0, "cannot be read as a folder", str(problem))]) from None
    wrong = text_problem(root.name)
    if found and not wrong:
        return root
    if found:
        raise PackError([Problem(str(folder), 0, "the folder's name cannot stand in a workbook", wrong)])
    hint = f'a pack is a folder with a pack.toml; "estimator init DIR" writes one to start from; {TUTORIAL} shows how'
    if root.is_file():
        raise PackError([Problem(str(folder), 0, "is a file", f"name the folder of a pack, unpacked; {hint}")])
    if root.is_dir():
        raise PackError([Problem(str(folder), 0, "no pack.toml here", hint)])
    near = did_you_mean(str(folder), shipped_packs())
    raise PackError([Problem(str(folder), 0, "no such folder", f"{near} {hint}" if near else hint)])


def _toml_files(root: FilePath, problems: list[Problem]) -> Iterator[tuple[str, FilePath]]:
    """The TOML files of a pack by their POSIX path, in one order on every machine."""
    found: dict[str, FilePath] = {}
    for folder in ("", *FOLDERS, LANGUAGE):
        for path in _entries(root / folder if folder else root, problems):
            name = f"{folder}/{path.name}" if folder else path.name
            if path.is_dir():
                _check_folder(name, path, bool(folder), problems)
            elif path.suffix == ".toml":
                found[name] = path
            elif path.suffix.lower() == ".toml":
                problems.append(Problem(name, 0, "the ending must be lower-case", f"rename it to {path.stem}.toml"))
    if len(found) > MOST_FILES:
        problems.append(Problem("", 0, f"the pack has {len(found):,} files", f"at most {MOST_FILES} are read"))
    return iter(sorted(found.items())[:MOST_FILES])


def _entries(folder: FilePath, problems: list[Problem]) -> list[FilePath]:
    """What a folder holds, without hidden files; nothing if it is not there."""
    try:
        with os.scandir(folder) as entries:
            return [FilePath(each.path) for each in entries if not each.name.startswith((".", "_"))]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        problems.append(Problem(folder.name, 0, "the folder cannot be read", str(problem.strerror)))
        return []


def _check_folder(name: str, path: FilePath, nested: bool, problems: list[Problem]) -> None:
    """A folder of TOML files that would not be read is an error, not a silence."""
    if not nested and path.name in (*FOLDERS, LANGUAGE):
        return
    if any(each.suffix == ".toml" for each in _entries(path, problems)):
        hint = did_you_mean(path.name, FOLDERS) or "a pack's folders are " + ", ".join(FOLDERS)
        problems.append(Problem(name, 0, "TOML files in this folder are not read", hint))


def _read_text(name: str, path: FilePath, root: FilePath, problems: list[Problem]) -> str | None:
    """The text of a file with normalised newlines, or None after noting the problem."""
    try:
        if not path.resolve().is_relative_to(root):
            problems.append(Problem(name, 0, "the link leads out of the pack", "copy the file into the pack"))
            return None
        if not path.is_file():
            problems.append(Problem(name, 0, "not a regular file" if path.exists() else "there is no such file"))
            return None
        data = read_bytes(path, LARGEST_FILE + 1)
    except (OSError, RuntimeError) as problem:
        problems.append(Problem(name, 0, "the file cannot be read", str(getattr(problem, "strerror", problem))))
        return None
    if len(data) > LARGEST_FILE:
        problems.append(Problem(name, 0, f"the file is larger than {LARGEST_FILE:,} bytes", "split it"))
        return None
    return _decoded(name, data, problems)


def _decoded(name: str, data: bytes, problems: list[Problem]) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        hint = f"byte 0x{data[problem.start]:02X} is no UTF-8; save the file as UTF-8"
        problems.append(Problem(name, line, "the file is not UTF-8 text", hint))
        return None
    return plain(text)


def _parse(name: str, text: str | None, problems: list[Problem]) -> Document:
    if text is None:
        return Document(name, broken=True)
    try:
        lines = positions(text)
        table = tomllib.loads(text)
    except TooDeep as problem:
        problems.append(Problem(name, problem.line, str(problem), f"at most {DEEPEST} levels are read"))
    except (ValueError, RecursionError) as problem:
        problems.append(_syntax_problem(name, text, problem))
    else:
        _check_texts(name, table, lines, (), problems)
        return Document(name, table, lines)
    return Document(name, broken=True)


def _syntax_problem(name: str, text: str, problem: Exception) -> Problem:
    """Tomllib's own words; its line, taken out of `(at line 3, column 7)`, stands in front."""
    if not isinstance(problem, tomllib.TOMLDecodeError):  # int() refuses numbers of more than 4,300 digits
        return Problem(name, 0, "not valid TOML: a number or a nesting beyond reason")
    words, _, where = str(problem).partition(" (at ")
    line, _, column = where.removeprefix("line ").rstrip(")").partition(", ")
    number = int(line) if line.isdigit() else text.count("\n") + 1
    foreign = _foreign(text, number, column.removeprefix("column "))
    hint = BACKSLASH if words.startswith(ESCAPES) else foreign or SYNTAX
    return Problem(name, number, f"not valid TOML: {words[:200]}" + (f" ({column})" if column else ""), hint)


def _foreign(text: str, line: int, column: str) -> str:
    """A hint where TOML stopped at what only looks like its signs: a wide blank, a curved quote."""
    letter = text.split("\n")[line - 1][int(column) - 1 :][:1] if column.isdigit() else ""
    if not letter or " " <= letter <= "~" or letter == "\t":
        return ""
    called = unicodedata.name(letter, "a control character").lower()
    return f"U+{ord(letter):04X}, {called}, stands there; outside quotes TOML takes plain letters, blanks and signs"


def _check_texts(name: str, value: Any, lines: Mapping[Path, int], path: Path, problems: list[Problem]) -> None:
    """Every text of a file must be fit for a workbook cell, those of unread tables included."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        here = (*path, key)
        for text in (key, each):
            wrong = text_problem(text) if isinstance(text, str) else ""
            if wrong:
                problems.append(Problem(name, lines.get(here, 1), f"{dotted(here)} = {shown(each)}", wrong))
        _check_texts(name, each, lines, here, problems)
