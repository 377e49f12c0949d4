"""The comparison in plain words: a paragraph per option and a summary, made from numbers by templates.

A sentence whose numbers do not apply is left out, so no gap and no "None" ever shows. Equal numbers give equal words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.standing.compare import Metric, Metrics
from estimator.analysis.standing.flips import Flip
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.tables import as_json
from estimator.report.words import option_sentences as phrases
from estimator.report.words.numbers_in_sentences import count, counted, listed, plural, spoken
from estimator.report.words.translated_tables import joined, wrapped

EVEN, NEAR_ONE = 0.005, 0.05


@dataclass(frozen=True)
class Facts:
    """What is known of one option."""

    model: Model
    values: Mapping[str, Array]
    option: str
    metrics: Mapping[str, Metric]
    judged_share: float | None
    flips: Sequence[Flip]

    def number(self, metric: str) -> float | None:
        """The value of a metric; None where it does not apply."""
        return self.metrics[metric].value if metric in self.metrics else None

    def said(self, metric: str) -> str:
        """A metric with its unit; empty where it does not apply."""
        value = self.number(metric)
        return "" if value is None else spoken(value, self.metrics[metric].unit, self.model.pack.settings, metric)

    def label(self, option: str = "") -> str:
        """The label of this option, or of another."""
        return self.model.pack.options[option or self.option].label

    @property
    def years(self) -> int:
        """How many years the comparison covers."""
        return self.model.pack.settings.last_year - self.model.pack.settings.first_year + 1


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
    facts = [
        Facts(model, values, option, found, judged.get(option), [each for each in flips if each.option == option])
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
    for subject, write in PARAGRAPH.items():
        text = write(facts)
        if text:
            yield subject, text


def paragraph(sentences: Mapping[str, str]) -> str:
    """An option's sentences as one paragraph."""
    return joined(sentences.values())


def _cost(facts: Facts) -> str:
    settings = facts.model.pack.settings
    whole = facts.said("life_cycle_cost")
    if not whole:
        return ""
    prefix = settings.year_prefix
    text = phrases.COSTS.format(whole, f"{prefix}{settings.first_year}", f"{prefix}{settings.last_year}")
    parts = [
        (facts.said("acquisition_cost"), "to acquire"),
        (facts.said("operation_cost_per_year"), "a year to operate"),
    ]
    told = [f"{amount} {what}" for amount, what in parts if amount]
    return f"{text.removesuffix('.')}: {listed(told)}." if told else text


def _bound(facts: Facts) -> str:
    """Committed and sunk money."""
    committed, sunk = facts.number("committed_cost") or 0.0, facts.number("sunk_cost") or 0.0
    if committed > 0 and sunk > 0:
        told = f"{facts.said('committed_cost')} of it is bound already, and {facts.said('sunk_cost')} spent before the"
        return f"{told} decision is left out."
    if committed > 0:
        return f"{facts.said('committed_cost')} of it is bound already."
    return f"{facts.said('sunk_cost')} spent before the decision is left out." if sunk > 0 else ""


def _against(facts: Facts) -> str:
    reference = facts.model.pack.settings.reference_option
    ratio = facts.number(f"cost_vs_{reference}")
    if ratio is None or facts.option == reference:
        return ""
    how = "about as much as" if abs(ratio - 1) < NEAR_ONE else f"{count(ratio)} times as much as"
    return f"That is {how} {facts.label(reference)}."


def _headroom(facts: Facts) -> str:
    share, over = facts.said("peak_share_of_headroom"), facts.number("years_over_headroom")
    if over is None:
        return ""
    if not share:
        return "No year in which it spends leaves any headroom." if over else phrases.NO_ROOM
    peak = _peak_year(facts, "share_of_headroom")
    taken = f"It takes up to {share} of the budget's headroom{peak}"
    return f"{taken} and stays within it in every year." if not over else f"{taken} and exceeds it in {_years(over)}."


def _peak_year(facts: Facts, row: str) -> str:
    """In which fiscal year a row along the years is largest; nothing where there is no such row."""
    id = f"{facts.option}.{row}"
    if id not in facts.values or facts.values[id].shape[1] < 2:
        return ""
    numbers = facts.values[id][0]
    return f" (in {facts.model.pack.settings.year_prefix}{facts.model.years[int(numbers.argmax())]})"


def _years(number: float) -> str:
    return counted(number, "year")


def _break_even(facts: Facts) -> str:
    share, year = facts.said("break_even_gdp_share"), facts.said("break_even_year")
    if not share:
        return ""
    return phrases.FITS_FROM.format(share, year) if year else f"It fits the budget from a ceiling of {share} of GDP on."


def _people(facts: Facts) -> str:
    people = facts.number("people")
    if people is None:
        return ""
    if not people:
        return phrases.NO_PEOPLE
    services = facts.model.pack.services
    found = [(services[id].label, facts.number(f"people_{id}") or 0.0) for id in services]
    parts = [f"{label} {count(number)}" for label, number in found if number]
    text = f"It needs {counted(people, 'person')} in its peak year" + (f" ({', '.join(parts)})" if parts else "")
    intake = facts.said("share_of_yearly_intake")
    return f"{text}; finding them takes up to {intake} of a year's intake." if intake else f"{text}."


def _manning(facts: Facts) -> str:
    short = facts.number("years_short_of_people")
    if short is None:
        return ""
    if not short:
        return phrases.SPARED
    return phrases.NOT_SPARED.format(count(short), _years(facts.years))


def _fill_rates(facts: Facts) -> str:
    services = facts.model.pack.services
    changes = [(services[id].label, facts.number(f"fill_rate_change_{id}") or 0.0) for id in services]
    worst = min(changes, key=lambda each: each[1], default=("", 0.0))
    if worst[1] > -EVEN:
        return ""
    points = f"{-worst[1] * 100:,.1f} percentage points"
    return f"The largest fall in fill rate, {points}, is that of {worst[0]}."


def _binding(facts: Facts) -> str:
    over, short = facts.number("years_over_headroom"), facts.number("years_short_of_people")
    if over is None or "years_short_of_people" not in facts.metrics:
        return ""
    words = {
        (False, False): "Neither money nor people rules it out.",
        (True, False): "Money, not people, is what binds.",
        (False, True): "People, not money, are what binds.",
        (True, True): "Both money and people bind.",
    }
    return words[bool(over), bool(short)]


def _stations(facts: Facts) -> str:
    held = facts.said("stations_held")
    if not held:
        return ""
    settings = facts.model.pack.settings
    noun = settings.yardstick_noun
    freed, crews = (facts.number(f"{settings.yardstick}{end}") for end in ("s_freed", "_crews_freed"))
    if facts.option == settings.baseline_option or freed is None:
        return f"It holds {held}."
    text = f"It holds {held} and {_freed(freed, noun)}"
    return text + (f"; after its own crews that is {_balance(crews, 'crew')}." if crews is not None else ".")


def _freed(number: float, noun: str) -> str:
    if abs(number) < EVEN:
        return f"frees no {noun}"
    return f"{'frees' if number > 0 else 'takes'} {counted(abs(number), noun)}"


def _balance(number: float, noun: str) -> str:
    if abs(number) < EVEN:
        return f"no {noun} more or less"
    return f"{counted(abs(number), noun)} {'more' if number > 0 else 'fewer'}"


def _dates(facts: Facts) -> str:
    first, whole = facts.said("first_element_year"), facts.said("complete_chain_year")
    if not first:
        return ""
    if not whole:
        return f"Its first element serves from {first}."
    return phrases.AT_ONCE.format(first) if first == whole else phrases.IN_PART.format(first, whole)


def _leakers(facts: Facts) -> str:
    many, few = facts.number("expected_leakers"), facts.number("expected_leakers_limited")
    if many is None:
        return ""
    text = phrases.LEAK.format(_missiles(facts, "saturation_raid"), count(many)).removesuffix(".")
    if few is not None:
        text += f"; of the {_missiles(facts, 'limited_raid')} of a limited raid, {count(few)}"
    chance = facts.said("chance_of_no_leaker_limited")
    return text + (f", with a chance of {chance} that none does." if chance and few is not None else ".")


def _missiles(facts: Facts, raid: str) -> str:
    """`60 missiles`, or without the number where the pack names it otherwise."""
    id = f"threat.{raid}"
    return counted(float(facts.values[id][0, 0]), "missile") if id in facts.values else "missiles"


def _strike(facts: Facts) -> str:
    destroyed, left = facts.number("expected_launchers_destroyed"), facts.number("expected_leakers_after_strike")
    if destroyed is None:
        return ""
    text = f"Its strikes destroy {counted(destroyed, 'mobile launcher')} on the first day"
    return text + (f", after which {count(left)} missiles leak instead." if left is not None else ".")


def _flips(facts: Facts) -> str:
    told = [text for each in facts.flips if (text := _flip(facts, each))]
    return f"What would change the verdict: {'; '.join(told)}." if told else ""


def _flip(facts: Facts, flip: Flip) -> str:
    """One flip with the value in use; empty where no value of the assumption flips anything."""
    if flip.value != flip.value or flip.in_use != flip.in_use or flip.value <= 0:
        return ""
    settings, used = facts.model.pack.settings, facts.model.inputs.get(flip.by)
    id = flip.by if flip.unit != "1" else f"{flip.by}_share"
    label = flip.label[:1].lower() + flip.label[1:]
    now = spoken(flip.in_use, flip.unit, settings, id)
    if used is not None and used.limits and flip.value > used.limits[1] * used.scale:
        return f"{label}: no value allowed does it (in use {now})"
    return f"{label}: {spoken(flip.value, flip.unit, settings, id)} (in use {now})"


def _judged(facts: Facts) -> str:
    share = facts.judged_share
    return "" if share is None else f"{share * 100:.0f} % of its cost rests on judgement (grade C)."


PARAGRAPH: dict[str, Callable[[Facts], str]] = {
    "cost": _cost,
    "bound": _bound,
    "against": _against,
    "headroom": _headroom,
    "break_even": _break_even,
    "people": _people,
    "manning": _manning,
    "fill_rates": _fill_rates,
    "binding": _binding,
    "dates": _dates,
    "stations": _stations,
    "leakers": _leakers,
    "strike": _strike,
    "flips": _flips,
    "judged": _judged,
}


def _scope(facts: Sequence[Facts]) -> str:
    settings = facts[0].model.pack.settings
    prefix = settings.year_prefix
    years = f"{prefix}{settings.first_year}–{prefix}{settings.last_year}"
    what = counted(len(facts), "option")
    return f"{what} compared over {years}, in constant {prefix}{settings.price_year} prices, undiscounted, with pay."


def _cheapest(facts: Sequence[Facts]) -> str:
    found = sorted(
        (value, at) for at, each in enumerate(facts) if (value := each.number("life_cycle_cost")) is not None
    )
    if len(found) < 2:
        return ""
    least, most = facts[found[0][1]], facts[found[-1][1]]
    return (
        f"The least costly is {least.label()} ({least.said('life_cycle_cost')}), "
        f"the most costly {most.label()} ({most.said('life_cycle_cost')})."
    )


def _within(metric: str, good: str, bad: str) -> Callable[[Sequence[Facts]], str]:
    """How many options stay at nil of a metric that counts bad years, and which do not."""

    def write(facts: Sequence[Facts]) -> str:
        found = [(each.label(), number) for each in facts if (number := each.number(metric)) is not None]
        over = [f"{label} ({_years(number)})" for label, number in found if number]
        if not found:
            return ""
        text = f"{good} {len(found) - len(over)} of {len(found)}"
        return f"{text}; {bad}: {listed(over, ';')}." if over else f"{text}."

    return write


def _fewest_leakers(facts: Sequence[Facts]) -> str:
    found = [(number, each.label()) for each in facts if (number := each.number("expected_leakers")) is not None]
    if not found:
        return ""
    least = min(number for number, _ in found)
    best = [label for number, label in found if number == least]
    return f"Fewest missiles of a saturation raid leak through with {listed(best, ';')} ({count(least)})."


def _possible(facts: Sequence[Facts]) -> str:
    """The options that neither money nor people rules out."""
    good = [each.label() for each in facts if PARAGRAPH["binding"](each).startswith("Neither")]
    rest = plural("option") if len(good) != 1 else "option"
    return f"Neither money nor people rules out {len(good)} {rest}" + (f": {listed(good, ';')}." if good else ".")


SUMMARY: tuple[Callable[[Sequence[Facts]], str], ...] = (
    _scope,
    _cheapest,
    _within("years_over_headroom", "The budget's headroom suffices in every year for", "it is exceeded by"),
    _within("years_short_of_people", "The services can spare the people in every year for", "they cannot for"),
    _possible,
    _fewest_leakers,
)


def as_markdown(made: Brief) -> str:
    """Headings and paragraphs."""
    parts = [f"# {made.title}", joined(made.summary)]
    for label, sentences in made.options.values():
        parts += [f"## {label}", paragraph(sentences)]
    return "\n\n".join([*parts, *(f"*{note}*" for note in made.notes if note)]) + "\n"


def as_text(made: Brief) -> str:
    """Lines of at most a hundred characters."""
    parts = [made.title, wrapped(joined(made.summary))]
    parts += [f"{label}\n{wrapped(paragraph(sentences))}" for label, sentences in made.options.values()]
    return "\n\n".join([*parts, *(each for each in made.notes if each)]) + "\n"


def written(made: Brief, how: str) -> str:
    """The brief as `markdown`, `text` or `json`."""
    if how == "json":
        return as_json(made.document)
    return as_markdown(made) if how == "markdown" else as_text(made)
