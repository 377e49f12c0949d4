"""The decision: what kind of number it is, in which size of money, with how many decimals.

Money, people and years follow from the unit. A pure number is what its row or its assumption declares (`units.Pure`).
The words of the unit stand beside the decision in the wording of each medium.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from estimator.display.unit_words import in_plain_words, money_prefix, price_per, short_words
from estimator.pack.records import Settings
from estimator.units import CALENDAR, CURRENCY, FINE, MONEY, NO_UNIT, PERCENT, PREFIXES, Pure

Kind = Literal["money", "exchange", "people", "year", "measure", "share", "count", "ratio", "index", "years", "flag"]

SMALL = 0.1
FISCAL_YEAR = "fiscal year"
NO_VALUE, ANY_VALUE = "at no value", "at any value"
SIGNIFICANT = 3
LONGEST_TAIL = 9
WHOLE_KINDS = ("measure", "count", "years", "year")
PURE_WORDS = {
    "share": "%",
    "count": "number",
    "ratio": "ratio",
    "index": "index",
    "years": "years",
    "flag": "1 = yes, 0 = no",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How the values of a row are shown: divided by `scale`, with `places` decimals.

    `unit` is the unit as a table on the terminal has it (`¥bn / ship`), `words` as a sheet does ("¥bn per ship, FY2020
    prices"). `least` are the decimals that it always has. Beyond `limits` (of a flip: what its assumption allows) words
    stand in place of a number (`beyond`).
    """

    kind: Kind
    unit: str
    words: str
    scale: float = 1.0
    places: int = 0
    least: int = 0
    limits: tuple[float, float] | None = None

    def fitted(self, values: Iterable[float | None]) -> Shown:
        """The same with the decimals that other values need."""
        return replace(self, places=decimals((each for each in values if not self.beyond(each)), self))

    def beyond(self, value: float | None) -> str:
        """What is said of a value outside the limits: that no value will do, or any; empty for one within."""
        if self.limits is None or value is None or math.isnan(value):
            return ""
        low, high = self.limits
        return NO_VALUE if value > high else ANY_VALUE if value <= low else ""


def shown(unit: str, settings: Settings, declared: Pure = "", values: Iterable[float | None] = ()) -> Shown:
    """Decide how the values of a row are shown; without values as the pack says and as a table wants it.

    An amount of the pack's currency is in the pack's size (`money_shown`), or in a smaller one if all values are small
    in it; the price of one thing, and foreign money, in the size of its largest value.
    """
    sizes = [abs(value) for value in values if value is not None and math.isfinite(value)]
    found = MONEY.findall(unit)
    if found:
        how = _exchange(unit, settings) if len(found) > 1 else _money(unit, settings, sizes)
    elif unit in ("", NO_UNIT, "dimensionless"):
        how = _pure(declared)
    else:
        how = _measured(unit, sizes)
    return how.fitted(sizes)


def shown_alone(
    unit: str,
    declared: Pure,
    values: Iterable[float | None],
    largest: float,
    money_shown: Iterable[str] = (),
    price_year: str = "",
) -> Shown:
    """As `shown`, where there is no pack: money in the size of the first of `money_shown` in its currency, or, if none
    is or the largest is small in it, in the size in which the largest is thousands; the price of one thing in that of
    the largest. It has its price year, but `price_year`.

    >>> shown_alone("EUR_2025", "", [1_809_320_000.0], 1_809_320_000.0).unit
    '€m 2025'
    >>> shown_alone("EUR_2025", "", [809_320_000.0], 809_320_000.0, ("GJPY", "MEUR")).unit
    '€m 2025'
    """
    sizes = [abs(value) for value in values if value is not None and math.isfinite(value)]
    found = MONEY.findall(unit)
    if not found:
        how = _pure(declared) if unit in ("", NO_UNIT, "dimensionless") else _measured(unit, sizes)
        return how.fitted(sizes)
    own = next((each.removesuffix(found[0][0]) for each in money_shown if each.endswith(found[0][0])), None)
    fits = own is not None and SMALL <= largest / PREFIXES.get(own, 1.0)
    prefix = own if own is not None and fits else _of_thousands(largest)
    if CURRENCY.match(unit) is None:  # the price of one thing, as `shown` has it
        prefix = _of_ones(largest)
    words = short_words(unit, "" if len(found) > 1 else prefix, price_year)
    scale = 1.0 if len(found) > 1 else PREFIXES.get(prefix, 1.0)
    return Shown("money", words, words, scale).fitted(sizes)


def _of_thousands(largest: float) -> str:
    """The prefix in which an amount is thousands."""
    return max((each for each in PREFIXES if 1e3 * PREFIXES[each] <= largest), key=PREFIXES.__getitem__, default="")


def _pure(declared: Pure) -> Shown:
    """A number without a unit, as declared; undeclared it is counted."""
    kind: Kind = "share" if declared == "fine share" else declared or "count"
    if kind == "share":
        return Shown(kind, "%", "%", PERCENT, least=FINE if declared == "fine share" else 0)
    return Shown(kind, "", PURE_WORDS[kind])


def _measured(unit: str, sizes: list[float]) -> Shown:
    """A number with a unit that is no money: people, a fiscal year, anything else."""
    if unit == "person":
        return Shown("people", unit, in_plain_words(unit))
    if unit == "year" and (not sizes or max(sizes) > CALENDAR):
        return Shown("year", unit, FISCAL_YEAR)
    return Shown("measure", unit, in_plain_words(unit))


def _money(unit: str, settings: Settings, sizes: list[float]) -> Shown:
    prefix = _size(unit, settings, sizes)
    price_year = str(settings.price_year)
    return Shown(
        "money", short_words(unit, prefix, price_year), price_per(unit, prefix, settings), PREFIXES.get(prefix, 1.0)
    )


def _exchange(unit: str, settings: Settings) -> Shown:
    """One money per another: an exchange rate, or an index of prices in the unit of its terms."""
    return Shown("exchange", short_words(unit, "", str(settings.price_year)), price_per(unit, "", settings))


def _size(unit: str, settings: Settings, sizes: list[float]) -> str:
    """The prefix of money: the pack's for amounts in its currency unless all are small; else that of the largest."""
    largest, own = max(sizes, default=0.0), money_prefix(settings)
    amount = CURRENCY.match(unit)
    mine = bool(amount and amount[2] == settings.currency)
    if not largest and (mine or unit.startswith(settings.currency)):
        return own
    if mine and SMALL <= largest / PREFIXES.get(own, 1.0):
        return own
    return _of_ones(largest)


def _of_ones(largest: float) -> str:
    """The largest prefix in which an amount is at least one."""
    return max((size for size in "GMk" if PREFIXES[size] <= largest), key=PREFIXES.__getitem__, default="")


def money_scale(settings: Settings) -> float:
    """One of the units that money is shown in, in the currency: 1e9 for billions."""
    return PREFIXES.get(money_prefix(settings), 1.0)


def decimals(values: Iterable[float | None], how: Shown) -> int:
    """How many decimals a row of values needs so that its largest has about three telling digits."""
    if how.kind in ("people", "flag", "year"):
        return 0
    sizes = [abs(value) / how.scale for value in values if value is not None and math.isfinite(value)]
    if how.kind in WHOLE_KINDS and sizes and all(size.is_integer() for size in sizes):
        return 0
    largest = max(sizes, default=0.0)
    if how.kind in ("index", "exchange"):
        return 0 if largest >= CALENDAR else 2 if largest >= 10 else _places(largest, 4)
    if largest >= 10 or largest == 0:
        return max(1, how.least)
    return max(how.least, _places(largest, 2))


def _places(largest: float, plenty: int) -> int:
    """`plenty` decimals for numbers of about 1, and more for small ones."""
    if not largest or largest >= SMALL:
        return plenty
    return max(plenty, min(LONGEST_TAIL, SIGNIFICANT - 1 - math.floor(math.log10(largest))))
