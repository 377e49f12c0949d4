"""What a kind of element is for, what it must be told and what it makes of that: read off its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimator.calculators import Calculator, calculators, element_calculators
from estimator.model.graph import Model, ModelRow
from estimator.model.needs.inputs import CalculatorInput, calculator_inputs, is_never_paid, needed_with, needs_people
from estimator.model.needs.stubs import example, unit_of, wording_of
from estimator.pack.records import Assumption, Element, Pack
from estimator.report.words.explain import EXAMPLE, Explanation, Fact
from estimator.report.words.known_ids import known_ids

ALWAYS, OPTIONAL, WITH_OTHERS, SELDOM = "always needed", "optional", "with others", "seldom told"
YEARS, YEARS_OF_PAYMENT = "_contract_years", "Years over which each is paid; without it within the year"

ORIGINS = (
    "its own table [element.NAME.set.INPUT], another row or assumption by [element.NAME.from], "
    "systems/SYSTEM.toml, else the whole pack by its last word"
)


def calculator_meant(model: Model, id: str) -> Calculator | None:
    """The kind of element of that name, unless the pack itself has something of the name."""
    return calculators()[id] if id in element_calculators() and id not in known_ids(model) else None


def explain_calculator(pack: Pack, calculator: Calculator, model: Model | None = None) -> Explanation:
    """Purpose, inputs, rows and an element of the pack that can be copied; a pack with mistakes has no model."""
    return Explanation(calculator.name, "calculator", tuple(_facts(pack, calculator, model)))


def _facts(pack: Pack, calculator: Calculator, model: Model | None) -> Iterator[Fact]:
    elements = elements_of(pack, calculator.name)
    inputs = calculator_inputs(calculator)
    yield Fact("label", calculator.label)
    yield Fact("counts", calculator.item or "nothing")
    yield from _inputs(pack, calculator, inputs, _Known(pack, elements, model))
    yield Fact("inputs from", ORIGINS)
    yield Fact("meaning", "\n".join(" ".join(each.split()) for each in calculator.doc.split("\n\n")))
    yield Fact("rows", "\n".join(_rows(calculator)), [row.name for row in calculator.rows])
    measures = sorted({row.marks["measure"] for row in calculator.rows if "measure" in row.marks})
    yield Fact("measures", ", ".join(measures) or "none", measures)
    examples = [f"{each.id} ({each.place})" for each in elements]
    yield Fact("in this pack", "\n".join(examples) or "none", [each.id for each in elements])
    yield Fact(EXAMPLE, example(calculator, pack))


def _rows(calculator: Calculator) -> Iterator[str]:
    """Its rows by the module that has them, its own first; those of payments that it never makes are left out."""
    modules = dict.fromkeys((calculator.name, *(row.module for row in calculator.rows)))
    for module in modules:
        own = [row.name for row in calculator.rows if row.module == module]
        made = [name for name in own if not is_never_paid(calculator, name)]
        if made:
            yield f"{', '.join(made)}" if module == calculator.name else f"{module}: {', '.join(made)}"


def _inputs(pack: Pack, calculator: Calculator, inputs: list[CalculatorInput], known: _Known) -> Iterator[Fact]:
    """What is always needed, what is optional, what only comes with an optional one, and what is seldom told."""
    kinds: dict[str, list[CalculatorInput]] = {ALWAYS: [], OPTIONAL: [], WITH_OTHERS: [], SELDOM: []}
    for each in inputs:
        typed = each.asked and not is_never_paid(calculator, each.name)
        kind = ALWAYS if each.always else SELDOM if not typed else WITH_OTHERS if each.default is None else OPTIONAL
        kinds[kind].append(each)
    for kind, wanted in kinds.items():
        raw = [_record(pack, known, calculator, each) for each in wanted]
        if kind == SELDOM:
            text = ", ".join(_seldom([each.name for each in wanted if not is_never_paid(calculator, each.name)]))
        else:
            text = "\n".join(_lines(calculator, list(zip(wanted, raw, strict=True))))
        yield Fact(kind, text or "nothing", raw)
    if needs_people(calculator):
        yield Fact("service", "the service whose people it needs, one of pack.toml", list(pack.services))


def _seldom(names: list[str]) -> Iterator[str]:
    """Names that mostly a wire supplies, the rates of a contract's years as one."""
    for name in names:
        if name.endswith("_spread_none"):
            continue
        stem, rate, year = name.rpartition("_rate_")
        if not rate:
            yield name
        elif year == "1":
            yield f"{stem}_rate_1 … _{len([each for each in names if each.startswith(stem + rate)])}"


def elements_of(pack: Pack, calculator: str) -> list[Element]:
    """The elements of the pack's options that are of a kind."""
    options = (pack.options[id] for id in pack.settings.options)
    return [each for option in options for each in option.elements if each.calculator == calculator]


def _bracketed(words: str) -> str:
    return f" [{words}]" if words else ""


def _lines(calculator: Calculator, inputs: list[tuple[CalculatorInput, Mapping[str, object]]]) -> Iterator[str]:
    """A line an input; the years of payment that may be left out are alike and stand in one."""
    years = [told.name for told, _ in inputs if told.name.endswith(YEARS) and told.default is not None]
    yield from (_line(calculator, told, record) for told, record in inputs if told.name not in years)
    if years:
        yield f"{', '.join(years)} [year]: {YEARS_OF_PAYMENT}"


def _line(calculator: Calculator, told: CalculatorInput, record: Mapping[str, object]) -> str:
    """One input in a line: unit, meaning, and what holds without it or comes with it."""
    without = f"; without it {told.without}" if told.without else ""
    also = needed_with(calculator, told.name) - needed_with(calculator) if told.default is not None else ()
    more = f"; with it also {', '.join(sorted(also))}" if also else ""
    note = f" ({told.asked.note})" if told.asked and told.asked.note else ""
    return f"{told.name}{_bracketed(str(record['unit']))}: {record['label']}{note}{without}{more}"


def _record(pack: Pack, known: _Known, calculator: Calculator, told: CalculatorInput) -> dict[str, object]:
    """One input for other programs: unit and meaning, what holds without it, who reads it, where this pack has it."""
    supplied = known.supplied(told.name)
    label, unit = known.named(supplied)
    if told.asked:
        label = told.asked.meaning_here(calculator.item)
        unit = unit_of(calculator, told.asked, wording_of(pack))
    names = [row.name for row in told.readers]
    raw = {"name": told.name, "label": label, "unit": unit, "default": told.default, "read_by": names}
    return {**raw, "example": supplied or None}


@dataclass(frozen=True)
class _Known:
    """What the pack has by the names that elements ask for: its assumptions, and its rows where it computes."""

    pack: Pack
    elements: list[Element]
    model: Model | None

    @property
    def rows(self) -> Mapping[str, ModelRow]:
        return self.model.rows if self.model else {}

    @property
    def inputs(self) -> Mapping[str, Assumption]:
        return self.model.inputs if self.model else self.pack.assumptions

    def supplied(self, name: str) -> str:
        """The id that gives an input to the first element of the pack that has it, or else the whole pack's."""
        for each in self.elements:
            tried = (each.assumptions.get(name), each.wires.get(name), f"{each.system}.{name}")
            for id in filter(None, tried):
                for full in (f"{each.option}.{id}", id):
                    if full in self.inputs or full in self.rows:
                        return full
        wide = {*self.pack.systems, *self.pack.options, "prices"}
        ids = (id for id in self.inputs if id.count(".") == 1 and id.endswith(f".{name}"))
        rows = (id for id, row in self.rows.items() if row.scope == "pack" and id.endswith(f".{name}"))
        return next((id for id in (*ids, *rows) if id.partition(".")[0] not in wide), "")

    def named(self, id: str) -> tuple[str, str]:
        """Label and unit of a row or an assumption, as files write it; nothing for no id."""
        if id in self.inputs:
            return self.inputs[id].label, self.inputs[id].unit
        return (self.rows[id].label, self.rows[id].unit) if id else ("", "")
