"""A catalogue: English texts with their translation, and templates for texts that are put together.

The program's own texts stand in `estimator/language/LANGUAGE/*.toml`, those of a pack in its `language/LANGUAGE.toml`
and in files beside it whose names go on with `_`. In a template `{}` takes any text, `{=}` one that stays as it is,
`{#}` a number, `{,}`, `{;}` and `{;;}` take a list; the translation says where each goes by number, and `{¥1}` writes
an amount of money whose currency sign stands in the template.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from estimator import cache as kept
from estimator.errors import PackError
from estimator.pack.nouns import plural
from estimator.pack.reading.files import LANGUAGE, read_document
from estimator.pack.records import Pack

LANGUAGES: Final = ("en", "ja")
ROOMS: Final = ("", "language", "pack")
"""The rooms whose sources and texts decide what the catalogue of the program says."""
FOUND_BY: Final = (
    "Id",
    "Label",
    "Value",
    "Your value",
    "Unit",
    "Low",
    "High",
    "Shape",
    "Grade",
    "Source",
    "Note",
    "Scale",
    "Normal unit",
    "Unit in the files",
    "Lowest allowed",
    "Highest allowed",
    "Basis",
    "As of",
    "Origin",
    "Why",
    "Changed",
    "Fits",
    "In force",
    "Scenario (choose in the yellow cell)",
    "Best",
    "Metric id",
    "Unit of the cells",
    "Base value",
    "In use",
    "Manifest",
    "Answer",
    "Read me",
    "Comparison",
    "Breakdown",
    "Charts",
    "What-if",
    "Uncertainty",
    "Assumptions",
    "Yearly inputs",
    "Scenarios",
    "Scenario results",
    "Prices",
    "Economy and budget",
    "Economy",
    "Manpower",
    "Grades",
    "Back-test",
    "Judgement",
    "Found in time",
    "Quality",
    "Checks",
    "In place",
    "Sources",
    "Data",
    "by year",
    "Given by the pack itself",
    "Legend",
    "An input: blue figures",
    "Your value: blue on yellow, to be typed in; empty means the base value or the scenario counts",
)
SERVICE, ANY_SERVICE = "service", "any_service"
TAKEN: Final = {"": "(.+?)", "=": "(.+?)", "#": r"([0-9][0-9.,]*)"}
PLACE: Final = re.compile(r"\{(=|#|,|;;|;|)\}")


@dataclass(frozen=True)
class Template:
    """A pattern for a whole text, what kind of text each of its places takes, and the translation."""

    pattern: re.Pattern[str]
    kinds: tuple[str, ...]
    translation: str


@dataclass(frozen=True)
class Catalogue:
    """Translations of whole texts, and templates, of which the first that fits counts.

    `operations` are the phrases of formulas in words, `marks` the brackets, quotes and marks between their parts.
    """

    language: str
    texts: Mapping[str, str]
    templates: tuple[Template, ...]
    operations: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def read_catalogue(pack: Pack, language: str) -> Catalogue:
    """The catalogue of a language; where pack and program both translate a text, the pack's translation counts.

    A pack without texts of its own keeps its names inside the program's sentences. What the program's texts call a
    service is called as the pack's marks say, and by the word that fits any where the pack has no texts.
    """
    tables = (*_own(language), *_of_pack(pack, language))
    texts, operations, marks = (_gathered(tables, key) for key in ("texts", "operations", "marks"))
    templates = dict(each for table in tables for each in _strings(table, "templates").items())
    if not has_texts(pack, language):
        texts = {**{each: each for each in _names(pack)}, **texts}
        marks |= {SERVICE: marks.get(ANY_SERVICE, "")}
    own = _gathered(_own(language), "marks").get(SERVICE, "")
    if own != marks.get(SERVICE, ""):
        texts, templates = (
            {one: said.replace(own, marks[SERVICE]) for one, said in each.items()} for each in (texts, templates)
        )
    return Catalogue(language, texts, tuple(_template(*each) for each in templates.items()), operations, marks)


def _names(pack: Pack) -> Iterator[str]:
    """What sentences of the program name of a pack: options, services, and the ship by which it measures."""
    for option in pack.options.values():
        yield from filter(None, (option.label, option.short, option.role))
    yield from (each.label for each in pack.services.values())
    noun = pack.settings.yardstick_noun
    yield from filter(None, (noun, plural(noun)))


def has_texts(pack: Pack, language: str) -> bool:
    """True if a pack has texts of its own in a language."""
    return any(True for _ in _of_pack(pack, language))


def _of_pack(pack: Pack, language: str) -> Iterator[Mapping[str, Any]]:
    """The pack's files of a language, `ja.toml` and those beside it whose names begin with `ja_`."""
    own = f"{LANGUAGE}/{language}"
    return (table for name, table in pack.documents.items() if name == own or name.startswith(f"{own}_"))


def _gathered(tables: Iterable[Mapping[str, object]], key: str) -> dict[str, str]:
    return {english: other for table in tables for english, other in _strings(table, key).items()}


@cache
def _own(language: str) -> tuple[Mapping[str, object], ...]:
    """The files of the program, in the order of their names; kept as JSON, which is read in a tenth of the time."""
    key = kept.key_of("texts", language, rooms=ROOMS)
    with suppress(ValueError):
        found = json.loads(kept.find(key) or b"null")
        if isinstance(found, list) and set(map(type, found)) == {dict}:
            return tuple(found)
    tables = [_read(path) for path in sorted((Path(__file__).parent / language).glob("*.toml"))]
    kept.keep(key, json.dumps(tables).encode())
    return tuple(tables)


@cache
def read_back(text: str) -> str:
    """The English of a word by which the program finds its way in a workbook that comes back; any other as it is."""
    return _found_by().get(text, text)


@cache
def in_every_language(text: str) -> frozenset[str]:
    """What one of the program's own texts is called in each language that has it."""
    tables = (_strings(table, "texts") for language in LANGUAGES for table in _own(language))
    return frozenset(texts[text] for texts in tables if text in texts)


@cache
def _found_by() -> dict[str, str]:
    texts = {
        english: other
        for language in LANGUAGES
        for table in _own(language)
        for english, other in _strings(table, "texts").items()
    }
    return {texts[english]: english for english in FOUND_BY if english in texts}


def _read(path: Path) -> Mapping[str, object]:
    document, problems = read_document(path)
    if problems:
        raise PackError(problems)
    return document.table


def _strings(table: Mapping[str, object], key: str) -> dict[str, str]:
    found = table.get(key)
    return {str(one): str(other) for one, other in found.items()} if isinstance(found, Mapping) else {}


def _template(english: str, translation: str) -> Template:
    kinds = tuple(PLACE.findall(english))
    return Template(re.compile("".join(_parts(english)) + r"\Z", re.DOTALL), kinds, translation)


def _parts(english: str) -> Iterator[str]:
    """Fixed words as they are; a list takes as much as it can, any other place as little."""
    for index, part in enumerate(PLACE.split(english)):
        yield re.escape(part) if index % 2 == 0 else TAKEN.get(part, "(.+)")
