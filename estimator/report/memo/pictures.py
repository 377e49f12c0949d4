"""The two pictures of a memo as data: cost with its range, and outlays against headroom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from estimator.analysis.draws.records import Simulation
from estimator.calculators.roles import Role
from estimator.display.decision import money_scale
from estimator.display.unit_words import price_per, short_words
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.pack.records import Settings

LOW, MIDDLE, HIGH = 0.2, 0.5, 0.8
BAND = (0.25, 0.75)
DWARFS, MOST_LINES = 3.0, 4
OKU, BILLIONS, TEN = "億円", "十億円", 10.0
PHASES = (Role.DEVELOPMENT, Role.PROCUREMENT, Role.FACILITIES, Role.OPERATION_WITHOUT_PAY, Role.PAY, Role.DISPOSAL)
Say = Callable[[str], str]


@dataclass(frozen=True)
class Bar:
    """One bar of the first picture: parts from `start` on, with a point on it; `beyond` is told of one that is cut."""

    label: str
    start: float
    parts: tuple[float, ...]
    point: float
    beyond: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the second picture."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """A picture: bars, or lines over years with a band about the first; `told` says the same to who cannot see it."""

    title: str
    unit: str
    told: str
    bars: tuple[Bar, ...] = ()
    parts: tuple[str, ...] = ()
    most: float = 0.0
    years: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()
    band: tuple[tuple[float, ...], tuple[float, ...]] | None = None


@dataclass(frozen=True)
class _Source:
    model: Model
    values: Mapping[str, Array]
    simulation: Simulation | None
    say: Say

    def label(self, option: str) -> str:
        found = self.model.pack.options[option]
        return self.say(found.short or found.label)

    def unit(self, then: bool) -> tuple[str, float]:
        return money_unit(self.model.pack.settings, self.say, then)

    def years(self, id: str) -> tuple[float, ...]:
        """A row over the years compared, at the given values."""
        settings = self.model.pack.settings
        first = self.model.years.index(settings.first_year)
        row = self.values[id][0, first : first + settings.last_year - settings.first_year + 1]
        return tuple(float(each) for each in row)

    def total(self, role: Role, option: str) -> float:
        """A row of an option over the years compared, added up; nil where it has none."""
        id = self.model.role(role, option)
        return sum(self.years(id)) if id else 0.0


def money_unit(settings: Settings, say: Say, then: bool = False) -> tuple[str, float]:
    """The unit of money in words, and what divides an amount for it; Japanese counts billions of yen in 億円."""
    prefix = settings.money_shown.removesuffix(settings.currency)
    unit = settings.money_then if then else settings.money
    words = short_words(unit, prefix, str(settings.price_year)) if then else price_per(unit, prefix, settings)
    said, scale = say(words), money_scale(settings)
    if BILLIONS in said:
        return said.replace(BILLIONS, OKU), scale / TEN
    return said, scale / TEN if OKU in said else scale


def pictures(model: Model, values: Mapping[str, Array], simulation: Simulation | None, say: Say) -> tuple[Picture, ...]:
    """Cost from P20 to P80, by phase where nothing was drawn, and outlays against headroom where there is any."""
    source = _Source(model, values, simulation, say)
    found = (_ranges(source, simulation) if simulation else _phases(source), _outlays(source))
    return tuple(each for each in found if each)


def _limit(ends: Sequence[float]) -> float:
    """Up to where bars are drawn: what is far above the middle ends at the edge."""
    small = [each for each in ends if each <= DWARFS * median(ends)] if ends else []
    return max(small, default=0.0)


def _ranges(source: _Source, simulation: Simulation) -> Picture | None:
    spreads = {option: each[simulation.cost] for option, each in simulation.spreads.items() if simulation.cost in each}
    if not spreads:
        return None
    unit, scale = source.unit(then=False)
    found = {
        option: tuple(each.percentiles[level].value / scale for level in (LOW, MIDDLE, HIGH))
        for option, each in spreads.items()
    }
    most = _limit([high for _, _, high in found.values()])
    bars = tuple(_range(source.label(option), ends, most) for option, ends in found.items())
    title = source.say("Life-cycle cost: P20 to P80, with P50 marked")
    return Picture(title, unit, _told(title, unit, {each.label: each.point for each in bars}), bars, (), most)


def _range(label: str, ends: tuple[float, ...], most: float) -> Bar:
    low, middle, high = ends
    beyond = f"{low:,.0f}–{high:,.0f}" if high > most else ""
    return Bar(label, min(low, most), (min(high, most) - min(low, most),), middle, beyond)


def _phases(source: _Source) -> Picture | None:
    model = source.model
    unit, scale = source.unit(then=False)
    known = [role for role in PHASES if any(model.role(role, option) for option in model.options)]
    if not known:
        return None
    costs = {
        option: tuple(source.total(role, option) / scale for role in known)
        for option in model.options
        if any(model.role(role, option) for role in known)
    }
    most = _limit([sum(each) for each in costs.values()])
    bars = tuple(_cut(source.label(option), parts, most) for option, parts in costs.items())
    names = tuple(source.say(_row_label(model, role)) for role in known)
    title = source.say("Life-cycle cost by phase, at the given values")
    told = _told(title, unit, {source.label(option): sum(parts) for option, parts in costs.items()})
    return Picture(title, unit, told, bars, names, most)


def _cut(label: str, parts: tuple[float, ...], most: float) -> Bar:
    whole = sum(parts)
    share = min(1.0, most / whole) if whole else 1.0
    return Bar(label, 0.0, tuple(share * each for each in parts), whole, f"{whole:,.0f}" if share < 1 else "")


def _row_label(model: Model, role: Role) -> str:
    id = next(found for option in model.options if (found := model.role(role, option)))
    return model.rows[id].label


def _outlays(source: _Source) -> Picture | None:
    """Headroom over the years compared, and the outlays of the options that most likely hold."""
    model, simulation = source.model, source.simulation
    room = _by_year(source, model.role(Role.HEADROOM), "")
    if room is None:
        return None
    unit, scale = source.unit(then=True)
    settings = model.pack.settings
    charged = {option: each for option in model.options if (each := _of_option(source, option))}
    named = _likeliest(simulation, [option for option, each in charged.items() if any(each)])
    lines = [Line(source.say("Headroom"), tuple(each / scale for each in room))]
    lines += [Line(source.label(option), tuple(each / scale for each in charged[option])) for option in named]
    fan = simulation.headroom if simulation else None
    band = None
    if fan:
        low, high = (tuple(each.value / scale for each in fan.percentiles[level].values()) for level in BAND)
        band = low, high
    what = "P50, headroom with P25 to P75" if simulation else "at the given values"
    title = source.say(f"Outlays against headroom, {what}")
    years = tuple(range(settings.first_year, settings.last_year + 1))
    told = _told(title, unit, {each.label: max(each.values) for each in lines})
    return Picture(title, unit, told, years=years, lines=tuple(lines), band=band)


def _likeliest(simulation: Simulation | None, options: Sequence[str]) -> list[str]:
    """The options that most likely hold, at most four."""
    chance: Mapping[str, float] = (
        {option: each.holding or 0.0 for option, each in simulation.chances.items()} if simulation else {}
    )
    return sorted(options, key=lambda each: -chance.get(each, 0.0))[:MOST_LINES]


def _of_option(source: _Source, option: str) -> tuple[float, ...] | None:
    return _by_year(source, source.model.role(Role.CHARGED, option), option)


def _by_year(source: _Source, id: str | None, option: str) -> tuple[float, ...] | None:
    """A row over the years compared: the middle of its draws, or at the given values."""
    if id is None:
        return None
    simulation = source.simulation
    fan = (simulation.outlays.get(option) if option else simulation.headroom) if simulation else None
    if fan:
        return tuple(each.value for each in fan.percentiles[MIDDLE].values())
    return source.years(id)


def _told(title: str, unit: str, values: Mapping[str, float]) -> str:
    """The picture in a sentence, for who cannot see it."""
    return f"{title}, {unit}. " + "; ".join(f"{label} {value:,.0f}" for label, value in values.items())
