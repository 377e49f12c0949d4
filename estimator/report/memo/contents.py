"""What a memo says: texts, one table and two pictures as data, finished in the memo's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from estimator.analysis.draws.records import Simulation
from estimator.analysis.standing.compare import Metrics
from estimator.calculators.roles import Role
from estimator.display.text import DASH, general, half_up
from estimator.display.verdict import AT_VALUES, EVENTS
from estimator.evaluation import Array
from estimator.language import Speaker
from estimator.model.graph import Model
from estimator.pack.records import Assumption, Override, Source
from estimator.report.manifest import in_force, manifest, override_text
from estimator.report.memo.pictures import Picture, money_unit, pictures
from estimator.report.tables import Cell, Column, Number, Table
from estimator.report.words.brief import Brief
from estimator.report.words.option_sentences import verdict_at_values
from estimator.report.words.wrapped_lines import joined_sentences

LOW, MIDDLE, HIGH = 0.2, 0.5, 0.8
MOST_CHANGED, MOST_SOURCES, FEW_DIGITS = 20, 12, 100
HEADINGS: Final = ("Finding", "The options", "What it turns on", "Assumptions changed", "Sources", "Notes")
NOTHING_CHANGED = "None: every value is that of the pack."
Say = Callable[[str], str]


@dataclass(frozen=True)
class Memo:
    """A memo with finished texts, as they stand. `dated` is the day up to which the figures are known."""

    language: str
    title: str
    question: str
    dated: str
    headings: tuple[str, ...]
    finding: tuple[str, ...]
    table: Table
    pictures: tuple[Picture, ...]
    turning: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A comparison: the model, all values, metrics, and the draws; None where nothing was drawn."""

    model: Model
    values: Mapping[str, Array]
    metrics: Metrics
    simulation: Simulation | None


def memo(found: Found, brief: Brief, speaker: Speaker | None = None) -> Memo:
    """The memo of a comparison; `brief` is its words, in the language of the speaker already."""
    say: Say = speaker.say if speaker else str
    model = found.model
    pack = model.pack
    made = manifest(pack)
    changed = tuple(_changed(model, say))
    told = f"{made['tool']} {made['version']}, {made['pack']}, {str(made['digest'])[:12]}"
    return Memo(
        language=speaker.catalogue.language if speaker else "en",
        title=brief.title,
        question=say(pack.settings.question),
        dated=pack.settings.as_of,
        headings=tuple(map(say, HEADINGS)),
        finding=brief.finding,
        table=_table(found, say),
        pictures=pictures(model, found.values, found.simulation, say),
        turning=tuple(_turning(brief)),
        changed=changed or (say(NOTHING_CHANGED),),
        sources=tuple(_sources(model, say)),
        notes=(*(each for each in brief.notes if each and each not in changed), *brief.summary[:1], told),
    )


def _turning(brief: Brief) -> Iterator[tuple[str, str]]:
    """What each verdict turns on, by the option's label."""
    for label, sentences in brief.options.values():
        if text := sentences.get("turns"):
            yield label, text


def _table(found: Found, say: Say) -> Table:
    """One row an option: cost and new money at P50, chances, and from when on it serves as a whole."""
    drawn = found.simulation is not None
    heads = (
        ("option", "Option"),
        ("cost", "Life-cycle cost, P50" if drawn else "Life-cycle cost"),
        *([("range", "P20 to P80")] if drawn else []),
        ("new_money", "New money, P50" if drawn else "New money"),
        *([("money", "Can be paid"), ("people", "Can be manned")] if drawn else []),
        ("verdict", "Both hold" if drawn else "Verdict at the given values"),
        ("year", "Complete from, P50" if drawn else "Complete from"),
    )
    columns = tuple(Column(key, say(head), key not in ("option", "verdict")) for key, head in heads)
    unit, scale = money_unit(found.model.pack.settings, say)
    rows = tuple(tuple(_row(found, option, scale, say)) for option in found.metrics)
    pay = any(found.model.role(Role.PAY, option) for option in found.metrics)
    how = say("Undiscounted, with pay." if pay else "Undiscounted.")
    stop = "。" if how.endswith("。") else "."
    return Table("", columns, rows, (joined_sentences((f"{unit}{stop}", how)),))


def _row(found: Found, option: str, scale: float, say: Say) -> Iterator[Cell]:
    model, simulation = found.model, found.simulation
    cell = partial(_amount, found, option, scale)
    yield say(model.pack.options[option].label)
    yield Number(None, cell(Role.LIFE_CYCLE_COST, MIDDLE))
    if simulation:
        yield Number(None, f"{cell(Role.LIFE_CYCLE_COST, LOW)}–{cell(Role.LIFE_CYCLE_COST, HIGH)}")
    yield Number(None, cell(Role.NEW_MONEY, MIDDLE))
    if simulation:
        money, people, overall = (simulation.verdicts(option)[event] for event in EVENTS)
        yield from (Number(each.chance, say(each.percent or DASH)) for each in (money, people))
        yield say(str(overall))
    else:
        yield say(verdict_at_values(model, found.metrics[option]) or AT_VALUES)
    year = _value(found, option, Role.COMPLETE_CHAIN, MIDDLE)
    told = DASH if year is None else say(f"{model.pack.settings.year_prefix}{half_up(year, 0):.0f}")
    yield Number(None, told.partition("（")[0])


def _value(found: Found, option: str, role: Role, level: float) -> float | None:
    """A metric at a percentile of the draws, or at the given values; None where it does not apply."""
    id = found.model.name(role)
    metric = found.metrics[option].get(id)
    spread = found.simulation.spreads[option].get(id) if found.simulation else None
    value = spread.percentiles[level].value if spread else metric.value if metric else None
    return None if value is None or value != value else value


def _amount(found: Found, option: str, scale: float, role: Role, level: float) -> str:
    """A metric of money at a percentile of the draws, or at the given values; a dash where it does not apply."""
    value = _value(found, option, role, level)
    if value is None:
        return DASH
    number = value / scale
    return f"{number + 0.0:,.{0 if abs(number) >= FEW_DIGITS or not number else 1}f}"


def _changed(model: Model, say: Say) -> Iterator[str]:
    """What is in force beside the pack's own values, each number with what it was."""
    pack = model.pack
    yield from map(say, in_force(pack))
    last = {each.id: each for each in pack.applied}
    for each in list(last.values())[:MOST_CHANGED]:
        yield _change(model, each, say)
    if len(last) > MOST_CHANGED:
        yield say(f"and {len(last) - MOST_CHANGED} more values.")


def _change(model: Model, override: Override, say: Say) -> str:
    pack = model.pack
    was: Assumption | None = (pack.base or pack.assumptions).get(override.id)
    before = "" if was is None or was.value is None else f" ({say('was')} {general(was.value)} {was.unit})"
    label = say(pack.assumptions[override.id].label)
    return f"{label}: {override_text(pack, override)}{before}"


def _sources(model: Model, say: Say) -> Iterator[str]:
    """The sources of the inputs that matter, else those that most inputs of the model rest on."""
    pack = model.pack
    used = [each.source for each in model.inputs.values()]
    keys = [pack.assumptions[id].source for id in pack.settings.key_inputs if id in pack.assumptions]
    wanted = dict.fromkeys([*keys, *(id for id, _ in Counter(used).most_common())])
    known = [pack.sources[id] for id in wanted if id in pack.sources]
    yield from (_cited(each, say) for each in known[:MOST_SOURCES])
    if len(known) > MOST_SOURCES:
        yield say(f"and {len(known) - MOST_SOURCES} more sources, each with its numbers in the workbook.")


def _cited(source: Source, say: Say) -> str:
    parts = (say(source.title), say(source.publisher), source.date, say(source.where) if source.where else "")
    return ", ".join(dict.fromkeys(each for each in parts if each))
