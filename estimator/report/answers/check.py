"""What `check` says: counts, checks that fail, numbers without a range, numbers that nothing reads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from estimator.analysis.draws.points import CutOff, Drawn, OffMean, Standing
from estimator.analysis.standing.checking import Condition, Failure
from estimator.display.unit_words import with_noun
from estimator.errors import Problem
from estimator.model.graph import Model
from estimator.report.manifest import Document, in_force
from estimator.report.markdown import bold, escaped
from estimator.report.number_table import as_percent
from estimator.report.tables import as_json

WIDTH = 110
Section = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """A pack's condition, ready to be printed."""

    holds: bool
    verdict: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    document: Document

    def as_text(self, width: int = WIDTH) -> str:
        """Summary lines, then one list a section, in lines of at most so many columns."""
        lines = list(self.summary)
        for title, members in self.sections:
            wrapped = (textwrap.fill(each, width, initial_indent="  ", subsequent_indent="    ") for each in members)
            lines += ["", f"{title}:", *wrapped]
        return "\n".join([*lines, "", self.verdict]) + "\n"

    def as_markdown(self) -> str:
        """The same as Markdown."""
        lines = ["## Check", "", *(f"- {escaped(line)}" for line in self.summary)]
        for title, members in self.sections:
            lines += ["", f"### {escaped(title)}", "", *(f"- {escaped(member)}" for member in members)]
        return "\n".join([*lines, "", bold(self.verdict)]) + "\n"

    def as_json(self) -> str:
        """Counts and ids as JSON."""
        return as_json(self.document)


def report(model: Model, condition: Condition, drawn: Drawn | None = None) -> Report:
    """Put a pack's condition into words, with what its draws do not hold."""
    drawn = drawn or Drawn()
    failing = tuple(_failure(each, model) for each in condition.failures)
    sections = (
        ("Checks that do not hold", failing),
        *((f"Figures younger than scenario {id} allows", _younger(each)) for id, each in condition.later.items()),
        ("What the draws cannot do as asked", drawn.warnings),
        ("Ranges that their limits cut off", _problems(drawn.cut_off)),
        ("Values that enter cost or headroom and are not the mean of their draws", _problems(drawn.off_mean)),
        ("Points outside the 30th to the 70th percentile of their draws", _percentiles(drawn.aside)),
        ("Percentiles at which points stand among their draws", _percentiles(drawn.standings)),
        ("Options that judgement.toml does not rate, while it rates others", condition.unrated),
        ("Life-cycle cost by the lowest grade of the prices in it", _cost_grades(condition)),
        ("Assumptions that nothing reads", _grouped(condition.unused)),
        ("Assumptions without a range (taken as certain)", _grouped(condition.without_range)),
    )
    verdict = _verdict(condition, drawn)
    filled = tuple(section for section in sections if section[1])
    document = {**_document(model, condition), **_of_draws(drawn)}
    holds = condition.holds and drawn.holds
    document["holds"] = holds
    return Report(holds, verdict, tuple(_summary(model, condition)), filled, document)


def _problems(found: Iterable[OffMean | CutOff]) -> tuple[str, ...]:
    problems = (each.problem for each in found)
    return tuple(f"{problem.where}: {problem.message}; {problem.hint}" for problem in problems)


def _percentiles(found: Iterable[Standing]) -> tuple[str, ...]:
    """By option: `two_ships: life_cycle_cost 51, acquisition_cost 48`."""
    groups: dict[str, list[str]] = {}
    for each in found:
        option, _, cost = each.id.rpartition(".")
        groups.setdefault(option, []).append(f"{cost} {each.percentile * 100:.0f}")
    return tuple(f"{option}: {', '.join(costs)}" for option, costs in groups.items())


def _of_draws(drawn: Drawn) -> Document:
    """What the draws say, as JSON."""
    return {
        "warnings": list(drawn.warnings),
        "cut_off": list(_problems(drawn.cut_off)),
        "off_mean": [
            {"id": each.assumption.id, "value": each.assumption.value, "mean": each.mean, "advice": each.problem.hint}
            for each in drawn.off_mean
        ],
        "point_percentiles": {each.id: each.percentile for each in drawn.standings},
    }


def _verdict(condition: Condition, drawn: Drawn) -> str:
    if condition.failures:
        do = "does" if len(condition.failures) == 1 else "do"
        return f"{len(condition.failures)} of {with_noun(str(len(condition.checks)), 'check')} {do} not hold."
    if not condition.holds:
        return "A scenario in force uses figures that were not known then."
    if not drawn.holds:
        return f"All {len(condition.checks)} checks hold; points are not the middle of what is drawn."
    return f"All {len(condition.checks)} checks hold."


def _grouped(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Ids by what stands before their last word: `budget (2): gdp_share, run_off_years`."""
    groups: dict[str, list[str]] = {}
    for id in ids:
        group, _, key = id.rpartition(".")
        groups.setdefault(group, []).append(key)
    return tuple(f"{group} ({len(keys)}): {', '.join(keys)}" for group, keys in groups.items())


def _cost_grades(condition: Condition) -> tuple[str, ...]:
    """Of each option: `two_ships: 12 % A, 60 % B, 28 % C`."""
    return tuple(
        f"{option}: " + ", ".join(f"{as_percent(share, 0)} {grade}" for grade, share in shares.items())
        for option, shares in condition.cost_grades.items()
        if any(shares.values())
    )


def _younger(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    return tuple(f"{problem.file}:{problem.line}: {problem.message}" for problem in problems)


def _failure(failure: Failure, model: Model) -> str:
    when = "" if failure.year is None else f", first in {model.pack.settings.year_prefix}{failure.year}"
    return f"{failure.label} ({failure.id}){when}; estimator trace {failure.id}"


def _summary(model: Model, condition: Condition) -> list[str]:
    pack = model.pack
    held = {"option": len(model.options), "assumption": sum(condition.grades.values()), "row": len(model.rows)}
    held |= {"source": len(pack.sources), "scenario": len(pack.scenarios)}
    counts = ", ".join(with_noun(f"{count:,}", noun) for noun, count in held.items())
    grades = ", ".join(f"{count} of grade {grade}" for grade, count in condition.grades.items())
    return [f"{pack.name}: {pack.settings.title}", counts, f"Assumptions: {grades}", *in_force(pack)]


def _document(model: Model, condition: Condition) -> Document:
    return {
        "pack": model.pack.name,
        "holds": condition.holds,
        "counts": {"options": len(model.options), "rows": len(model.rows), "checks": len(condition.checks)},
        "grades": dict(condition.grades),
        "cost_by_grade": {option: dict(shares) for option, shares in condition.cost_grades.items()},
        "failures": [{"id": each.id, "year": each.year} for each in condition.failures],
        "later": {id: [problem.message for problem in each] for id, each in condition.later.items()},
        "unused": list(condition.unused),
        "options_without_ratings": list(condition.unrated),
        "without_range": list(condition.without_range),
    }
