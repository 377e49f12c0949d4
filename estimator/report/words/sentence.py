"""A sentence about an option as plain data: its wordings in order, the numbers in each, and the test of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from estimator.calculators.roles import Role
from estimator.display.unit_words import with_noun
from estimator.pack.nouns import plural
from estimator.pack.records import Settings

Setting = Literal["first year", "last year", "years", "yardsticks", "threats"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence: a row of the option, or an assumption, by its role, shown as the comparison shows it.

    `noun` is the thing counted, `turned` changes the sign.
    """

    role: Role
    noun: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class PeakYear:
    """The fiscal year in which a row along the years is as large as its largest value, `peak`."""

    row: Role
    peak: Role


@dataclass(frozen=True, slots=True)
class Applies:
    """True where all of these are numbers, not dashes."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class AboveNil:
    """True where all of these are above 0; a dash counts as nil."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class BelowNil:
    """True where a number is below 0; a dash counts as nil."""

    role: Role


@dataclass(frozen=True, slots=True)
class Same:
    """True where two numbers apply and are the same; asked after a test that both apply."""

    one: Role
    other: Role


@dataclass(frozen=True, slots=True)
class Missing:
    """True where a number does not apply."""

    role: Role


Test = Applies | AboveNil | BelowNil | Same | Missing
Told = Number | PeakYear | Setting


@dataclass(frozen=True, slots=True)
class Wording:
    """Words with `{}` for what is told in them, and when they hold; no test is any other case, no words say nothing."""

    words: str
    told: tuple[Told, ...] = ()
    test: Test | None = None
    in_cells: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. An option without the row `of`, or another that a wording in cells needs, has none."""

    subject: str
    about: str
    of: Role
    wordings: tuple[Wording, ...]
    for_baseline: bool = True

    def reads(self) -> tuple[Role, ...]:
        """The rows and assumptions that the sentence needs."""
        found = (role for each in self.wordings if each.in_cells for role in _roles(each))
        return tuple(dict.fromkeys((self.of, *found)))


@dataclass(frozen=True, slots=True)
class Crossed:
    """A sentence by two counts of bad years, each nil or not; an option without the second has it as nil.

    Its words stand alone too, as a verdict in a table.
    """

    subject: str
    about: str
    of: Role
    other: Role
    both: str
    one_alone: str
    other_alone: str
    neither: str
    for_baseline: bool = True

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The four cases in order."""
        both, one, other, neither = self.sentences
        return (
            Wording(both, test=AboveNil((self.of, self.other))),
            Wording(one, test=AboveNil((self.of,))),
            Wording(other, test=AboveNil((self.other,))),
            Wording(neither),
        )

    @property
    def words(self) -> tuple[str, str, str, str]:
        """The verdict of each case: both, the first alone, the second alone, neither."""
        return self.both, self.one_alone, self.other_alone, self.neither

    def word(self, first: bool, second: bool) -> str:
        """The verdict where the first count is above nil or not, and the second."""
        return self.words[2 * (not first) + (not second)]

    @property
    def sentences(self) -> tuple[str, str, str, str]:
        """The same as sentences."""
        both, one, other, neither = (f"{each}." for each in self.words)
        return both, one, other, neither

    def reads(self) -> tuple[Role, ...]:
        """The row without which there is no sentence."""
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Alone:
    """A subject of the brief that the workbook leaves out, and why."""

    subject: str
    why: str


def _roles(wording: Wording) -> Iterator[Role]:
    for each in (*wording.told, wording.test):
        if isinstance(each, Number | BelowNil | Missing):
            yield each.role
        elif isinstance(each, PeakYear):
            yield from (each.row, each.peak)
        elif isinstance(each, Applies | AboveNil):
            yield from each.roles
        elif isinstance(each, Same):
            yield from (each.one, each.other)


def holds(test: Test | None, value: Callable[[Role], float | None]) -> bool:
    """Whether a test holds, given the values by role; None where a number does not apply."""
    if isinstance(test, Applies):
        return all(value(role) is not None for role in test.roles)
    if isinstance(test, AboveNil):
        return all((value(role) or 0.0) > 0 for role in test.roles)
    if isinstance(test, BelowNil):
        return (value(test.role) or 0.0) < 0
    if isinstance(test, Missing):
        return value(test.role) is None
    return test is None or value(test.one) == value(test.other)


def words_of(settings: Settings, told: Setting) -> str:
    """What a sentence says of the pack itself: the years compared, what options free, what a raid brings."""
    if told == "years":
        return with_noun(str(settings.last_year - settings.first_year + 1), "year")
    if told == "yardsticks":
        return plural(settings.yardstick_noun)
    if told == "threats":
        return plural(settings.threat_noun).capitalize()
    return f"{settings.year_prefix}{settings.first_year if told == 'first year' else settings.last_year}"
