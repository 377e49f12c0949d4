"""What the page tells of options: metrics, the first screen, and what verdict, finding and charts rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estimator.analysis.draws.outputs import of_options
from estimator.analysis.standing.compare import Metrics, shown_metrics
from estimator.analysis.standing.flips import flips
from estimator.calculators.roles import Role
from estimator.calculators.row import first_sentence
from estimator.display.unit_words import with_noun
from estimator.evaluation import Values
from estimator.explorer.gathering import Document, Telling
from estimator.model import Model
from estimator.report.words.chance_sentences import HOLDING, holding_heading
from estimator.report.words.summary import (
    CHEAPEST_THAT_FITS,
    FITTING,
    Listing,
    Race,
    Remark,
    heading,
    noun_of,
    told_lines,
)

EFFECTS = (Role.STATIONS_HELD, Role.LEAKERS, Role.LAUNCHERS_DESTROYED)
PHASES = (Role.DEVELOPMENT, Role.PROCUREMENT, Role.FACILITIES, Role.OPERATION_WITHOUT_PAY, Role.PAY, Role.DISPOSAL)
OF_SERVICES = (Role.SHORT_OF_PEOPLE, Role.NEW_BILLETS, Role.SPARE_PEOPLE)
YEARLY = {"charged": Role.CHARGED, "over": Role.OVER_HEADROOM}
FIRST_RACES = (Role.NEW_MONEY, Role.LEAKERS)
"""What is told first beside those that fit and the cheapest of these; the other lines stand beneath the table."""
NAMED = {
    "cost": Role.LIFE_CYCLE_COST,
    "new_money": Role.NEW_MONEY,
    "people": Role.PEOPLE,
    "years_over": Role.YEARS_OVER,
    "years_short": Role.YEARS_SHORT,
    "break_even": Role.BREAK_EVEN_SHARE,
    "peak": Role.PEAK_OUTLAY,
}


def options_data(model: Model, metrics: Metrics, slots: Mapping[str, int], telling: Telling) -> list[Document]:
    """The options shown, in order."""
    pack = model.pack
    return [
        {
            "id": option,
            "label": telling.say(pack.options[option].label),
            "short": telling.say(model.short(option)),
            "summary": telling.say(pack.options[option].summary) if pack.options[option].summary else "",
            "metrics": {id: slots[f"{option}.{id}"] for id in found if f"{option}.{id}" in slots},
            "absent": {id: telling.say(each.reason) for id, each in found.items() if f"{option}.{id}" not in slots},
            **_yearly(model, option, slots),
        }
        for option, found in metrics.items()
    ]


def _yearly(model: Model, option: str, slots: Mapping[str, int]) -> Document:
    """The rows by year of an option: outlays and flags, phases, and by service new billets, spare people and flags."""
    services = {
        service: [slots.get(model.role(role, option, service) or "", -1) for role in OF_SERVICES]
        for service in model.pack.services
    }
    return {
        **{name: slots.get(model.role(role, option) or "", -1) for name, role in YEARLY.items()},
        "phases": [slot for role in PHASES if (slot := slots.get(model.role(role, option) or "", -1)) >= 0],
        "services": {service: each for service, each in services.items() if each[0] >= 0},
    }


def metrics_data(model: Model, metrics: Metrics, telling: Telling) -> list[Document]:
    """The metrics in their order, each with how it is shown beside those of other options."""
    how = shown_metrics(model, metrics)
    found = []
    for id, label in model.metric_labels.items():
        row = next((model.rows[f"{each}.{id}"] for each in model.options if f"{each}.{id}" in model.rows), None)
        if row is not None:
            note = telling.note(first_sentence(row.doc))
            better = row.marks.get("better", "")
            how_at = telling.how(how[id])
            names = {"label": telling.label(label), "short": telling.label(model.metric_shorts[id])}
            found.append({"id": id, **names, "note": note, "how": how_at, "better": better})
    return found


def first_screen(model: Model, slots: Mapping[str, int]) -> Document:
    """The metrics and rows that the page asks for, by what they are for."""
    shown = {id for option in model.options for id in model.metrics(option)}
    effects = [name for role in EFFECTS if (name := model.name(role)) in shown]
    return {
        **{name: model.name(role) for name, role in NAMED.items()},
        "effects": effects,
        "headroom": slots.get(model.role(Role.HEADROOM) or "", -1),
        "share": slots.get(model.role(Role.GDP_SHARE) or "", -1),
    }


def finding(model: Model, telling: Telling) -> list[Document]:
    """The lines of the answer: their headings, and which metrics decide who is named."""
    deciding = [role for role in FITTING.by if model.name(role) in model.metric_labels]
    told = (each for each in told_lines(deciding) if _stands(model, each))
    return [_line(model, each, telling) for each in told]


def _stands(model: Model, line: Listing | Race | Remark) -> bool:
    """A race that only the brief runs is left out, and a remark on numbers that the pack has not."""
    if isinstance(line, Remark):
        return all(model.name(role) in model.metric_labels for role in line.of)
    return not isinstance(line, Race) or not line.alone


def _is_first(line: Listing | Race | Remark) -> bool:
    return line == CHEAPEST_THAT_FITS or (line.of in FIRST_RACES if isinstance(line, Race) else _is_good(line))


def _is_good(line: Listing | Remark) -> bool:
    return isinstance(line, Listing) and line.good


def _line(model: Model, line: Listing | Race | Remark, telling: Telling) -> Document:
    settings = model.pack.settings
    told = {"heading": telling.say(heading(line, settings)), "first": _is_first(line)}
    if isinstance(line, Remark):
        return {**told, "text": telling.say(line.text)}
    if isinstance(line, Listing):
        drawn = {"drawn": telling.say(holding_heading(settings))} if line.good else {}
        return {**told, **drawn, "by": [model.name(role) for role in line.by], "good": line.good}
    drawn = {"drawn": telling.say(HOLDING)} if line.that_fit else {}
    beside = settings.baseline_option if line.rivals else ""
    race = {"of": model.name(line.of), "least": line.least, "fit": line.that_fit, "beside": beside}
    return {**told, **drawn, **race, **_counted(noun_of(line, settings), telling)}


def _counted(noun: str, telling: Telling) -> Document:
    """What a race counts, as a sentence has it of one and of several; nothing of what has a unit."""
    said = [telling.say(with_noun(each, noun)).replace(each, "{0}") for each in ("1", "2")]
    return {"counted": said} if noun else {}


def services_data(model: Model, telling: Telling) -> Mapping[str, str]:
    """What each service is called."""
    return {id: telling.say(each.label) for id, each in model.pack.services.items()}


def flips_data(model: Model, values: Values, slots: Mapping[str, int]) -> Iterable[Document]:
    """The pack's own flips: the value of an assumption at which a verdict of an option changes."""
    return [
        {"option": each.option, "slot": slots[each.id], "by": slots.get(each.by, -1)} for each in flips(model, values)
    ]


def draws_wanted(model: Model) -> Iterable[str]:
    """The rows by year whose fans are drawn: what each option takes out of the budget, and the headroom."""
    headroom = model.role(Role.HEADROOM)
    return [*of_options(model, Role.CHARGED).values(), *([headroom] if headroom else [])]
