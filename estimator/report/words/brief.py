"""The comparison in plain words: a paragraph per option and a summary, made from numbers by templates.

A sentence whose numbers do not apply is left out, so no gap and no "None" ever shows. Equal numbers give equal words.
What the workbook says too stands in `option_sentences`; here are the sentences of the brief alone, and its summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from estimator.analysis.standing.compare import Metrics
from estimator.analysis.standing.flips import Flip, shown_flips
from estimator.calculators.roles import Role
from estimator.display.decision import ANY_VALUE, Shown
from estimator.display.unit_words import plural
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.markdown import escaped, slanted
from estimator.report.tables import as_json
from estimator.report.words.numbers_in_sentences import count, counted, listed, number_with_unit
from estimator.report.words.option_sentences import OVER, SENTENCES, SHORT
from estimator.report.words.option_text import Facts, option_text
from estimator.report.words.sentence import Alone
from estimator.report.words.wrapped_lines import joined_sentences, wrapped

EVEN, NEAR_ONE = 0.005, 0.05


@dataclass(frozen=True)
class Brief:
    """A summary, and for each option its label and sentences by subject."""

    title: str
    summary: tuple[str, ...]
    options: Mapping[str, tuple[str, Mapping[str, str]]]
    notes: tuple[str, ...]
    document: Document


def brief(
    model: Model, values: Mapping[str, Array], metrics: Metrics, judged: Mapping[str, float], flips: Sequence[Flip]
) -> Brief:
    """Put a comparison into words. `judged` is the share of each option's cost that rests on grade C."""
    how = shown_flips(flips, model.pack.settings)
    turning = {option: [each for each in flips if each.option == option] for option in metrics}
    facts = [
        Facts(model, values, option, found, judged.get(option), turning[option], how)
        for option, found in metrics.items()
    ]
    options = {each.option: (each.label(), dict(_sentences(each))) for each in facts}
    summary = tuple(filter(None, (write(facts) for write in SUMMARY)))
    document: Document = {
        "manifest": manifest(model.pack),
        "summary": list(summary),
        "options": {id: {"label": label, "sentences": texts} for id, (label, texts) in options.items()},
    }
    notes = (model.pack.settings.notice, *in_force(model.pack))
    return Brief(model.pack.settings.title, summary, options, notes, document)


def _sentences(facts: Facts) -> Iterator[tuple[str, str]]:
    for each in SENTENCES:
        text = ALONE[each.subject](facts) if isinstance(each, Alone) else option_text(each, facts)
        if text:
            yield each.subject, text


def _bound(facts: Facts) -> str:
    """Committed and sunk money."""
    committed, sunk = facts.number(Role.COMMITTED_COST) or 0.0, facts.number(Role.SUNK_COST) or 0.0
    parts = [f"{facts.with_unit(Role.COMMITTED_COST)} of it is bound already"] if committed > 0 else []
    parts += [f"{facts.with_unit(Role.SUNK_COST)} spent before the decision is left out"] if sunk > 0 else []
    return f"{', and '.join(parts)}." if parts else ""


def _against(facts: Facts) -> str:
    reference = facts.settings.reference_option
    ratio = facts.number(Role.COST_AGAINST_REFERENCE)
    if ratio is None or facts.option == reference:
        return ""
    how = "about as much as" if abs(ratio - 1) < NEAR_ONE else f"{count(ratio)} times as much as"
    return f"That is {how} {facts.label(reference)}."


def _by_service(facts: Facts) -> str:
    """The people of each service that gives any."""
    services = facts.model.pack.services
    found = [(services[id].label, facts.number(Role.PEOPLE_OF_SERVICE, id) or 0.0) for id in services]
    parts = [f"{label} {count(number)}" for label, number in found if number]
    return f"By service: {listed(parts)}." if parts else ""


def _fill_rates(facts: Facts) -> str:
    services = facts.model.pack.services
    changes = [(services[id].label, facts.number(Role.FILL_RATE_CHANGE, id) or 0.0) for id in services]
    worst = min(changes, key=lambda each: each[1], default=("", 0.0))
    if worst[1] > -EVEN:
        return ""
    points = f"{-worst[1] * 100:,.1f} percentage points"
    return f"The largest fall in fill rate, {points}, is that of {worst[0]}."


def _flips(facts: Facts) -> str:
    told = [text for each in facts.flips if (text := _flip(facts, each, facts.flips_shown[each.label, each.by]))]
    return f"What would change the verdict: {'; '.join(told)}." if told else ""


def _flip(facts: Facts, flip: Flip, how: Shown) -> str:
    """One flip with the value in use; empty where the verdict is the same at any value of the assumption."""
    words = how.beyond(flip.value)
    unlimited = how.limits is None and flip.value <= 0
    if flip.value != flip.value or flip.in_use != flip.in_use or words == ANY_VALUE or unlimited:
        return ""
    label = flip.label[:1].lower() + flip.label[1:]
    now = number_with_unit(flip.in_use, replace(how, limits=None), facts.settings)
    return f"{label}: {words or number_with_unit(flip.value, how, facts.settings)} (in use {now})"


def _judged(facts: Facts) -> str:
    share = facts.judged_share
    return "" if share is None else f"{share * 100:.0f} % of its cost rests on judgement (grade C)."


ALONE: dict[str, Callable[[Facts], str]] = {
    "against": _against,
    "bound": _bound,
    "by_service": _by_service,
    "fill_rates": _fill_rates,
    "flips": _flips,
    "judged": _judged,
}


def _scope(facts: Sequence[Facts]) -> str:
    settings = facts[0].settings
    prefix = settings.year_prefix
    years = f"{prefix}{settings.first_year}–{prefix}{settings.last_year}"
    what = counted(len(facts), "option")
    return f"{what} compared over {years}, in constant {prefix}{settings.price_year} prices, undiscounted, with pay."


def _cheapest(facts: Sequence[Facts]) -> str:
    found = sorted(
        (value, at) for at, each in enumerate(facts) if (value := each.number(Role.LIFE_CYCLE_COST)) is not None
    )
    if len(found) < 2:
        return ""
    least, most = facts[found[0][1]], facts[found[-1][1]]
    return (
        f"The least costly is {least.label()} ({least.with_unit(Role.LIFE_CYCLE_COST)}), "
        f"the most costly {most.label()} ({most.with_unit(Role.LIFE_CYCLE_COST)})."
    )


def _within(metric: Role, good: str, bad: str) -> Callable[[Sequence[Facts]], str]:
    """How many options stay at nil of a metric that counts bad years, and which do not."""

    def write(facts: Sequence[Facts]) -> str:
        found = [(each.label(), number) for each in facts if (number := each.number(metric)) is not None]
        over = [f"{label} ({counted(number, 'year')})" for label, number in found if number]
        if not found:
            return ""
        text = f"{good} {len(found) - len(over)} of {len(found)}"
        return f"{text}; {bad}: {listed(over, ';')}." if over else f"{text}."

    return write


def _fewest_leakers(facts: Sequence[Facts]) -> str:
    found = [(number, each.label()) for each in facts if (number := each.number(Role.LEAKERS)) is not None]
    if not found:
        return ""
    least = min(number for number, _ in found)
    best = [label for number, label in found if number == least]
    return f"Fewest missiles of a saturation raid leak through with {listed(best, ';')} ({count(least)})."


def _possible(facts: Sequence[Facts]) -> str:
    """The options that neither money nor people rules out."""
    known = [each for each in facts if each.number(OVER) is not None]
    good = [each.label() for each in known if not each.number(OVER) and not each.number(SHORT)]
    rest = plural("option") if len(good) != 1 else "option"
    return f"Neither money nor people rules out {len(good)} {rest}" + (f": {listed(good, ';')}." if good else ".")


SUMMARY: tuple[Callable[[Sequence[Facts]], str], ...] = (
    _scope,
    _cheapest,
    _within(OVER, "The budget's headroom suffices in every year for", "it is exceeded by"),
    _within(SHORT, "The services can spare the people in every year for", "they cannot for"),
    _possible,
    _fewest_leakers,
)


def as_markdown(made: Brief) -> str:
    """Headings and paragraphs."""
    parts = [f"# {escaped(made.title)}", escaped(joined_sentences(made.summary))]
    for label, sentences in made.options.values():
        parts += [f"## {escaped(label)}", escaped(joined_sentences(sentences.values()))]
    return "\n\n".join([*parts, *(slanted(note) for note in made.notes if note)]) + "\n"


def as_text(made: Brief) -> str:
    """Lines of at most a hundred characters."""
    parts = [made.title, wrapped(joined_sentences(made.summary))]
    parts += [f"{label}\n{wrapped(joined_sentences(sentences.values()))}" for label, sentences in made.options.values()]
    return "\n\n".join([*parts, *(each for each in made.notes if each)]) + "\n"


def written(made: Brief, how: str) -> str:
    """The brief as `markdown`, `text` or `json`."""
    if how == "json":
        return as_json(made.document)
    return as_markdown(made) if how == "markdown" else as_text(made)
