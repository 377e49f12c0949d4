"""A number as a person writes it: read as it was meant, or refused with what it may mean.

    1.647    0.025    1e6    1,234,567    1,234.5        one meaning
    1,234    0,025    1.234,5    0 025                   refused: a comma may be a decimal mark

The point is the decimal mark; a comma is taken only where it can be nothing but a mark between thousands. In a cell
that holds text, `1.000` is refused too, for whoever typed it may have meant a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from estimator.pack.changes import Refused

POWER: Final = r"(?:[eE][+-]?\d{1,3})?"
NUMBER: Final = rf"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+(?:[.,]\d+)*){POWER}"
"""What looks like a number; `number_in` says whether it is one."""
ONE: Final = re.compile(rf"\s*(?P<number>{NUMBER})\s*(?P<unit>.*)\Z", re.ASCII)
PURE: Final = re.compile(r"1(?![\d.,])", re.ASCII)
"""The unit of a pure number, the only one that starts with a digit."""
PLAIN: Final = re.compile(rf"[+-]?(?:\d+(?:\.\d+)?|\.\d+){POWER}\Z", re.ASCII)
GROUPED: Final = re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?{POWER}\Z", re.ASCII)
DECIMAL_COMMA: Final = re.compile(rf"[+-]?(?:\d*|[1-9]\d{{0,2}}(?:\.\d{{3}})+),\d+{POWER}\Z", re.ASCII)
GROUPED_BY_POINTS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+\Z", re.ASCII)
FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SPACES: Final = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
SIGNS: Final = {0x2212: "-", 0x2010: "-", 0x2011: "-", 0x200B: None, 0xFEFF: None, 0x2060: None}
PLAINER: Final = {**FULL_WIDTH, **SPACES, **SIGNS}
"""Digits, signs and spaces of every keyboard as plain ones."""
LONGEST_SHOWN: Final = 40


class Unclear(Refused):
    """A text that is no number, or may be two; `advice` says what to write instead."""

    def __init__(self, written: str) -> None:
        """Name the text and what it may mean."""
        self.advice = _advice(written.strip())
        text = " ".join(written.split())[:LONGEST_SHOWN]
        what = "has two meanings" if self.advice.startswith("it can") else "is not a number"
        super().__init__(f'"{text}" {what}. {self.advice[:1].upper()}{self.advice[1:]}')


def number_in(written: str) -> float:
    """The number that a text means. Raises Unclear."""
    if PLAIN.match(written) or (GROUPED.match(written) and (written.count(",") > 1 or "." in written)):
        return float(written.replace(",", ""))
    raise Unclear(written)


def number_in_cell(written: str) -> float:
    """As `number_in`, for a cell of text: `1.000` is refused, since the point may stand between thousands."""
    if GROUPED_BY_POINTS.match(written):
        raise Unclear(written)
    return number_in(written)


def split(text: str, read: Callable[[str], float] = number_in) -> tuple[float, str] | None:
    """The number and the unit of a text such as `2 %`; None without a number. Raises Unclear."""
    found = ONE.match(text)
    if not found:
        return None
    unit = found["unit"].strip()
    if unit.startswith((",", ".", "+", "-")) or (unit[:1].isdigit() and not PURE.match(unit)):
        raise Unclear(text)
    return read(found["number"]), unit


def _advice(written: str) -> str:
    meant = list(dict.fromkeys(_readings(written)))
    if len(meant) > 1:
        return f"it can be read as {' or as '.join(meant)}; write the one that is meant"
    if meant:
        return f"a decimal takes a point, thousands need no mark: write {meant[0]}"
    return "a decimal takes a point, commas stand between thousands"


def _readings(written: str) -> Iterator[str]:
    """The readings of a text, each written so that it has no other."""
    if GROUPED.match(written):
        yield written.replace(",", "")
    if GROUPED_BY_POINTS.match(written):
        yield written.replace(".", "")
    if DECIMAL_COMMA.match(written):
        yield _led(written.replace(".", "").replace(",", "."))
    elif PLAIN.match(written):
        yield written


def _led(written: str) -> str:
    """`.5` as `0.5`."""
    return written.replace(".", "0.", 1) if written.lstrip("+-").startswith(".") else written
