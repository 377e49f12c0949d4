"""What one id means: an assumption, a row, a metric, an option, a system, a scenario or a source."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from estimator.analysis.draws.distributions import distribution, is_uncertain
from estimator.analysis.standing.element_costs import ElementPhases, element_costs
from estimator.display.decision import Shown, shown
from estimator.display.declared import of_row, shown_beside, shown_id
from estimator.display.text import DASH, general, text, with_unit
from estimator.expression.words import in_words
from estimator.model.graph import YEAR, Model, ModelRow
from estimator.pack.records import Assumption, Pack
from estimator.report.markdown import bold, escaped
from estimator.report.tables import as_json
from estimator.report.words.drawn_distribution import drawn, percentiles
from estimator.report.words.known_ids import elements, require_known
from estimator.report.words.numbers_in_sentences import amount, in_phrase
from estimator.report.words.year_spans import by_year_text, in_horizon
from estimator.units import SHARES, Pure

Values = Mapping[str, Any]
DRAWN, EXAMPLE = "drawn", "example"  # a picture of characters, lines to paste: their spaces count
AS_IT_STANDS = (DRAWN, EXAMPLE)
LINE_WIDTH = 110
CERTAIN = "certain"
AT_THE_POINT = "this is of the given values; estimator compare shows the median of the draws, simulate all"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know: its key in JSON, its text, and its raw value where that differs."""

    key: str
    text: str
    value: object = None

    @property
    def raw(self) -> object:
        """The value that JSON carries."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Explanation:
    """An id with its kind and its facts, in reading order."""

    id: str
    kind: str
    facts: tuple[Fact, ...]

    def as_text(self, width: int = LINE_WIDTH) -> str:
        """Lines of `key  text`, of at most so many columns."""
        lines = [f"{self.id}  ({self.kind})"]
        told = [fact for fact in self.facts if fact.text]
        wide = max((len(fact.key) for fact in told), default=0)
        for fact in told:
            lines += _fact_lines(fact, wide, width)
        return "\n".join(lines) + "\n"

    def as_markdown(self) -> str:
        """A list of facts under a heading."""
        lines = [f"## `{self.id}` ({self.kind})", ""]
        for fact in self.facts:
            first, *more = (escaped(line) for line in fact.text.splitlines() or [""])
            if fact.key in AS_IT_STANDS:
                first, more = "", ["", "```text", *fact.text.splitlines(), "```"]
            lines += [f"- {bold(fact.key)}: {first}".rstrip(), *(f"  {line}".rstrip() for line in more)]
        return "\n".join(lines) + "\n"

    def as_json(self) -> str:
        """One object."""
        return as_json({"id": self.id, "kind": self.kind, **{fact.key: fact.raw for fact in self.facts}})


def _fact_lines(fact: Fact, wide: int, width: int) -> Iterator[str]:
    start = f"  {fact.key:<{wide}}  "
    indent = " " * len(start)
    if fact.key == EXAMPLE:
        yield from (f"  {fact.key}", *(f"    {line}".rstrip() for line in fact.text.splitlines()))
        return
    for line in fact.text.splitlines() or [""]:
        yield from textwrap.wrap(
            line,
            width,
            initial_indent=start,
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        ) or [start.rstrip()]
        start = indent


def explain(model: Model, values: Values, id: str) -> Explanation:
    """Explain one id. Raises UnknownNameError with the nearest ids."""
    require_known(model, id)
    pack = model.pack
    finders: list[tuple[str, Mapping[str, Any], Callable[[], Iterable[Fact]]]] = [
        ("row", model.rows, lambda: row_facts(model, values, model.rows[id])),
        ("assumption", model.inputs, lambda: assumption_facts(model, values, model.inputs[id])),
        ("row that does not apply", model.absent, lambda: [Fact("reason", model.absent[id])]),
        ("option", pack.options, lambda: option_facts(model, values, id)),
        ("system", pack.systems, lambda: system_facts(model, id)),
        ("scenario", pack.scenarios, lambda: scenario_facts(pack, id)),
        ("source", pack.sources, lambda: source_facts(model, id)),
    ]
    for kind, where, facts in finders:
        if id in where:
            return Explanation(id, kind, tuple(facts()))
    if id in elements(pack):
        return Explanation(id, "element", tuple(element_facts(model, id)))
    return Explanation(id, "metric", tuple(metric_facts(model, values, id)))


def grade_text(assumption: Assumption) -> str:
    """The grade; C carries a star, for it is a judgement."""
    return assumption.grade + ("*" if assumption.grade == "C" else "")


def range_text(assumption: Assumption) -> str:
    """The range in the file's unit, what it is, and its shape."""
    if assumption.outcomes:
        pairs = ", ".join(f"{general(value)} with {general(chance * 100)} %" for value, chance in assumption.outcomes)
        return f"{pairs} ({assumption.shape})"
    if assumption.low is None or assumption.high is None:
        return "none: the value is taken as certain"
    kind = "10th and 90th percentile" if assumption.range_is == "percentiles" else "bounds"
    likely = "" if assumption.mode is None else f", most likely {general(assumption.mode)}"
    return f"{general(assumption.low)} – {general(assumption.high)} ({kind}, {assumption.shape}{likely})"


def source_text(pack: Pack, assumption: Assumption) -> str:
    """The source in full where the pack has a record of it."""
    source = pack.sources.get(assumption.source)
    if source is None:
        return assumption.source
    return f"{source.publisher}: {source.title} ({source.date}) [{source.id}]"


def assumption_facts(model: Model, values: Values, assumption: Assumption) -> Iterator[Fact]:
    """Value in the file's unit and as computed with, range, grade, source, place, who set it, who reads it."""
    pack = model.pack
    yield Fact("label", assumption.label)
    yield from _assumed(model, values, assumption)
    yield Fact("range", range_text(assumption), [assumption.low, assumption.high])
    if is_uncertain(assumption):
        found = distribution(assumption)
        yield Fact(DRAWN, drawn(assumption, found), percentiles(found))
    yield Fact("grade", grade_text(assumption), assumption.grade)
    yield Fact("source", source_text(pack, assumption))
    for key in ("basis", "growth", "as_of", "note", "why"):
        if getattr(assumption, key):
            yield Fact(key, str(getattr(assumption, key)))
    yield Fact("set_by", assumption.layer)
    base = pack.base.get(assumption.id)
    if base is not None and base != assumption:
        yield Fact("base_value", _file_value(base), base.value)
    yield Fact("place", str(assumption.place) or "given by the pack's settings")
    yield from _read_by(model, assumption.id)


def _file_value(assumption: Assumption) -> str:
    if assumption.value is not None:
        return with_unit(assumption.value, assumption.unit)
    return f"{_years(assumption.by_year)} {assumption.unit} (other years: {assumption.fill})"


def _years(by_year: Mapping[int, float] | None) -> str:
    return by_year_text(sorted((by_year or {}).items()), general, "")


def _assumed(model: Model, values: Values, assumption: Assumption) -> Iterator[Fact]:
    by_year = assumption.by_year
    raw: object = assumption.value if by_year is None else {str(year): value for year, value in sorted(by_year.items())}
    yield Fact("value", _file_value(assumption), raw)
    yield Fact("unit", assumption.unit)
    yield from _declared(assumption.pure)
    otherwise = assumption.scale != 1 or assumption.unit != assumption.normal_unit or assumption.pure in SHARES
    if assumption.id in values and otherwise:
        yield from _computed(model, values, assumption.id, assumption.normal_unit, "as_computed")


def _declared(pure: Pure) -> Iterator[Fact]:
    """What a pure number is declared to be; nothing where the unit says it."""
    if pure:
        yield Fact("shown", pure)


def _computed(model: Model, values: Values, id: str, unit: str, key: str) -> Iterator[Fact]:
    """The value that the model computes with: one number, or compactly by year."""
    found = [float(value) for value in values[id][0]]
    how = _how(model, values, id, found)
    if len(found) == 1:
        number = None if math.isnan(found[0]) else found[0]
        words = in_phrase(found, how, model.pack.settings)
        yield Fact(key, words if how.scale == 1 else f"{words} ({with_unit(number, unit)})", number)
        return
    years = in_horizon(model, found)
    raw = {str(year): value for year, value in zip(model.years, found, strict=True)}
    words = by_year_text(years, lambda value: text(value, how), model.pack.settings.year_prefix)
    yield Fact(key, f"{how.unit or 'pure number'}\n{words}", raw)


def row_facts(model: Model, values: Values, row: ModelRow) -> Iterator[Fact]:
    """Label, unit, value, formula in words, what it reads with values and sources, docstring, who reads it."""
    yield Fact("label", row.label)
    yield Fact("unit", row.unit)
    yield from _declared(of_row(model, row))
    yield from _computed(model, values, row.id, row.unit, "value")
    if row.metric and any(each.shape != CERTAIN for each in model.inputs.values()):
        yield Fact("drawn", AT_THE_POINT)
    yield Fact("formula", in_words(row.expression, lambda name: f"“{label_of(model, name)}”"))
    lines = [_precedent(model, values, id) for id in row.precedents]
    yield Fact("reads", "\n".join(lines) or "nothing", list(row.precedents))
    yield Fact("meaning", row.doc)
    if row.marks:
        yield Fact("marks", ", ".join(f"{key} {value}" for key, value in sorted(row.marks.items())), dict(row.marks))
    yield from _read_by(model, row.id)


def label_of(model: Model, id: str) -> str:
    """The label of a row or an assumption; the axis is called the fiscal year."""
    if id == YEAR:
        return "Fiscal year"
    return model.rows[id].label if id in model.rows else model.inputs[id].label


def unit_of(model: Model, id: str) -> str:
    """The normal unit of a row or an assumption."""
    if id == YEAR:
        return "year"
    return model.rows[id].unit if id in model.rows else model.inputs[id].normal_unit


def _how(model: Model, values: Values, id: str, found: Sequence[float]) -> Shown:
    """How an id is shown: a metric with the decimals that it has in the comparison, anything else by its own values."""
    row = model.rows.get(id)
    if row is not None and row.metric and row.scope == "option" and row.group in model.options:
        return shown_beside(model, row.key, values)
    return shown_id(model, id, unit_of(model, id), found)


def value_text(model: Model, values: Values, id: str) -> str:
    """A value in one phrase; a by-year row by its smallest and largest value in the comparison."""
    found = [float(value) for value in values[id][0]]
    if len(found) > 1:
        found = [value for _, value in in_horizon(model, found) if not math.isnan(value)] or [math.nan]
        found = [min(found), max(found)]
    return in_phrase(found, _how(model, values, id, found), model.pack.settings)


def _precedent(model: Model, values: Values, id: str) -> str:
    line = f"{label_of(model, id)} ({id}): {value_text(model, values, id)}"
    assumption = model.inputs.get(id)
    if assumption is None or assumption.layer == "given":
        return line
    return f"{line} [{assumption.source}, grade {grade_text(assumption)}]"


def _read_by(model: Model, id: str) -> Iterator[Fact]:
    readers = model.dependents(id)
    most = 12
    more = f" and {len(readers) - most} more" if len(readers) > most else ""
    yield Fact("read_by", ", ".join(readers[:most]) + more or "nothing", list(readers))


def metric_facts(model: Model, values: Values, metric: str) -> Iterator[Fact]:
    """A metric across the options, with its definition."""
    rows = {option: model.metrics(option).get(metric) for option in model.options}
    for row in rows.values():
        if row is not None:
            yield Fact("label", row.label)
            yield Fact("unit", row.unit)
            yield Fact("meaning", row.doc)
            break
    for option, row in rows.items():
        reason = model.absent.get(f"{option}.{metric}", "does not apply")
        yield Fact(option, f"{DASH} ({reason})" if row is None else value_text(model, values, row.id))


def option_facts(model: Model, values: Values, id: str) -> Iterator[Fact]:
    """What an option is, its elements, its own assumptions and its metrics."""
    option = model.pack.options[id]
    yield Fact("label", option.label)
    yield Fact("role", option.role)
    yield Fact("summary", option.summary)
    yield Fact("includes", ", ".join(option.include) or "no other option", list(option.include))
    apart = [other for pair in model.pack.exclusions if id in pair for other in sorted(pair - {id})]
    yield Fact("excludes", ", ".join(apart) or "no other option", apart)
    left_out = [f"{each.label}: {each.reason}" for each in model.pack.left_out_of(id)]
    if left_out:
        yield Fact("left out", "\n".join(left_out), left_out)
    elements = [f"{each.key}: {each.label} ({each.calculator}, {each.funding})" for each in option.elements]
    yield Fact("elements", "\n".join(elements) or "none", [each.id for each in option.elements])
    costs = element_costs(model, values, id)
    if costs:
        yield Fact("costs", "\n".join(_costs(model, costs)), {each.element.key: dict(each.phases) for each in costs})
    yield Fact("assumptions", ", ".join(option.assumptions.values()) or "none", sorted(option.assumptions.values()))
    yield Fact("place", str(option.place))
    for key, row in model.metrics(id).items():
        yield Fact(key, value_text(model, values, row.id), _scalar(values, row.id))


def _costs(model: Model, costs: Sequence[ElementPhases]) -> Iterator[str]:
    """What each element costs in the years compared, and in which phases."""
    settings = model.pack.settings
    how = shown(settings.money, settings, "", [each.total for each in costs])
    for each in costs:
        phases = ", ".join(f"{phase} {text(money, how)}" for phase, money in each.phases.items())
        yield f"{each.element.key}: {amount(text(each.total, how), how.unit)} ({phases})"


def _scalar(values: Values, id: str) -> object:
    number = float(values[id][0][0])
    return DASH if math.isnan(number) else number


def element_facts(model: Model, id: str) -> Iterator[Fact]:
    """The calculator, system, service and wires of an element, and its rows."""
    option, key = id.split(".", 1)
    element = next(each for each in model.pack.options[option].elements if each.key == key)
    yield Fact("label", element.label)
    for name in ("calculator", "system", "service", "share", "funding"):
        yield Fact(name, getattr(element, name) or "none")
    yield Fact("assumptions", "\n".join(element.assumptions.values()) or "none", dict(element.assumptions))
    wires = [f"{name} = {to}" for name, to in element.wires.items()]
    yield Fact("wires", "\n".join(wires) or "none", dict(element.wires))
    rows = [each.id for each in model.rows.values() if each.group == id]
    yield Fact("rows", "\n".join(rows) or "none", rows)
    yield Fact("place", str(element.place))


def system_facts(model: Model, id: str) -> Iterator[Fact]:
    """A system's assumptions and the elements that use it."""
    system = model.pack.systems[id]
    yield Fact("label", system.label)
    yield Fact("note", system.note)
    own = [each for each in model.pack.assumptions.values() if each.id.startswith(id + ".")]
    yield Fact("assumptions", "\n".join(f"{each.id} = {_file_value(each)}" for each in own), [each.id for each in own])
    users = [each.id for option in model.pack.options.values() for each in option.elements if each.system == id]
    yield Fact("used_by", ", ".join(users) or "no option", users)
    yield Fact("place", str(system.place))


def scenario_facts(pack: Pack, id: str) -> Iterator[Fact]:
    """What a scenario changes, from which base value, and why."""
    scenario = pack.scenarios[id]
    yield Fact("label", scenario.label)
    yield Fact("note", scenario.note)
    for change in scenario.overrides:
        known = pack.assumptions[change.id]
        unit = change.unit or known.unit
        new = with_unit(change.value, unit) if change.value is not None else f"{_years(change.by_year)} {unit}"
        base = _file_value(pack.base.get(change.id, known))
        yield Fact(change.id, f"{new}, base {base}. {change.why}".rstrip(), new)
    yield Fact("place", str(scenario.place))


def source_facts(model: Model, id: str) -> Iterator[Fact]:
    """A source's record and the assumptions that rest on it."""
    source = model.pack.sources[id]
    for key in ("title", "publisher", "date", "where"):
        yield Fact(key, getattr(source, key))
    users = [each.id for each in model.pack.assumptions.values() if each.source == id]
    yield Fact("used_by", ", ".join(users) or "no assumption", users)
    yield Fact("place", str(source.place))
