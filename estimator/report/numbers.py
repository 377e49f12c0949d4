"""Numbers as people read them: money in the pack's shown unit, shares in %, years plain, a dash for nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from estimator.pack.records import Settings
from estimator.units import CURRENCY, FINE, FINE_WORDS, PREFIXES, SIZES, SYMBOLS

DASH = "–"
SHARE_WORDS = frozenset({"share", "rate", "chance", "probability", "availability", "growth", "deflator", "utilisation"})
SIGNIFICANT = 6
SMALL_MONEY = 0.1

Kind = Literal["money", "people", "share", "year", "number"]


@dataclass(frozen=True, slots=True)
class Shown:
    """How values of one unit are shown: divide by `scale`, write `unit` beside it."""

    unit: str
    scale: float
    kind: Kind
    least: int = 0  # decimals that it always has


def shown(unit: str, settings: Settings, id: str = "", values: Iterable[float] = ()) -> Shown:
    """Decide how a normal unit is shown; the id tells a share from another pure number.

    Money is in the pack's shown unit, or in a smaller one if all values given are small in it.
    """
    first, _, rest = unit.partition(" / ")
    money = CURRENCY.match(first)
    if money and money[3]:
        return _money(money[2], money[3], rest, _size(money[2], rest, settings, values), str(settings.price_year))
    return _without_money(unit, id)


def shown_alone(unit: str, id: str, largest: float) -> Shown:
    """As `shown`, where no pack says how: money with its price year, in the prefix in which the largest is thousands.

    >>> shown_alone("EUR_2025", "cost", 1_809_320_000.0)
    Shown(unit='€m 2025', scale=1000000.0, kind='money', least=0)
    """
    first, _, rest = unit.partition(" / ")
    money = CURRENCY.match(first)
    if money and money[3]:
        size = max((each for each in PREFIXES if 1e3 * PREFIXES[each] <= largest), key=PREFIXES.__getitem__, default="")
        return _money(money[2], money[3], rest, "" if CURRENCY.match(rest) else size, "")
    return _without_money(unit, id)


def _without_money(unit: str, id: str) -> Shown:
    if unit == "dimensionless" or unit == "1" or not unit:
        words = id.rsplit(".", 1)[-1].split("_")
        if SHARE_WORDS.intersection(words):
            return Shown("%", 0.01, "share", FINE if FINE_WORDS.intersection(words) else 0)
        return Shown("", 1.0, "number")
    if unit in ("person", "year"):
        return Shown(unit, 1.0, "people" if unit == "person" else "year")
    return Shown(unit, 1.0, "number")


def _size(currency: str, rest: str, settings: Settings, values: Iterable[float]) -> str:
    """The prefix of money: the pack's, one that fits if values are small; none for a rate between currencies."""
    found = CURRENCY.match(settings.money_shown)
    if not found or currency != settings.currency or CURRENCY.match(rest):
        return ""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if not largest or SMALL_MONEY <= largest / PREFIXES.get(found[1], 1.0):
        return found[1]
    return max((size for size in PREFIXES if PREFIXES[size] <= largest), key=PREFIXES.__getitem__, default="")


def _money(currency: str, year: str, rest: str, size: str, price_year: str) -> Shown:
    name = (SYMBOLS.get(currency) or currency + " ") + SIZES.get(size, size)
    when = {"then": " then-year", price_year: ""}.get(year, f" {year}")
    per = f" / {rest}" if rest else ""
    return Shown(name.strip() + when + per, PREFIXES.get(size, 1.0), "money")


def decimals(values: Iterable[float | None], how: Shown) -> int:
    """How many decimals a row of values needs so that its largest has about three telling digits."""
    if how.kind in ("people", "year"):
        return 0
    sizes = [abs(value) / how.scale for value in values if value is not None and math.isfinite(value)]
    if how.kind == "number" and sizes and all(size.is_integer() for size in sizes):
        return 0
    largest = max(sizes, default=0.0)
    if largest >= 10 or largest == 0:
        return max(1, how.least)
    return max(how.least, 2 if largest >= 0.1 else min(9, 2 - math.floor(math.log10(largest))))


def text(value: float | None, how: Shown, digits: int | None = None) -> str:
    """A value as text, without its unit; a dash for nothing.

    >>> text(466_400_000_000.0, Shown("¥bn", 1e9, "money"))
    '466.4'
    """
    if value is None or math.isnan(value):
        return DASH
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    places = decimals([value], how) if digits is None else digits
    number = round(value / how.scale, places) + 0.0
    if how.kind == "year":
        return f"{number:.{0 if number.is_integer() else 2}f}"
    return f"{number:,.{places}f}"


def general(value: float | None, unit: str = "") -> str:
    """Any value with up to six telling digits: `1,234,567`, `0.0125`; years without separators."""
    if value is None or math.isnan(value):
        return DASH
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}" if unit == "year" else f"{value + 0.0:,.0f}"
    if math.isinf(value) or not 1e-9 < abs(value) < 1e15:
        return f"{value:.{SIGNIFICANT}g}"
    places = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    written = f"{value:,.{places}f}"
    return written.rstrip("0").rstrip(".") if places else written


def with_unit(value: float | None, unit: str) -> str:
    """A value with its unit, pure numbers without: `392 GJPY_2024 / ship`."""
    written = general(value, unit)
    return written if unit in ("", "1", "dimensionless") or written == DASH else f"{written} {unit}"
