"""How the estimate stands against published standards: computed where it can be, as rows and as a page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from estimator.analysis.standing.backtest import outcomes_of
from estimator.analysis.standing.compare import Metrics
from estimator.calculators.roles import Role
from estimator.display.unit_words import with_noun
from estimator.evaluation import Array
from estimator.model.graph import Model, ModelRow
from estimator.model.instances import elements_of, price_bases
from estimator.report.long_table import Line, long_table
from estimator.report.standards import MET, NOT, PARTLY, STANDARDS, STATES, Practice, Standard

PHASES = ("development", "procurement", "facilities", "operation", "disposal")
COSTS = ("outlay", "pay")
MOST = 0.9
TOLERANCE = 1e-9
FIRST_YEAR, LAST_YEAR = 1900, 2200
PADDED = re.compile(r"^\s|\s$|\s\s|[\r\n\t]")

Verdict = tuple[str, str]


@dataclass(frozen=True)
class Evidence:
    """What the computed practices look at. `cases` tells of each published total whether it is met or explained."""

    model: Model
    values: Mapping[str, Array]
    lines: Sequence[Line]
    cases: Sequence[bool]

    def costs(self, option: str) -> Iterator[ModelRow]:
        """The rows of money of an option's elements."""
        groups = {element.id for element in elements_of(self.model.pack, option)}
        rows = self.model.rows.values()
        return (row for row in rows if row.group in groups and row.marks.get("measure") in COSTS)

    def money(self, mark: str, value: str) -> float:
        """The money in the rows with a mark, in all options shown."""
        return sum(float(abs(self.values[row.id]).sum()) for row in self._of_options if row.marks.get(mark) == value)

    @cached_property
    def _of_options(self) -> list[ModelRow]:
        return [row for option in self.model.options for row in self.costs(option)]

    @cached_property
    def texts(self) -> list[str]:
        """The texts of the long table, each once."""
        return list(dict.fromkeys(cell for line in self.lines for cell in line if isinstance(cell, str)))


def evidence(model: Model, values: Mapping[str, Array], metrics: Metrics) -> Evidence:
    """What the computed practices of the standards look at."""
    holds = [each.passes for each in outcomes_of(model.pack)]
    return Evidence(model, values, long_table(model, values, metrics), holds)


def _all(good: int, whole: int, words: str) -> Verdict:
    """Met if all are good, partly if some are."""
    return MET if good == whole > 0 else PARTLY if good else NOT, f"{good:,} of {whole:,} {words}"


def _phases(evidence: Evidence) -> Verdict:
    return _all(sum(evidence.money("phase", each) > 0 for each in PHASES), len(PHASES), "phases hold money")


def _breakdown(evidence: Evidence) -> Verdict:
    """Each option's outlays are the sum of its elements' rows."""
    good = sum(_adds_up(evidence, option) for option in evidence.model.options)
    return _all(good, len(evidence.model.options), "options are the sum of their elements")


def _adds_up(evidence: Evidence, option: str) -> bool:
    id = evidence.model.role(Role.OUTLAYS, option)
    if id is None:
        return not any(evidence.costs(option))
    whole = evidence.values[id]
    left = whole - sum(evidence.values[row.id] for row in evidence.costs(option))
    return bool(abs(left).max() <= TOLERANCE * max(1.0, float(abs(whole).max())))


def _documented(evidence: Evidence) -> Verdict:
    own = [each for each in evidence.model.inputs.values() if each.layer != "given"]
    good = sum(bool(each.source and each.unit and each.label) for each in own)
    return _all(good, len(own), "assumptions with a source")


def _graded(evidence: Evidence) -> Verdict:
    own = [each for each in evidence.model.inputs.values() if each.layer != "given"]
    grades = Counter(each.grade for each in own)
    told = ", ".join(f"{grades[grade]} of grade {grade}" for grade in "ABC")
    return _all(sum(grades[grade] for grade in "ABC"), len(own), f"assumptions are graded: {told}")


def _price_bases(evidence: Evidence) -> Verdict:
    count = len(price_bases(evidence.model.pack))
    return MET if count else NOT, f"{count} price years and currencies brought to one"


def _checks(evidence: Evidence) -> Verdict:
    rows = [each for each in evidence.model.rows.values() if each.marks.get("measure") == "check"]
    return _all(
        sum(bool((evidence.values[each.id] == 1).all()) for each in rows), len(rows), "checks of the model hold"
    )


def _backtest(evidence: Evidence) -> Verdict:
    return _all(sum(evidence.cases), len(evidence.cases), "published totals are met, or the miss is explained")


def _ranges(evidence: Evidence) -> Verdict:
    own = [each for each in evidence.model.inputs.values() if each.layer != "given"]
    ranged = sum(each.low is not None or bool(each.outcomes) for each in own)
    state = MET if ranged >= MOST * len(own) else PARTLY if ranged else NOT
    return state, f"{ranged} of {with_noun(str(len(own)), 'assumption')} with a range; the others are taken as certain"


def _holds_money(mark: str, value: str, evidence: Evidence) -> Verdict:
    measure = ("measure", "pay") if value == "manpower" else (mark, value)
    return (MET, "holds money") if evidence.money(*measure) > 0 else (NOT, "no option has money there")


def _one_value(evidence: Evidence) -> Verdict:
    keys = {(kind, option, id, year) for kind, option, id, _, year, *_ in evidence.lines}
    return _all(len(keys), len(evidence.lines), "lines are different")


def _numeric(evidence: Evidence) -> Verdict:
    good = sum(line[5] is None or isinstance(line[5], float) for line in evidence.lines)
    return _all(good, len(evidence.lines), "values are numbers or empty")


def _texts_that(test: Callable[[str], bool], words: str, evidence: Evidence) -> Verdict:
    texts = evidence.texts
    return _all(sum(map(test, texts)), len(texts), words)


def _named(evidence: Evidence) -> Verdict:
    good = sum(bool(line[2] and line[3]) for line in evidence.lines)
    return _all(good, len(evidence.lines), "lines with id and label")


def _with_units(evidence: Evidence) -> Verdict:
    return _all(sum(bool(line[6]) for line in evidence.lines), len(evidence.lines), "lines with a unit")


def _western(evidence: Evidence) -> Verdict:
    years = {line[4] for line in evidence.lines if line[4] is not None}
    return _all(sum(FIRST_YEAR <= each <= LAST_YEAR for each in years), len(years), "years are Western")


CHECKS: dict[str, Callable[[Evidence], Verdict]] = {
    "phases": _phases,
    "breakdown": _breakdown,
    "documented": _documented,
    "graded": _graded,
    "price_bases": _price_bases,
    "checks": _checks,
    "backtest": _backtest,
    "ranges": _ranges,
    **{f"phase_{each}": partial(_holds_money, "phase", each) for each in PHASES},
    **{
        f"part_{each}": partial(_holds_money, "part", each)
        for each in ("manpower", "maintenance", "sustaining_support", "system_improvements")
    },
    "one_value": _one_value,
    "numeric": _numeric,
    "no_padding": partial(_texts_that, lambda text: not PADDED.search(text), "texts without padding"),
    "named": _named,
    "with_units": _with_units,
    "portable": partial(_texts_that, lambda text: unicodedata.is_normalized("NFKC", text), "texts are portable"),
    "western": _western,
}


def judged(evidence: Evidence) -> dict[Standard, list[tuple[Practice, str, str]]]:
    """Each practice with its state, and in words what was computed."""
    return {standard: [(each, *_verdict(each, evidence)) for each in standard.practices] for standard in STANDARDS}


def _verdict(practice: Practice, evidence: Evidence) -> Verdict:
    return CHECKS[practice.computed](evidence) if practice.computed else (practice.state, "")


def tally(states: Sequence[str]) -> str:
    """`12 met, 4 partly, 2 not`."""
    counts = Counter(states)
    return ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])


INTRODUCTION = """# Standards

Written by `python docs/standards_page.py` from `estimator/report/standards/`; the sheet *Quality* of every workbook is
made from the same table and says besides what was computed. States are the estimator's own judgement, or, where marked
*computed*, worked out from the default pack.
"""


def page(evidence: Evidence) -> str:
    """The page docs/standards.md."""
    return "\n".join([INTRODUCTION, *(_section(standard, each) for standard, each in judged(evidence).items())])


def _section(standard: Standard, practices: Sequence[tuple[Practice, str, str]]) -> str:
    states = [state for _, state, _ in practices]
    lines = [f"## {standard.title}", "", f"{standard.source}. {tally(states)}.", ""]
    groups = dict.fromkeys(each.group for each, _, _ in practices if each.group)
    for group in groups:
        lines.append(f"- {group}: {tally([state for each, state, _ in practices if each.group == group])}")
    lines += ["", "| practice | state | where to see it |", "|---|---|---|"]
    lines += [f"| {each.text} | {_state(each, state)} | {each.where} |" for each, state, _ in practices]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _state(practice: Practice, state: str) -> str:
    return f"{state} (computed)" if practice.computed else state
