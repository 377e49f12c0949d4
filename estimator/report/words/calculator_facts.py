"""What a kind of element is for, what it must be told and what it makes of that: read off its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.calculators import Calculator, calculators, element_calculators
from estimator.display.text import general
from estimator.model.graph import Model
from estimator.model.needs.inputs import CalculatorInput, calculator_inputs, is_never_paid, needed_with, needs_people
from estimator.model.needs.stubs import example, unit_of, wording_of
from estimator.pack.records import Element
from estimator.report.words.explain import EXAMPLE, Explanation, Fact, known_ids

ALWAYS, OPTIONAL, WITH_OTHERS, SELDOM = "always needed", "optional", "with others", "seldom told"

ORIGINS = (
    "its own table [element.NAME.set.INPUT], another row or assumption by [element.NAME.from], "
    "systems/SYSTEM.toml, else the whole pack by its last word"
)


def calculator_meant(model: Model, id: str) -> Calculator | None:
    """The kind of element of that name, unless the pack itself has something of the name."""
    return calculators()[id] if id in element_calculators() and id not in known_ids(model) else None


def explain_calculator(model: Model, calculator: Calculator) -> Explanation:
    """Purpose, inputs, rows and an element of the pack that can be copied."""
    return Explanation(calculator.name, "calculator", tuple(_facts(model, calculator)))


def _facts(model: Model, calculator: Calculator) -> Iterator[Fact]:
    elements = elements_of(model, calculator.name)
    inputs = calculator_inputs(calculator)
    yield Fact("label", calculator.label)
    yield Fact("counts", calculator.item or "nothing")
    yield from _inputs(model, calculator, elements, inputs)
    yield Fact("inputs from", ORIGINS)
    yield Fact("meaning", "\n".join(" ".join(each.split()) for each in calculator.doc.split("\n\n")))
    yield Fact("rows", "\n".join(_rows(calculator)), [row.name for row in calculator.rows])
    measures = sorted({row.marks["measure"] for row in calculator.rows if "measure" in row.marks})
    yield Fact("measures", ", ".join(measures) or "none", measures)
    examples = [f"{each.id} ({each.place})" for each in elements]
    yield Fact("in this pack", "\n".join(examples) or "none", [each.id for each in elements])
    yield Fact(EXAMPLE, example(calculator, model.pack))


def _rows(calculator: Calculator) -> Iterator[str]:
    """Its rows by the module that has them, its own first; those of payments that it never makes are left out."""
    modules = dict.fromkeys((calculator.name, *(row.module for row in calculator.rows)))
    for module in modules:
        own = [row.name for row in calculator.rows if row.module == module]
        made = [name for name in own if not is_never_paid(calculator, name)]
        if made:
            yield f"{', '.join(made)}" if module == calculator.name else f"{module}: {', '.join(made)}"


def _inputs(
    model: Model, calculator: Calculator, elements: list[Element], inputs: list[CalculatorInput]
) -> Iterator[Fact]:
    """What is always needed, what is optional, what only comes with an optional one, and what is seldom told."""
    kinds: dict[str, list[CalculatorInput]] = {ALWAYS: [], OPTIONAL: [], WITH_OTHERS: [], SELDOM: []}
    for each in inputs:
        typed = each.asked and not is_never_paid(calculator, each.name)
        kind = ALWAYS if each.always else SELDOM if not typed else WITH_OTHERS if each.default is None else OPTIONAL
        kinds[kind].append(each)
    for kind, wanted in kinds.items():
        raw = [_record(model, elements, calculator, each) for each in wanted]
        if kind == SELDOM:
            text = ", ".join(_seldom([each.name for each in wanted if not is_never_paid(calculator, each.name)]))
        else:
            text = "\n".join(_line(calculator, each, record) for each, record in zip(wanted, raw, strict=True))
        yield Fact(kind, text or "nothing", raw)
    if needs_people(calculator):
        yield Fact("service", "the service whose people it needs, one of pack.toml", list(model.pack.services))


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


def elements_of(model: Model, calculator: str) -> list[Element]:
    """The elements of the pack that are of a kind."""
    options = (model.pack.options[id] for id in model.options)
    return [each for option in options for each in option.elements if each.calculator == calculator]


def _bracketed(words: str) -> str:
    return f" [{words}]" if words else ""


def _line(calculator: Calculator, told: CalculatorInput, record: Mapping[str, object]) -> str:
    """One input in a line: unit, meaning, and what holds without it or comes with it."""
    without = "" if told.default is None else f"; without it {general(told.default)}"
    also = needed_with(calculator, told.name) - needed_with(calculator) if told.default is not None else ()
    more = f"; with it also {', '.join(sorted(also))}" if also else ""
    note = f" ({told.asked.note})" if told.asked and told.asked.note else ""
    return f"{told.name}{_bracketed(str(record['unit']))}: {record['label']}{note}{without}{more}"


def _record(model: Model, elements: list[Element], calculator: Calculator, told: CalculatorInput) -> dict[str, object]:
    """One input for other programs: unit and meaning, what holds without it, who reads it, where this pack has it."""
    supplied = _supplied(model, elements, told.name)
    label, unit = _named(model, supplied)
    if told.asked:
        label = told.asked.meaning_here(calculator.item)
        unit = unit_of(calculator, told.asked, wording_of(model.pack))
    names = [row.name for row in told.readers]
    raw = {"name": told.name, "label": label, "unit": unit, "default": told.default, "read_by": names}
    return {**raw, "example": supplied or None}


def _supplied(model: Model, elements: list[Element], name: str) -> str:
    """The id that gives an input to the first element of the pack that has it, or else the whole pack's."""
    for each in elements:
        tried = (each.assumptions.get(name), each.wires.get(name), f"{each.system}.{name}")
        for id in filter(None, tried):
            for full in (f"{each.option}.{id}", id):
                if full in model.inputs or full in model.rows:
                    return full
    wide = {*model.pack.systems, *model.pack.options, "prices"}
    ids = (id for id in model.inputs if id.count(".") == 1 and id.endswith(f".{name}"))
    rows = (id for id, row in model.rows.items() if row.scope == "pack" and id.endswith(f".{name}"))
    return next((id for id in (*ids, *rows) if id.partition(".")[0] not in wide), "")


def _named(model: Model, id: str) -> tuple[str, str]:
    """Label and unit of a row or an assumption, as files write it; nothing for no id."""
    if id in model.inputs:
        return model.inputs[id].label, model.inputs[id].unit
    return (model.rows[id].label, model.rows[id].unit) if id else ("", "")
