"""How a number is shown: its number format and the words of its unit, from the unit it is computed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from estimator.pack.records import Assumption, Settings
from estimator.units import PREFIXES

MONEY = re.compile(r"\b([A-Z]{3})_(\d{4}|then)\b")
SHARES = frozenset(
    "share shares rate rates chance chances availability probability loss losses fraction growth discount "
    "utilisation reliability".split()
)
YEAR_FORMAT, COUNT_FORMAT, WHOLE_FORMAT = "0", "#,##0.0", "#,##0"
SHARE_FORMAT, RATIO_FORMAT, FLAG_FORMAT = "0.0%", "#,##0.00", "0"
RATE_FORMAT, INDEX_FORMAT = "#,##0.00", "0.0000"
SMALL_SHARE, SMALL_SHARE_FORMAT = 0.05, "0.00%"
PEOPLE, PERCENT = "person", 0.01
COMMAS = {1e3: 1, 1e6: 2, 1e9: 3, 1e12: 4}
CALENDAR = 1000


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
        return Shown("yes = 1, no = 0", FLAG_FORMAT)
    if unit == "1":
        return _pure(id, sizes, largest)
    if unit == "year":
        return Shown("year", YEAR_FORMAT if largest > CALENDAR or _all_whole(sizes) else COUNT_FORMAT)
    if unit == PEOPLE or largest > CALENDAR:
        return Shown(unit, WHOLE_FORMAT)
    return Shown(unit, WHOLE_FORMAT if _all_whole(sizes) else _decimals(largest))


def _pure(id: str, sizes: Sequence[float], largest: float) -> Shown:
    """Shares in percent; counts whole; other ratios with two decimals."""
    if SHARES & set(_words(id)):
        return Shown("share", SHARE_FORMAT if largest >= SMALL_SHARE else SMALL_SHARE_FORMAT)
    return Shown("number", WHOLE_FORMAT) if _all_whole(sizes) else Shown("ratio", RATIO_FORMAT)


def _words(id: str) -> list[str]:
    return id.rsplit(".", 1)[-1].split("_")


def _all_whole(sizes: Iterable[float]) -> bool:
    return all(size == int(size) for size in sizes)


def _decimals(largest: float) -> str:
    """Enough decimals to tell small numbers apart."""
    places = 1 if largest >= 10 else 2 if largest >= 1 else 4 if largest >= SMALL_SHARE else 6
    return "#,##0." + "0" * places


def _money(unit: str, largest: float, settings: Settings) -> Shown:
    """Money with a prefix: the pack's for amounts, by size for the price of one thing."""
    found = MONEY.search(unit)
    wanted = settings.money_shown[:1] if len(settings.money_shown) > len(settings.currency) else ""
    if unit.split("/")[0].strip() != unit or not unit.startswith(settings.currency):
        wanted = _prefix(largest)
    if not found or "/ " + found[0] in unit or wanted not in PREFIXES:
        return Shown(unit, WHOLE_FORMAT if largest >= CALENDAR else RATE_FORMAT if largest >= 10 else INDEX_FORMAT)
    commas, scaled = COMMAS[PREFIXES[wanted]], largest / PREFIXES[wanted]
    places = ".00" if 0 < scaled < 1 else ".0"
    return Shown(unit.replace(found[0], wanted + found[0], 1), f"#,##0{places}" + "," * commas)


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
