"""Kinds of value that a pack's files hold: how each is checked, and how an editor's JSON Schema says the same.

A check takes the value that TOML gives and returns it in the form the program uses, or None after saying what is
wrong. `say(path, hint)` names the place inside the value (`("2030",)` of a by-year table).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final
from unicodedata import category

from estimator import names
from estimator.pack.positions import Path
from estimator.visible import length_in_cell, width_of

Say = Callable[[Path, str], None]
Check = Callable[[Any, Say], Any]
Json = Mapping[str, Any]

LONGEST_TEXT: Final = 32_000
FIRST_YEAR, LAST_YEAR = 1900, 2300
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\Z")
FISCAL_YEAR = re.compile(r"[0-9]{4}\Z")
SOURCE_ID = re.compile(r"[a-z][a-z0-9_-]*\Z")
PATTERN = re.compile(r"[a-z0-9_.*]{1,200}\Z")
PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?) ?%\Z")
CURRENCY = re.compile(r"[A-Z]{3}\Z")
# Control characters but newline and tab, which a cell cannot hold, those that turn the direction of reading, and those
# that nobody sees: two labels that differ by one of them look alike. Joiners stay, which some scripts are written with.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
BLANK = re.compile(r"[\s\u115f\u1160\u200c\u200d\u2800\u3164\uffa0]*\Z")


@dataclass(frozen=True)
class Kind:
    """A kind of value: what a reader is told that it is, its check, and its JSON Schema."""

    expected: str
    check: Check
    json: Json = field(default_factory=dict)


def text_problem(text: str) -> str:
    """Say what makes a text unfit for a workbook cell, or return an empty string."""
    if length_in_cell(text) > LONGEST_TEXT:
        return f"a text has at most {LONGEST_TEXT:,} characters; this one has {length_in_cell(text):,}"
    found = FORBIDDEN.search(text)
    kind = "control" if found and category(found[0]) == "Cc" else "invisible"
    return f"the text holds the {kind} character U+{ord(found[0]):04X}; take it out" if found else ""


def _text(value: Any, say: Say) -> str | None:
    if isinstance(value, date | time):
        say((), 'expected a text; put the date in quotes, as in "2024-02"')
        return None
    if not isinstance(value, str):
        say((), "expected a text in quotes")
        return None
    return value


def _line(value: Any, say: Say) -> str | None:
    text = _text(value, say)
    if text is None:
        return None
    if "\n" in text or BLANK.match(text):
        say((), "expected one line of text, not empty")
        return None
    return text.strip()


def _short(value: Any, say: Say) -> str | None:
    text = _line(value, say)
    wrong = "" if text is None else short_problem(text)
    if wrong:
        say((), wrong)
    return None if wrong else text


def short_problem(text: str) -> str:
    """Say what makes a text no short label, or return an empty string."""
    wide = width_of(text)
    asked = f"a short label takes at most {names.LONGEST_SHORT} columns, a wide character two; this one takes {wide}"
    return f"{asked}. Write fewer words" if wide > names.LONGEST_SHORT else ""


def _matching(form: re.Pattern[str], hint: str) -> Check:
    def check(value: Any, say: Say) -> str | None:
        text = _text(value, say)
        if text is not None and not form.match(text):
            say((), hint)
            return None
        return text

    return check


def _word(value: Any, say: Say) -> str | None:
    text = _text(value, say)
    if text is None:
        return None
    wrong = names.problem_with(text)
    if wrong:
        say((), wrong)
        return None
    return text


def _full_id(value: Any, say: Say) -> str | None:
    text = _text(value, say)
    if text is None:
        return None
    words = text.split(".")
    wrong = next((problem for word in words if (problem := names.problem_with(word))), "")
    if wrong or not 2 <= len(words) <= 4 or len(text) > names.LONGEST:
        say((), wrong or f'expected a full id of at most {names.LONGEST} characters, such as "economy.gdp"')
        return None
    return text


def _id_of_any(value: Any, say: Say) -> str | None:
    """An id of one word, or a full one."""
    return _full_id(value, say) if isinstance(value, str) and "." in value else _word(value, say)


def _number(value: Any, say: Say) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        say((), "expected a number" + (", without quotes" if isinstance(value, str) else ""))
        return None
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        say((), "expected a finite number; nan and inf are no assumptions")
        return None
    return number


def _flag(value: Any, say: Say) -> bool | None:
    if not isinstance(value, bool):
        say((), "expected true or false")
        return None
    return value


def _percent(value: Any, say: Say) -> float | None:
    """A share as a part of 1."""
    found = PERCENT.match(value) if isinstance(value, str) else None
    if found is None or float(found[1]) > 100:
        say((), 'expected a share from 0 to 100 in per cent and in quotes, such as "80 %"')
        return None
    return float(found[1]) / 100


def _year(value: Any, say: Say) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not FIRST_YEAR <= value <= LAST_YEAR:
        say((), f"expected a fiscal year from {FIRST_YEAR} to {LAST_YEAR}, as a whole number")
        return None
    return value


def _list_of(check: Check) -> Check:
    def whole(value: Any, say: Say) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            say((), 'expected a list, such as ["one", "two"]')
            return None
        made = []
        for number, each in enumerate(value):
            made.append(check(each, lambda path, hint, number=number: say((number, *path), hint)))  # type: ignore[misc]
        return tuple(each for each in made if each is not None)

    return whole


def _limits(value: Any, say: Say) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        say((), "expected two numbers, [low, high]")
        return None
    low = _number(value[0], lambda path, hint: say((0,), hint))
    high = _number(value[1], lambda path, hint: say((1,), hint))
    if low is None or high is None:
        return None
    if low > high:
        say((), "expected [low, high] with low not above high")
        return None
    return low, high


def _range(value: Any, say: Say) -> tuple[float, float] | None:
    pair = _limits(value, say)
    if pair and pair[0] == pair[1]:
        say((), "expected low below high; a value without a range is certain")
        return None
    return pair


def _outcome(value: Any, say: Say) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        say((), "expected [value, probability]")
        return None
    outcome = _number(value[0], lambda path, hint: say((0,), hint))
    chance = _number(value[1], lambda path, hint: say((1,), hint))
    if outcome is None or chance is None:
        return None
    if not 0 <= chance <= 1:
        say((1,), "expected a probability from 0 to 1")
        return None
    return outcome, chance


def _by_year(value: Any, say: Say) -> dict[int, float] | None:
    if not isinstance(value, dict) or not value:
        say((), "expected fiscal years and numbers, such as { 2025 = 1.2, 2026 = 0.9 }")
        return None
    made = {}
    for year, each in value.items():
        number = _number(each, lambda path, hint, year=year: say((year,), hint))  # type: ignore[misc]
        if not FISCAL_YEAR.match(year):
            say((year,), "expected a fiscal year of four digits")
        elif number is not None:
            made[int(year)] = number
    return dict(sorted(made.items())) or None


def _table(value: Any, say: Say) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        say((), "expected a table of keys")
        return None
    return value


_JSON_TEXT: Json = {"type": "string", "maxLength": LONGEST_TEXT}
_JSON_LINE: Json = {"type": "string", "minLength": 1, "pattern": r"^[^\n]*\S[^\n]*$"}
_JSON_ID: Json = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": names.LONGEST}
_JSON_FULL: Json = {
    "type": "string",
    "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}$",
    "maxLength": names.LONGEST,
}
_JSON_WORD: Json = {**_JSON_FULL, "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$"}
_JSON_PAIR: Json = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_JSON_YEAR: Json = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_JSON_BY_YEAR: Json = {
    "type": "object",
    "minProperties": 1,
    "patternProperties": {"^[0-9]{4}$": {"type": "number"}},
    "additionalProperties": False,
}

KINDS: Final[Mapping[str, Kind]] = {
    "text": Kind("a text", _text, _JSON_TEXT),
    "line": Kind("one line of text", _line, _JSON_LINE),
    "short": Kind(
        f"one line of at most {names.LONGEST_SHORT} columns, a wide character taking two",
        _short,
        {**_JSON_LINE, "maxLength": names.LONGEST_SHORT},
    ),
    "unit": Kind('a unit such as "GJPY_2024 / ship", "%" or "1"', _line, _JSON_LINE),
    "number": Kind("a number", _number, {"type": "number"}),
    "flag": Kind("true or false", _flag, {"type": "boolean"}),
    "year": Kind("a fiscal year", _year, _JSON_YEAR),
    "percent": Kind(
        'a share in per cent, such as "80 %"',
        _percent,
        {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,9})? ?%$"},
    ),
    "id": Kind("an id of one word", _word, _JSON_ID),
    "ids": Kind("a list of ids", _list_of(_word), {"type": "array", "items": _JSON_ID}),
    "patterns": Kind(
        "a list of ids, in which * stands for any letters",
        _list_of(_matching(PATTERN, 'expected an id or a pattern, such as "*.crew_per_hull"')),
        {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9_.*]+$"}, "minItems": 1},
    ),
    "full_id": Kind('a full id, such as "economy.gdp"', _full_id, _JSON_FULL),
    "full_ids": Kind("a list of full ids", _list_of(_full_id), {"type": "array", "items": _JSON_FULL}),
    "words": Kind("a list of ids", _list_of(_id_of_any), {"type": "array", "items": _JSON_WORD, "minItems": 1}),
    "source": Kind(
        "the id of a record in sources.toml",
        _matching(SOURCE_ID, "a source's id is lower-case letters, digits, - and _, and starts with a letter"),
        {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"},
    ),
    "date": Kind(
        'a date: "2024", "2024-02" or "2024-02-14"',
        _matching(DATE, 'expected a date: "2024", "2024-02" or "2024-02-14"'),
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    ),
    "currency": Kind(
        'three capital letters, such as "JPY"',
        _matching(CURRENCY, 'expected three capital letters, such as "JPY"'),
        {"type": "string", "pattern": "^[A-Z]{3}$"},
    ),
    "range": Kind("[low, high]", _range, _JSON_PAIR),
    "limits": Kind("[lowest, highest]", _limits, _JSON_PAIR),
    "outcomes": Kind("[[value, probability], …]", _list_of(_outcome), {"type": "array", "items": _JSON_PAIR}),
    "by_year": Kind("fiscal years and numbers, such as { 2025 = 1.2 }", _by_year, _JSON_BY_YEAR),
    "table": Kind("a table", _table, {"type": "object"}),
}
