"""Numbers inside sentences: `¥2,189.2 bn`, `27.4 %`, `0.67 stations`, `1 ship`, `FY2027`; lists with "and"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from estimator.display.decision import Shown
from estimator.display.text import DASH, text
from estimator.display.unit_words import with_noun
from estimator.pack.records import Settings
from estimator.units import SYMBOLS

SIGN: Final = re.compile(rf"[{''.join(SYMBOLS.values())}]|[A-Z]{{3}} (?=(m|bn|tn|thousand)\b)")
"""What stands before an amount: the sign of its currency, or the code of one without a sign, before its size."""
WITH_UNIT: Final = ("money", "exchange", "share", "year")  # whose unit goes with the number, whatever is counted


def number_with_unit(value: float, how: Shown, settings: Settings) -> str:
    """A value with its unit as a sentence says it."""
    if how.kind == "year":
        return f"{settings.year_prefix}{value:.0f}"
    if how.kind in ("money", "exchange"):
        return amount(text(value, how), how.unit)
    if how.kind == "share":
        return f"{text(value, how)} %"
    return with_noun(text(value, how), how.unit)


def in_phrase(values: Sequence[float], how: Shown, settings: Settings) -> str:
    """One value with its unit, or the first and the last of a span: `¥200.0 bn`, `0 to 2 ships`, `FY2028`, a dash."""
    each = dict.fromkeys(values)
    if how.kind in ("money", "exchange", "year"):
        return " to ".join(
            dict.fromkeys(DASH if value != value else number_with_unit(value, how, settings) for value in each)
        )
    words = " to ".join(dict.fromkeys(text(value, how) for value in each))
    if words == DASH or " " in how.unit:  # a unit of several words has no plural
        return words if words == DASH else f"{words} {how.unit}"
    return f"{words} %" if how.kind == "share" else with_noun(words, how.unit)


def amount(number: str, unit: str) -> str:
    """Money in a sentence, `¥2,189.2 bn`, `NOK 15,000.0 m`; a minus stands before the symbol, other units last."""
    sign, digits = ("−", number[1:]) if number.startswith("-") else ("", number)
    before = SIGN.match(unit)
    if before is None:
        return f"{sign}{digits} {unit}"
    return f"{sign}{before[0]}{digits} {unit[before.end() :].strip()}".rstrip()


def counted(value: float, noun: str) -> str:
    """`1 ship`, `2 ships`, `0.67 stations`, `500 people`; a pure number stands alone."""
    return with_noun(count(value), noun)


def count(value: float) -> str:
    """About three telling digits; no decimals where they are nil."""
    size = abs(value)
    number = round(value, 0 if size >= 100 else 1 if size >= 10 else 2) + 0.0
    return f"{number:,.0f}" if number.is_integer() else f"{number:,.{1 if size >= 10 else 2}f}"


def listed(words: Sequence[str], mark: str = ",") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{f'{mark} '.join(words[:-1])} and {words[-1]}"
