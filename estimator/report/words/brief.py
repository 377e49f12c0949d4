"""The comparison in plain words: a paragraph per option and a summary, made from numbers by templates.

A sentence whose numbers do not apply is left out, so no gap and no "None" ever shows. Equal numbers give equal words.
What the workbook says too stands in `option_sentences` and `summary`; here are the sentences of the brief alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.draws.records import Simulation
from estimator.analysis.standing.compare import Metrics, compare, shown_metrics
from estimator.analysis.standing.flips import Flip, shown_flips, turns
from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.evaluation import Array, evaluate
from estimator.model.graph import Model
from estimator.pack.nouns import plural
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.markdown import bold, escaped, slanted
from estimator.report.tables import as_json
from estimator.report.words.chance_sentences import MIDDLE, at_level, class_lines, in_chances, line_heading, number_of
from estimator.report.words.finding import finding
from estimator.report.words.flip_words import flip_words
from estimator.report.words.numbers_in_sentences import counted, listed
from estimator.report.words.option_sentences import SENTENCES
from estimator.report.words.option_text import Facts, option_text
from estimator.report.words.sentence import Alone, Crossed, Sentence
from estimator.report.words.summary import (
    FITTING,
    NAMED,
    NONE,
    Listing,
    Race,
    Remark,
    members,
    names,
    noun_of,
    told_lines,
    winners,
)
from estimator.report.words.wrapped_lines import WIDTH, joined_sentences, wrapped

EVEN, NEAR_ONE = 0.005, 0.05


@dataclass(frozen=True)
class Brief:
    """What was found, a summary, and for each option its label and sentences by subject."""

    title: str
    finding: tuple[str, ...]
    summary: tuple[str, ...]
    options: Mapping[str, tuple[str, Mapping[str, str]]]
    notes: tuple[str, ...]
    document: Document


def brief(
    model: Model,
    values: Mapping[str, Array],
    metrics: Metrics,
    judged: Mapping[str, float],
    flips: Sequence[Flip],
    simulation: Simulation | None = None,
) -> Brief:
    """Put a comparison into words. `judged` is the share of each option's cost that rests on grade C.

    With a simulation it speaks of chances and of medians; without one it says that verdicts are of the given values.
    """
    shown, how = shown_metrics(model, metrics), shown_flips(flips, model.pack.settings)
    turning = {option: [each for each in flips if each.option == option] for option in metrics}
    struck_first = {each.option: each for each in _struck_first(model, values, metrics, shown)}
    facts = [
        Facts(
            model,
            values,
            option,
            found,
            judged.get(option),
            turning[option],
            shown,
            how,
            struck_first.get(option),
            simulation,
        )
        for option, found in metrics.items()
    ]
    options = {each.option: (each.label(), dict(_sentences(each))) for each in facts}
    found = finding(model, metrics, simulation).sentences
    summary = (_scope(facts), *_lines(facts))
    document: Document = {
        "manifest": manifest(model.pack),
        "finding": list(found),
        "summary": list(summary),
        "options": {id: {"label": label, "sentences": texts} for id, (label, texts) in options.items()},
    }
    notes = (model.pack.settings.notice, _how_sure(simulation), *in_force(model.pack))
    return Brief(model.pack.settings.title, found, summary, options, notes, document)


def _how_sure(simulation: Simulation | None) -> str:
    """What the chances rest on, or that there are none."""
    if simulation is None:
        return "Nothing was drawn: every verdict is of the given values."
    return (
        f"Chances are shares of {simulation.draws:,} draws, given the ranges of this pack; P50 is the middle one. "
        "Numbers that name no percentile are at P50, too, if they were drawn and are not said to be of the given "
        "values. What would change a verdict and shares of grades are of the given values."
    )


def _struck_first(
    model: Model, values: Mapping[str, Array], metrics: Metrics, shown: Mapping[str, Shown]
) -> Iterator[Facts]:
    """The options as they are where launchers may be struck before their first launch; none where that is assumed."""
    id = model.role(Role.STRIKE_BEFORE_LAUNCH)
    if id is None or float(values[id][0, 0]) != 0:
        return
    found = compare(model, evaluate(model, {id: values[id] + 1}))
    for option in metrics:
        yield Facts(model, found.values, option, found.options[option], None, (), shown)


def _sentences(facts: Facts) -> Iterator[tuple[str, str]]:
    for each in SENTENCES:
        text = _sentence(each, facts)
        if text:
            yield each.subject, text


def _sentence(each: Sentence | Crossed | Alone, facts: Facts) -> str:
    def said(of: Facts) -> str:
        return ALONE[each.subject](of) if isinstance(each, Alone) else option_text(each, of)

    return in_chances(each.subject, facts, said) if facts.simulation else said(facts)


def _bound(facts: Facts) -> str:
    """Committed and sunk money, both told of the cost: new money, which may stand before, leaves them out."""
    committed, sunk = facts.number(Role.COMMITTED_COST) or 0.0, facts.number(Role.SUNK_COST) or 0.0
    parts = [f"Of its cost, {facts.with_unit(Role.COMMITTED_COST)} is bound already"] if committed > 0 else []
    parts += [f"{facts.with_unit(Role.SUNK_COST)} spent before the decision is left out"] if sunk > 0 else []
    return f"{', and '.join(parts)}." if parts else ""


def _against(facts: Facts) -> str:
    reference = facts.settings.reference_option
    ratio = facts.number(Role.COST_AGAINST_REFERENCE)
    if ratio is None or facts.option == reference:
        return ""
    how = (
        "about as much as"
        if abs(ratio - 1) < NEAR_ONE
        else f"{facts.text(Role.COST_AGAINST_REFERENCE)} times as much as"
    )
    return f"That is {how} {facts.label(reference)}."


def _by_service(facts: Facts) -> str:
    """The people of each service that gives any."""
    services = facts.model.pack.services
    found = [(services[id].label, id) for id in services if facts.number(Role.PEOPLE_OF_SERVICE, id)]
    parts = [f"{label} {facts.text(Role.PEOPLE_OF_SERVICE, id)}" for label, id in found]
    return f"By service: {listed(parts)}." if parts else ""


def _fill_rates(facts: Facts) -> str:
    services = facts.model.pack.services
    changes = [(facts.number(Role.FILL_RATE_CHANGE, id) or 0.0, id) for id in services]
    change, worst = min(changes, key=lambda each: each[0], default=(0.0, ""))
    if change > -EVEN:
        return ""
    points = f"{facts.text(Role.FILL_RATE_CHANGE, worst, turned=True)} percentage points"
    return f"The largest fall in fill rate, {points}, is that of {services[worst].label}."


def _intake_service(facts: Facts) -> str:
    """The service whose intake is hit most."""
    services = facts.model.pack.services
    shares = {id: facts.number(Role.INTAKE_SHARE_OF_SERVICE, id) or 0.0 for id in services}
    most = max(shares, key=lambda each: shares[each], default="")
    return f"Hit most: {services[most].label}." if shares.get(most) else ""


def _flip_texts(facts: Facts, found: Sequence[Flip]) -> str:
    """The flips that change a verdict, in words."""
    how = facts.flips_shown
    return "; ".join(filter(None, (flip_words(each, how[each.label, each.by], facts.settings) for each in found)))


def _flips(facts: Facts) -> str:
    told = _flip_texts(facts, facts.flips)
    return f"What would change the verdict: {told}." if told else ""


def _at_launch(facts: Facts) -> str:
    """What a strike before the first launch would change; empty where that is assumed already or changes nothing."""
    at_launch = facts.at_launch
    if at_launch is None or at_launch.number(Role.LAUNCHERS_DESTROYED) is None:
        return ""
    destroyed = at_launch.told(Role.LAUNCHERS_DESTROYED, "mobile launcher")
    leaking = at_launch.text(Role.LEAKERS_AFTER_STRIKE)
    threats = plural(facts.settings.threat_noun)
    return (
        f"If launchers may be struck before they first fire: {destroyed} destroyed, {leaking} {threats} leak through."
    )


def _turns(facts: Facts) -> str:
    """The judged numbers on which the verdict turns."""
    told = _flip_texts(facts, turns(facts.model, facts.flips))
    return f"The verdict turns on a judgement: {told}." if told else ""


def _judged(facts: Facts) -> str:
    share = facts.judged_share if facts.number(Role.LIFE_CYCLE_COST) else None  # nothing of nil rests on anything
    return "" if share is None else f"{share * 100:.0f} % of its cost rests on judgement (grade C)."


ALONE: dict[str, Callable[[Facts], str]] = {
    "turns": _turns,
    "against": _against,
    "bound": _bound,
    "by_service": _by_service,
    "intake_service": _intake_service,
    "fill_rates": _fill_rates,
    "at_launch": _at_launch,
    "flips": _flips,
    "judged": _judged,
}


def _scope(facts: Sequence[Facts]) -> str:
    settings = facts[0].settings
    prefix = settings.year_prefix
    years = f"{prefix}{settings.first_year}–{prefix}{settings.last_year}"
    what, pay = counted(len(facts), "option"), any(each.model.role(Role.PAY, each.option) for each in facts)
    how = f"in constant {prefix}{settings.price_year} prices, undiscounted{', with pay' if pay else ''}"
    return f"{what} compared over {years}, {how}."


def _lines(facts: Sequence[Facts]) -> Iterator[str]:
    """The lines of the answer, as sentences; of options that were drawn by class, and with medians."""
    told = facts
    if facts[0].simulation:
        yield from class_lines(facts)
        told = [at_level(each, MIDDLE) for each in facts]
    of = {each.option: each for each in told}
    labels = {id: each.label() for id, each in of.items()}
    roles = {role for role in FITTING.by if any(each.number(role) is not None for each in facts)}
    for line in told_lines(roles):
        if facts[0].simulation and isinstance(line, Listing):
            continue
        known = [any(each.number(role) is not None for each in facts) for role in _read(line)]
        if not (all(known) if isinstance(line, Remark) else any(known)):
            continue
        found = _said(line, of, labels)
        if found:
            yield f"{line_heading(line, facts[0])}: {found}."


def _read(line: Listing | Race | Remark) -> tuple[Role, ...]:
    if isinstance(line, Remark):
        return line.of
    return line.by if isinstance(line, Listing) else (line.of,)


def _said(line: Listing | Race | Remark, of: Mapping[str, Facts], labels: Mapping[str, str]) -> str:
    if isinstance(line, Remark):
        return line.text
    return _listed(line, of, labels) if isinstance(line, Listing) else _won(line, of, labels)


def _listed(line: Listing, of: Mapping[str, Facts], labels: Mapping[str, str]) -> str:
    found = members(line, of, lambda role, option: of[option].number(role))
    return names(found, labels, None if line.good else lambda option: of[option].told(line.by[0], "year")) or NONE


def _won(line: Race, of: Mapping[str, Facts], labels: Mapping[str, str]) -> str:
    """Who has the best, and what it is; empty where fewer than two can be held together."""
    one = next(iter(of.values()))
    found = winners(line, list(of), number_of(of), one.settings.baseline_option)
    if not found:
        return NONE if line.that_fit else ""
    one = of[found[0]]
    return NAMED.format(names(found, labels), one.told(line.of, noun_of(line, one.settings)))


def as_markdown(made: Brief) -> str:
    """Headings and paragraphs."""
    parts = [f"# {escaped(made.title)}"]
    parts += [bold(joined_sentences(made.finding))] if made.finding else []
    parts += [escaped(joined_sentences(made.summary))]
    for label, sentences in made.options.values():
        parts += [f"## {escaped(label)}", escaped(joined_sentences(sentences.values()))]
    return "\n\n".join([*parts, *(slanted(note) for note in made.notes if note)]) + "\n"


def as_text(made: Brief, width: int = WIDTH) -> str:
    """Lines of at most so many columns."""
    paragraphs = [made.finding, made.summary]
    parts = [made.title, *(wrapped(joined_sentences(each), width) for each in paragraphs if each)]
    for label, sentences in made.options.values():
        parts.append(f"{label}\n{wrapped(joined_sentences(sentences.values()), width)}")
    return "\n\n".join([*parts, *(wrapped(each, width) for each in made.notes if each)]) + "\n"


def written(made: Brief, how: str, width: int = WIDTH) -> str:
    """The brief as `markdown`, `json` or, in lines of so many columns, `text`."""
    if how == "json":
        return as_json(made.document)
    return as_markdown(made) if how == "markdown" else as_text(made, width)
