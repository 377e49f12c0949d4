"""Units of measure: counted nouns and currency-years are dimensions of their own.

`GJPY_2024 / ship` is read as a scale (1e9) and a normal unit (`JPY_2024 / ship`). Prefixes and
percent are normalised; every other difference of scale (month and year, ton and tonne) stays
and is an error where two units meet, because a silent factor is how estimates go wrong.

Words and their powers are worked out here; only what lies between two units that differ is asked of pint, which takes
longer to load than a pack to wire.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from estimator.errors import UnitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Pure = Literal["", "share", "fine share", "count", "ratio", "index", "years", "flag"]
"""What a number without a unit is, as its row or its assumption declares: `count` of things, `ratio` of two like
amounts, `index` against a base year, `years` counted, `flag` 1 or 0; empty where the unit says enough."""

NO_UNIT = "1"
SHARES: tuple[Pure, ...] = ("share", "fine share")
PERCENT = 0.01
"""The scale of %."""
CALENDAR = 1000
"""A larger number in years is a fiscal year, a smaller one a time."""
PURE = tuple(word for word in get_args(Pure) if word)
CURRENCY = re.compile(r"\A([yzafpnumkMGTPE]?)([A-Z]{3})(?:_(\d{4}|then))?\Z")
MONEY = re.compile(r"\b([A-Z]{3})_(\d{4}|then)\b")
TOKEN = re.compile(r"[A-Za-z_%][A-Za-z_0-9]*|%")
_FACTOR = r"(?:1|[A-Za-z_][A-Za-z_0-9]*(?: *\*\* *-?[1-9])?)"
FORM = re.compile(rf"{_FACTOR}(?: *(?:\*(?!\*)|/) *{_FACTOR})*\Z")
FACTOR = re.compile(r"([*/]?) *(1|[A-Za-z_][A-Za-z_0-9]*)(?: *\*\* *(-?\d+))?")
"""A factor of a text that has this form: how it is joined, its word, its power."""
PREFIXES = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
SYMBOLS = {"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
DIGITS = 15  # those that a decimal keeps on its way through a float
FINE = 3  # the decimals of a fine share: the ceiling and the break-even lie close to each other
SIZES = {"": "", "k": " thousand", "M": "m", "G": "bn", "T": "tn"}
NOUNS = (
    "person ship station missile round battery site satellite launcher aircraft platform crew unit orbit "
    "target aim_point hit shot look terminal set cell relay node team vehicle raid wave berth rating exercise item"
).split()
PLAIN = {
    "km": "kilometer",
    "m": "meter",
    "h": "hour",
    "d": "day",
    "hour": "hour",
    "day": "day",
    "month": "month",
    "year": "year",
    "minute": "minute",
    "second": "second",
    "kilometer": "kilometer",
    "meter": "meter",
    "metric_ton": "metric_ton",
    "ton": "ton",
    "kilogram": "kilogram",
    "kg": "kilogram",
    "degree": "degree",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, its scale, and its normal form.

    `normal` is canonical text (`JPY_2024 / ship`), equal for equal units. Multiply a value by
    `scale` to get it in `normal`.
    """

    text: str
    scale: float
    normal: str

    @property
    def currency(self) -> tuple[str, str] | None:
        """`("USD", "2018")` of a money unit, else None."""
        for token in TOKEN.findall(self.normal):
            found = CURRENCY.match(token)
            if found and found[3]:
                return found[2], found[3]
        return None


@lru_cache(maxsize=1)
def registry() -> Any:
    """Pint's registry with the project's nouns; made at first use (0.3 s)."""
    import pint

    made: Any = pint.UnitRegistry(autoconvert_to_preferred=False)
    for noun in NOUNS:
        made.define(f"{noun} = [{noun}]")
    return made


@cache
def _define(token: str) -> None:
    """Make a currency-year or a pack's own noun known to pint, as its own dimension."""
    made = registry()
    if token not in made:
        made.define(f"{token} = [{token}]")


def is_noun(unit: str) -> bool:
    """True for a unit that counts things, such as ship or person."""
    return unit in NOUNS or unit in _declared


def declare(nouns: Iterable[str], threat: str = "missile") -> None:
    """Make a pack's own counted nouns (`boat`) legal units; that of its `threat` counts the same as missile."""
    _declared.update(nouns)
    if threat not in ("missile", *_counted_as_missile):
        _declared.add(threat)
        _counted_as_missile.add(threat)
        factor.cache_clear()
    read.cache_clear()


_declared: set[str] = set()
_counted_as_missile = {"round"}


def known_words() -> list[str]:
    """Every word a unit may be made of, for 'did you mean'."""
    return sorted({*NOUNS, *PLAIN, *_declared, "JPY_2020", "USD_2020", "JPY_then", "USD_then", "percent"})


def _token(word: str, text: str) -> tuple[float, str]:
    if word in ("%", "percent"):
        return PERCENT, "dimensionless"
    money = CURRENCY.match(word)
    if money and (money[1] in ("", *PREFIXES)):
        if not money[3]:
            raise UnitError(f'unit "{text}": money needs a price year. Did you mean "{word}_2020"?')
        return PREFIXES.get(money[1], 1.0), f"{money[2]}_{money[3]}"
    if word in PLAIN:
        return 1.0, PLAIN[word]
    if word in NOUNS or word in _declared:
        return 1.0, word
    if word[0] in PREFIXES and (word[1:] in NOUNS or word[1:] in _declared):
        return PREFIXES[word[0]], word[1:]
    if word in ("dimensionless", "count", "share", "ratio"):
        return 1.0, "dimensionless"
    from estimator.errors import did_you_mean

    raise UnitError(f'unit "{text}": "{word}" is not a unit. {did_you_mean(word, known_words())}'.rstrip())


@lru_cache(maxsize=4096)
def read(text: str) -> Unit:
    """Read a unit: words joined by `*`, `/` and `**` whole numbers; `1` for none.

    Raises UnitError with the word that is not known.
    """
    cleaned = text.replace("%", "percent").replace("·", "*").strip() or "1"
    if not FORM.match(cleaned):  # a bracket after / would be misread, and 9**9**9**9 never end
        raise UnitError(f'unit "{text}" cannot be read: write words joined by * and /, as in "GJPY_2024 / ship"')
    scale, powers = 1.0, dict[str, int]()
    for joined, word, raised in FACTOR.findall(cleaned):
        if word != "1":
            times, name = _token(word, text)
            power = int(raised or 1) * (-1 if joined == "/" else 1)
            scale *= times**power
            powers[name] = powers.get(name, 0) + power
    return Unit(text=text, scale=scale, normal=_written(powers))


def _written(powers: Mapping[str, int]) -> str:
    """Write a unit one way: words in order, divided words after `/`."""
    named = sorted((word, power) for word, power in powers.items() if word != "dimensionless")
    up = [_power(word, power) for word, power in named if power > 0]
    down = [_power(word, -power) for word, power in named if power < 0]
    return " / ".join([" * ".join(up) or NO_UNIT, *down])


def _power(word: str, power: int) -> str:
    return word if power == 1 else f"{word} ** {power}"


@lru_cache(maxsize=65536)
def product(left: str, right: str, sign: int = 1) -> str:
    """The unit of `left * right`, or of `left / right` with sign -1 (both in normal form)."""
    powers = _powers(left)
    for word, power in _powers(right).items():
        powers[word] = powers.get(word, 0) + sign * power
    return _written(powers)


def _powers(normal: str) -> dict[str, int]:
    """The power of each word of a unit in normal form."""
    found = FACTOR.findall(normal)
    return {word: int(raised or 1) * (-1 if joined == "/" else 1) for joined, word, raised in found if word != "1"}


@lru_cache(maxsize=65536)
def factor(left: str, right: str) -> float | None:
    """How many `right` make one `left` (both in normal form); None where they measure different things."""
    counted, wanted = _as_counted(left), _as_counted(right)
    if counted == wanted:
        return 1.0
    made = registry()
    one, two = _unit(made, counted), _unit(made, wanted)
    if one.dimensionality != two.dimensionality:
        return None
    return float(made.Quantity(1.0, one).to(two).magnitude)


def _as_counted(normal: str) -> str:
    """A unit with missile for what counts the same: a round meets one of what a raid brings, whatever it is."""
    powers: dict[str, int] = {}
    for word, power in _powers(normal).items():
        counted = "missile" if word in _counted_as_missile else word
        powers[counted] = powers.get(counted, 0) + power
    return _written(powers)


def _unit(made: Any, normal: str) -> Any:
    for word in _powers(normal):
        _define(word)
    return made.Unit("dimensionless" if normal == NO_UNIT else normal)


@lru_cache(maxsize=65536)
def in_normal(number: float, scale: float) -> float:
    """A number as a file writes it, in normal units; 35 % is 0.35, the number that a reader of 35 % would write.

    >>> in_normal(35.0, 0.01), 35.0 * 0.01
    (0.35, 0.35000000000000003)
    """
    return float(Decimal(repr(float(number))).scaleb(-2)) if scale == PERCENT else number * scale


def as_written(number: float, scale: float) -> float:
    """A number in normal units as a file writes it, without the digits that the way there may have left.

    >>> as_written(0.07, 0.01), 0.07 / 0.01
    (7.0, 7.000000000000001)
    """
    return float(f"{number / scale:.{DIGITS}g}")
