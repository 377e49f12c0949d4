"""What a pack holds, once read and checked: frozen records, no behaviour beyond look-ups.

A full id is `file.key`, `file.group.key`, `system.key`, `option.key` or `option.element.key`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from estimator.units import NO_UNIT, PERCENT, Pure

Shape = Literal["certain", "lognormal", "normal", "triangular", "pert", "uniform", "discrete", "bernoulli"]
Grade = Literal["A", "B", "C"]
Basis = Literal["estimate", "contract", "outturn"]
Fill = Literal["hold", "zero", "linear"]
Layer = Literal["given", "base", "system", "option", "scenario", "command line", "workbook"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: the file's path inside the pack, and the line (0 if unknown)."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}" if self.line else self.file


UNDOCUMENTED = "undocumented"
CHANCE_HOLDS, CHANCE_FAILS = 0.8, 0.2
"""Why a quick scenario sets a value, where its file does not say."""


@dataclass(frozen=True, slots=True)
class Source:
    """An original document: who published what, when, and where to find it."""

    id: str
    title: str
    publisher: str
    date: str
    where: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number with its unit, range, source, grade and origin.

    `value` and `by_year` are in the file's `unit`; multiply by `scale` for `normal_unit`, which is what the
    model computes with. `low`/`high` are the 10th and 90th percentile unless `range_is` is "bounds"; both None
    when the value is certain. The value is the mean of what is drawn, unless `value_is` is "point"; `mode` is the most
    likely value where the file gives one. `by_year` holds only the years that the file gives; `fill` says how the
    others follow.
    `shown` says what a pure number is, where the file's unit (%) does not.
    `layer` and `why` tell who set the value in use, `base_value` what stood there before any scenario or override.
    """

    id: str
    label: str
    unit: str
    scale: float
    normal_unit: str
    source: str
    grade: str
    value: float | None = None
    by_year: Mapping[int, float] | None = None
    fill: Fill = "hold"
    low: float | None = None
    high: float | None = None
    range_is: Literal["percentiles", "bounds"] = "percentiles"
    shape: Shape = "certain"
    mode: float | None = None
    value_is: Literal["mean", "point"] = "mean"
    outcomes: tuple[tuple[float, float], ...] = ()
    limits: tuple[float, float] | None = None
    whole: bool = False
    basis: Basis | None = None
    growth: str = ""
    as_of: str = ""
    note: str = ""
    place: Place = Place()
    layer: Layer = "base"
    why: str = ""
    editable: bool = True
    shown: Pure = ""

    @property
    def key(self) -> str:
        """The last word of the id."""
        return self.id.rsplit(".", 1)[-1]

    @property
    def pure(self) -> Pure:
        """What a pure number is: as its file declares, else a share where the file has it in per cent."""
        in_percent = self.normal_unit == NO_UNIT and self.scale == PERCENT
        return self.shown or ("share" if in_percent else "")

    @property
    def is_by_year(self) -> bool:
        """True if the value is a row along the years."""
        return self.by_year is not None

    def year_value(self, year: int) -> float:
        """The by-year value of a fiscal year in the file's unit, following `fill` between the given years."""
        given = self.by_year or {}
        if year in given:
            return given[year]
        earlier = [each for each in given if each < year]
        later = [each for each in given if each > year]
        if self.fill == "zero":
            return 0.0
        if not earlier:
            return given[min(later)]
        if not later or self.fill == "hold":
            return given[max(earlier)]
        left, right = max(earlier), min(later)
        return given[left] + (given[right] - given[left]) * (year - left) / (right - left)


@dataclass(frozen=True, slots=True)
class Override:
    """A new value for one assumption: of a scenario, the command line or an edited workbook."""

    id: str
    value: float | None = None
    by_year: Mapping[int, float] | None = None
    unit: str = ""
    layer: Layer = "command line"
    why: str = ""
    source: str = ""
    grade: str = ""
    as_of: str = ""
    low: float | None = None
    high: float | None = None
    place: Place = Place()


ENABLERS: Final = ("cyber", "electromagnetic", "command", "analysts", "space")
"""The tasks of people that a strike needs beside missiles and sensors."""


MOST_KEY_INPUTS: Final = 20
"""As many inputs stand in the first block of *Assumptions* and among the levers of the page."""


@dataclass(frozen=True, slots=True)
class Service:
    """One armed service, or another body whose people bind."""

    id: str
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Assumptions that are changed together under one word: ids, and patterns in which `*` stands for any letters."""

    id: str
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """`pack.toml`: what the case is about and which years and names it uses."""

    title: str
    question: str
    first_year: int
    last_year: int
    first_column_year: int
    last_column_year: int
    decision_year: int
    price_year: int
    currency: str
    as_of: str
    baseline_option: str
    reference_option: str
    options: tuple[str, ...]
    notice: str = "Notional, not a programme of record."
    year_prefix: str = "FY"
    yardstick: str = "yardstick"
    yardstick_service: str = ""
    ally: str = ""
    nouns: tuple[str, ...] = ()
    money_shown: str = ""
    missile_classes: tuple[str, ...] = ()
    alone_option: str = ""
    key_inputs: tuple[str, ...] = ()
    chance_holds: float = CHANCE_HOLDS
    chance_fails: float = CHANCE_FAILS
    threat_noun: str = "missile"

    @property
    def money(self) -> str:
        """The unit of constant prices, such as `JPY_2020`."""
        return f"{self.currency}_{self.price_year}"

    @property
    def money_then(self) -> str:
        """The unit of then-year prices, such as `JPY_then`."""
        return f"{self.currency}_then"

    @property
    def yardstick_noun(self) -> str:
        """The yardstick as a sentence says it: `patrol ship` for the id `patrol_ship`."""
        return self.yardstick.replace("_", " ")

    @property
    def threat_unit(self) -> str:
        """The unit in which a raid is counted: `enemy_drone` for the noun `enemy drone`."""
        return self.threat_noun.replace(" ", "_")

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of the columns."""
        return tuple(range(self.first_column_year, self.last_column_year + 1))


@dataclass(frozen=True, slots=True)
class System:
    """What one thing costs and needs; several options may use it."""

    id: str
    label: str
    wires: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    place: Place = Place()
    places: Mapping[str, Place] = field(default_factory=dict)
    serves: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of an option: a calculator applied to a system.

    `assumptions` maps the argument names of rows to full ids (the element's own and its system's);
    `wires` maps argument names to rows elsewhere (`[element.x.from]` and the system's `[from]`). `funding` is
    "attributed" where the money is spent anyway (existing destroyers on watch) and "committed" where it is bound
    already. Elements with the same `share` word in one option, or in options that it includes, count once. `places`
    holds the lines of `calculator` and of the wires, `from.ARGUMENT`, those of the system in its own file.
    """

    option: str
    key: str
    label: str
    calculator: str
    system: str = ""
    service: str = ""
    share: str = ""
    funding: Literal["new", "committed", "attributed"] = "new"
    assumptions: Mapping[str, str] = field(default_factory=dict)
    wires: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """`option.element`."""
        return f"{self.option}.{self.key}"


@dataclass(frozen=True, slots=True)
class Option:
    """One policy option: its elements in the order of the file, and its own assumptions by key.

    `short` is its label in at most 18 columns; no other option of the pack has it.
    """

    id: str
    label: str
    short: str
    role: str
    summary: str = ""
    include: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    assumptions: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of overrides."""

    id: str
    label: str
    note: str = ""
    overrides: tuple[Override, ...] = ()
    known_by: str = ""
    place: Place = Place()

    @property
    def is_documented(self) -> bool:
        """True if its file gives a reason for each of its values."""
        return all(each.why != UNDOCUMENTED for each in self.overrides)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cost that some options leave out, and why."""

    id: str
    label: str
    reason: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnMetric:
    """A metric that a pack defines: the sum of what `of` names, over the sum of what `over` names where there is any.

    `places` tells where each key stands.
    """

    id: str
    label: str
    short: str
    of: tuple[str, ...]
    over: tuple[str, ...] = ()
    unit: str = ""
    shown: Pure = ""
    better: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack, read and checked. `applied` are the overrides in force, in order; the last one on an id wins.

    `scenario` names the scenarios in force, in order; `joined` the options of a set that
    stands as one more. `begun` names the files of assumptions in which nothing stands yet. `digest` is the SHA-256 of
    the pack's files as read.
    """

    name: str
    settings: Settings
    services: Mapping[str, Service]
    sources: Mapping[str, Source]
    assumptions: Mapping[str, Assumption]
    systems: Mapping[str, System]
    options: Mapping[str, Option]
    scenarios: Mapping[str, Scenario]
    digest: str
    applied: tuple[Override, ...] = ()
    scenario: tuple[str, ...] = ()
    base: Mapping[str, Assumption] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    metrics: Mapping[str, OwnMetric] = field(default_factory=dict)
    begun: tuple[str, ...] = ()

    def left_out_of(self, option: str) -> tuple[LeftOut, ...]:
        """The costs that an option leaves out, itself or in an option that it includes."""
        named = {option, *self._included(option)}
        return tuple(each for each in self.left_out if named.intersection(each.options))

    def _included(self, option: str) -> Iterator[str]:
        for each in self.options[option].include:
            yield each
            yield from self._included(each)

    @property
    def exclusions(self) -> tuple[frozenset[str], ...]:
        """Pairs of options that are never taken together, as either of the two says."""
        pairs = (frozenset((option.id, other)) for option in self.options.values() for other in option.excludes)
        return tuple(dict.fromkeys(pairs))
