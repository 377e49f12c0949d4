"""The verdict on an option: a class by its chance, with a word and a sign, the same in every medium.

    holds   the chance is at or above `chance_holds` of the pack (80 % if it names none)
    fails   the chance is at or below `chance_fails` (20 %)
    open    it lies between
    near    it lies within two points of one of the two, so that other draws might give the class beside it

Three events are judged, each by the share of draws in which it comes true: money holds (charged outlays stay within
headroom in every year with outlays), people hold (no year short of people), and overall both in the same draw; see
`Chances`. Effect has no verdict. Without draws there is no class: a verdict is then only that `AT_VALUES`.

A class is never told by its colour alone: `sign` and `word` go with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from estimator.display.text import half_up
from estimator.pack.records import Settings

NEAR: Final = 0.02
ROUNDING: Final = 1e-9
DIGITS: Final = 9
AT_VALUES: Final = "at the given values"
NEAR_A_THRESHOLD: Final = "near a threshold"
EVENTS: Final = {"money": "money holds", "people": "people hold", "overall": "both hold"}


class Standing(StrEnum):
    """The class of a verdict; its value is its word."""

    HOLDS = "holds"
    OPEN = "open"
    FAILS = "fails"

    @property
    def sign(self) -> str:
        """The sign beside the word, one column wide on any terminal."""
        return SIGNS[self]


SIGNS: Final = {Standing.HOLDS: "✓", Standing.OPEN: "?", Standing.FAILS: "✗"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one event: its chance (0 to 1), its class, whether that is near a threshold.

    Chance and class are None where nothing was drawn, and where the pack has nothing of the event.
    """

    chance: float | None = None
    standing: Standing | None = None
    near: bool = False

    @property
    def words(self) -> str:
        """Sign and word: `✓ holds`; without draws `at the given values`."""
        return f"{self.standing.sign} {self.standing}" if self.standing else AT_VALUES

    @property
    def percent(self) -> str:
        """The chance in per cent, to a decimal where it is near a threshold: `57 %`, `79.6 %`; empty without one."""
        return "" if self.chance is None else chance_in_percent(self.chance, int(self.near))

    @property
    def short(self) -> str:
        """Sign, word and chance for a narrow place, where a decimal alone tells that it is near: `? open (79.6 %)`."""
        return f"{self.words} ({self.percent})" if self.standing else ""

    def __str__(self) -> str:
        """Sign, word and chance: `✓ holds (84 %)`, `? open (79.6 %, near a threshold)`."""
        if self.standing is None:
            return self.words
        return f"{self.words} ({self.percent}{f', {NEAR_A_THRESHOLD}' if self.near else ''})"

    @property
    def in_two_lines(self) -> str:
        """Sign and word over the chance in brackets, for a narrow column that would break the brackets."""
        return str(self).replace(" (", "\n(", 1)

    def record(self) -> dict[str, object]:
        """The verdict as JSON; nulls where there is none."""
        return {"chance": self.chance, "class": str(self.standing) if self.standing else None, "near": self.near}


def verdict_on(chance: float | None, settings: Settings) -> Verdict:
    """The verdict on an event that comes true with a chance from 0 to 1; None gives none.

    With the usual thresholds: `✓ holds (84 %)`, `? open (57 %)`, `✗ fails (5 %)`.
    """
    if chance is None:
        return Verdict()
    thresholds = settings.chance_holds, settings.chance_fails
    near = any(abs(chance - each) <= NEAR + ROUNDING for each in thresholds)
    return Verdict(chance, _class_of(chance, *thresholds), near)


def _class_of(chance: float, holds_from: float, fails_to: float) -> Standing:
    if chance >= holds_from - ROUNDING:
        return Standing.HOLDS
    return Standing.FAILS if chance <= fails_to + ROUNDING else Standing.OPEN


def chance_in_percent(chance: float, places: int = 0) -> str:
    """A chance in per cent; what is nearly certain or nearly impossible is not rounded to it.

    >>> [chance_in_percent(each) for each in (0.0, 0.001, 0.5725, 0.998, 1.0)]
    ['0 %', '< 1 %', '57 %', '> 99 %', '100 %']
    """
    shown = _rounded(chance, places)
    if shown in (0.0, 100.0) and chance not in (0.0, 1.0):
        return "< 1 %" if shown == 0.0 else "> 99 %"
    return f"{shown:.{places}f} %"


def in_draws(chance: float) -> str:
    """A chance as a sentence has it.

    >>> in_draws(0.5725), in_draws(0.001), in_draws(1.0)
    ('in 57 of 100 draws', 'in fewer than 1 of 100 draws', 'in every draw')
    """
    if chance in (0.0, 1.0):
        return "in every draw" if chance else "in no draw"
    shown = int(_rounded(chance, 0))
    if shown in (0, 100):
        return "in more than 99 of 100 draws" if shown else "in fewer than 1 of 100 draws"
    return f"in {shown} of 100 draws"


def _rounded(chance: float, places: int) -> float:
    """Hundredths, half away from nil; what differs from a half by the last bit of a sum is a half."""
    return half_up(round(100 * chance, DIGITS), places)
