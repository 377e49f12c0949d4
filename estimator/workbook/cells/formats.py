"""How a number is shown: its number format and the words of its unit, from the unit it is computed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from estimator.pack.records import Assumption, Settings
from estimator.units import FINE, FINE_WORDS, PREFIXES, SIZES, SYMBOLS

MONEY = re.compile(r"\b([A-Z]{3})_(\d{4}|then)\b")
SHARES = frozenset(
    "share shares rate rates chance chances availability probability loss losses fraction growth discount "
    "utilisation reliability limit clean up cover found hit lost left seen movable lowest part even success run".split()
)
NO_SHARES = frozenset({"index", "factor", "years", "areas", "places"})
YEARS = frozenset({"years"})
UNIT_WORDS = {"kilometer ** 2": "km²", "kilometer": "km", "person": "person", "aim_point": "aim point"}
PLURALS = {"person": "people", "aircraft": "aircraft", "km²": "km²", "km": "km", "battery": "batteries"}
YEAR_FORMAT, COUNT_FORMAT, WHOLE_FORMAT = "0", "#,##0.0", "#,##0"
SHARE_FORMAT, RATIO_FORMAT, FLAG_FORMAT = "0.0%", "#,##0.00", "0"
RATE_FORMAT, INDEX_FORMAT = "#,##0.00", "0.0000"
SMALL_SHARE, SMALL_SHARE_FORMAT = 0.05, "0.00%"
FINE_SHARE_FORMAT = f"0.{'0' * FINE}%"
PEOPLE, PERCENT, TENTH = "person", 0.01, 0.1
COMMAS = {1e3: 1, 1e6: 2, 1e9: 3, 1e12: 4}
CALENDAR = 1000
FLIP = "flip"  # the measure of rows that say at which value of an assumption something changes
NO_VALUE, ANY_VALUE = "at no value", "at any value"
SPARE = 1.8  # the minus sign and the padding of a cell


def money_scale(settings: Settings) -> float:
    """One of the units that money is shown in, in the currency: 1e9 for billions."""
    return PREFIXES[prefix] if (prefix := money_prefix(settings)) else 1.0


def money_prefix(settings: Settings) -> str:
    """The prefix that money is shown with: `G` of `GJPY`."""
    found = settings.money_shown[:1] if len(settings.money_shown) > len(settings.currency) else ""
    return found if found in PREFIXES else ""


def money_words(settings: Settings) -> tuple[str, str]:
    """What stands before and after an amount of money in a sentence: `¥` and ` bn`."""
    size = SIZES[money_prefix(settings)].strip()
    return SYMBOLS.get(settings.currency, f"{settings.currency} "), f" {size}" if size else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The unit in words and the number format."""

    unit: str
    format: str


def shown(id: str, unit: str, values: Iterable[float], settings: Settings, *, flag: bool = False) -> Shown:
    """How the numbers of a row are shown; money in the pack's `money_shown` or a smaller prefix for small prices."""
    sizes = [abs(value) for value in values if value == value]
    largest = max(sizes, default=0.0)
    if MONEY.search(unit):
        return _money(unit, largest, settings)
    if flag:
        return Shown("1 = yes, 0 = no", FLAG_FORMAT)
    if unit == "1":
        return _pure(id, sizes, largest)
    if unit == "year" and largest > CALENDAR:
        return Shown("fiscal year", YEAR_FORMAT)
    words = in_plain_words(unit)
    if unit == PEOPLE or largest > CALENDAR:
        return Shown(words, WHOLE_FORMAT)
    return Shown(words, WHOLE_FORMAT if _all_whole(sizes) else _decimals(largest))


def _pure(id: str, sizes: Sequence[float], largest: float) -> Shown:
    """Shares in percent; counts whole; other ratios with two decimals."""
    words = set(_words(id))
    if SHARES & words and FINE_WORDS & words:
        return Shown("%", FINE_SHARE_FORMAT)
    if SHARES & words and not NO_SHARES & words:
        return Shown("%", SHARE_FORMAT if largest >= SMALL_SHARE else SMALL_SHARE_FORMAT)
    if YEARS & words and _all_whole(sizes):
        return Shown("years", WHOLE_FORMAT)
    return Shown("number", WHOLE_FORMAT) if _all_whole(sizes) else Shown("ratio", RATIO_FORMAT)


def _words(id: str) -> list[str]:
    return id.rsplit(".", 1)[-1].split("_")


def _all_whole(sizes: Iterable[float]) -> bool:
    return all(size == int(size) for size in sizes)


def _decimals(largest: float) -> str:
    """Enough decimals to tell small numbers apart."""
    places = 1 if largest >= 10 else 2 if largest >= TENTH else 4 if largest >= TENTH * PERCENT else 6
    return "#,##0." + "0" * places


def in_plain_words(unit: str) -> str:
    """A unit as people say it: `missile / station` is "missiles per station", `station * year` "station-years"."""
    above, *below = unit.split(" / ")
    counted = "number" if above == "1" else _plural(above)
    return f"{counted} per {'-'.join(map(_noun, below))}" if below else counted


def _plural(words: str) -> str:
    *first, last = (_noun(each) for each in words.split(" * "))
    return "-".join([*first, PLURALS.get(last) or (last[:-1] + "ies" if last.endswith("ry") else f"{last}s")])


def _noun(word: str) -> str:
    return UNIT_WORDS.get(word, word.replace("_", " "))


def _money(unit: str, largest: float, settings: Settings) -> Shown:
    """Money with a prefix: the pack's for amounts, by size for the price of one thing."""
    found = MONEY.search(unit)
    wanted = money_prefix(settings)
    if unit.split("/")[0].strip() != unit or not unit.startswith(settings.currency):
        wanted = _prefix(largest)
    if not found or MONEY.search(unit, found.end()) or wanted not in PREFIXES:
        return Shown(
            _rate_words(unit, settings),
            WHOLE_FORMAT if largest >= CALENDAR else RATE_FORMAT if largest >= 10 else INDEX_FORMAT,
        )
    commas, scaled = COMMAS[PREFIXES[wanted]], largest / PREFIXES[wanted]
    places = ".00" if 0 < scaled < 1 else ".0"
    return Shown(_money_words(unit, found, wanted, settings), f"#,##0{places}" + "," * commas)


def _money_words(unit: str, match: re.Match[str], prefix: str, settings: Settings) -> str:
    """`JPY_2020 / missile` is "¥m per missile, FY2020 prices"."""
    amount = SYMBOLS.get(match[1], match[1] + " ") + SIZES[prefix]
    below = "-".join(_noun(each) for each in unit.split(" / ")[1:])
    when = "then-year" if match[2] == "then" else f"{_price_year(match, settings)} prices"
    return f"{amount} per {below}, {when}" if below else f"{amount}, {when}"


def _rate_words(unit: str, settings: Settings) -> str:
    """`JPY_then / USD_2018` is "then-year ¥ per 2018 $"."""
    return MONEY.sub(lambda match: f"{_price_year(match, settings)} {SYMBOLS.get(match[1], match[1])}", unit).replace(
        " / ", " per "
    )


def _price_year(match: re.Match[str], settings: Settings) -> str:
    if match[2] == "then":
        return "then-year"
    return f"{settings.year_prefix if match[1] == settings.currency else ''}{match[2]}"


def _prefix(largest: float) -> str:
    for prefix in ("G", "M", "k"):
        if largest >= PREFIXES[prefix]:
            return prefix
    return ""


def typed(assumption: Assumption, values: Iterable[float]) -> str:
    """The number format of values as the file has them."""
    sizes = [abs(value) for value in values]
    largest = max(sizes, default=0.0)
    if _all_whole(sizes):
        calendar = assumption.normal_unit == "year" and largest > CALENDAR
        return YEAR_FORMAT if calendar else WHOLE_FORMAT
    most = 3 if largest >= 1 else 6
    places = max((len(f"{size:.{most}f}".rstrip("0").split(".")[1]) for size in sizes), default=1)
    return "#,##0." + "0" * max(1, places)


def in_use(assumption: Assumption, values: Iterable[float]) -> str:
    """The number format of the values in use, so that they look as in the file: with its prefix, or in percent."""
    format = typed(assumption, [value / assumption.scale for value in values])
    if assumption.scale == PERCENT:
        return format + "%"
    return format + "," * COMMAS.get(assumption.scale, 0)


def within(assumption: Assumption, format: str) -> str:
    """The format of a value at which something changes: words where it lies outside what the assumption allows."""
    if not assumption.limits:
        return format
    low, high = (np.format_float_positional(each * assumption.scale, 12, trim="-") for each in assumption.limits)
    return f'[>{high}]"{NO_VALUE}";[<={low}]"{ANY_VALUE}";{format}'


def width_of(format: str, values: Iterable[float | None]) -> float:
    """How wide a column must be so that all numbers show, about, in characters."""
    largest = max((abs(value) for value in values if value is not None and value == value), default=0.0)
    pattern, _, decimals = format.rstrip(",%").partition(".")
    scaled = largest / CALENDAR ** (len(format) - len(format.rstrip(",")))
    whole = f"{scaled * (1 / PERCENT if '%' in format else 1):,.0f}" if "," in pattern else f"{scaled:.0f}"
    return len(whole) + (len(decimals) + 1 if decimals else 0) + ("%" in format) + SPARE
