"""Units in words: short as a table on the terminal has them, and as a sheet says them in full."""

from __future__ import annotations

import re

from estimator.pack.nouns import plural
from estimator.pack.records import Settings
from estimator.units import CURRENCY, MONEY, NO_UNIT, PREFIXES, SIZES, SYMBOLS

UNIT_WORDS = {
    "kilometer ** 2": "km²",
    "km ** 2": "km²",
    "kilometer": "km",
    "person": "person",
    "aim_point": "aim point",
}
PER_CENT = "%"


def short_words(unit: str, prefix: str, price_year: str) -> str:
    """Money as a table has it: `¥bn`, `¥bn then-year`, `$m 2018 / missile`; the pack's own price year is left out."""
    first, _, rest = unit.partition(" / ")
    money = CURRENCY.match(first)
    if not money or not money[3]:
        return unit
    when = {"then": " then-year", price_year: ""}.get(money[3], f" {money[3]}")
    return _amount(money[2], prefix) + when + (f" / {rest}" if rest else "")


def price_per(unit: str, prefix: str, settings: Settings) -> str:
    """`JPY_2020 / missile` is "¥m per missile, FY2020 prices", `JPY_then / USD_2018` "then-year ¥ per 2018 $"."""
    first, *below = unit.split(" / ")
    found = CURRENCY.match(first)
    if not found or any(MONEY.search(each) for each in below):
        return MONEY.sub(lambda match: f"{_price_year(match, settings)} {_symbol(match[1])}", unit).replace(
            " / ", " per "
        )
    amount = _amount(found[2], prefix)
    things = "-".join(map(_noun, below))
    when = "then-year" if found[3] == "then" else f"{_year(found[2], found[3], settings)} prices"
    return f"{amount} per {things}, {when}" if things else f"{amount}, {when}"


def _amount(currency: str, prefix: str) -> str:
    """`¥bn`, `€ thousand`, `CRN m`."""
    symbol, size = SYMBOLS.get(currency), SIZES.get(prefix, prefix)
    return symbol + size if symbol else f"{currency} {size.strip()}".rstrip()


def money_prefix(settings: Settings) -> str:
    """The prefix that the pack shows money with: `G` of `GJPY`."""
    found = settings.money_shown[:1] if len(settings.money_shown) > len(settings.currency) else ""
    return found if found in PREFIXES else ""


def money_words(settings: Settings) -> tuple[str, str]:
    """What stands before and after an amount of money in a sentence: `¥` and ` bn`."""
    size = SIZES[money_prefix(settings)].strip()
    return SYMBOLS.get(settings.currency, f"{settings.currency} "), f" {size}" if size else ""


def _symbol(currency: str) -> str:
    return SYMBOLS.get(currency, currency)


def _price_year(match: re.Match[str], settings: Settings) -> str:
    return "then-year" if match[2] == "then" else _year(match[1], match[2], settings)


def _year(currency: str, year: str, settings: Settings) -> str:
    """A price year; of the pack's own money a fiscal year."""
    return f"{settings.year_prefix if currency == settings.currency else ''}{year}"


def in_plain_words(unit: str) -> str:
    """A unit as people say it: `missile / station` is "missiles per station", `station * year` "station-years"."""
    above, *below = unit.split(" / ")
    counted = "number" if above == "1" else _plural(above)
    return f"{counted} per {'-'.join(map(_noun, below))}" if below else counted


def in_words_of_file(unit: str, settings: Settings) -> str:
    """The unit in which a pack's file gives a number: `GJPY_2018 / site` is "¥bn per site, FY2018 prices".

    Prefixes stay, for the number does. Empty for a pure number.
    """
    first, *below = unit.split(" / ")
    money = CURRENCY.match(first)
    if money and money[3]:
        return price_per(" / ".join((first[len(money[1]) :], *below)), money[1], settings)
    if first in (NO_UNIT, PER_CENT):
        return " ".join(("" if first == NO_UNIT else first, *(f"per {_noun(each)}" for each in below))).strip()
    return in_plain_words(unit)


def _plural(words: str) -> str:
    *first, last = (_noun(each) for each in words.split(" * "))
    return "-".join([*first, plural(last)])


def with_noun(number: str, noun: str) -> str:
    """A number as written with what it counts: `1 ship`, `1.00 ships`, `500 people`; without a noun it stands alone."""
    return f"{number} {noun if number == '1' else plural(noun)}".rstrip()


def _noun(word: str) -> str:
    return UNIT_WORDS.get(word, word.replace("_", " "))
