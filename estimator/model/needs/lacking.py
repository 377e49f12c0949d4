"""What elements lack: all that is missing of one element in one message, with units and lines to paste."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.calculators import Calculator
from estimator.model.instances import Instance
from estimator.model.needs.files import note_what_files_lack
from estimator.model.needs.inputs import calculator_inputs, needed_with
from estimator.model.needs.stubs import table_line, wording_of
from estimator.model.reasons import SERVICE
from estimator.model.wiring import Wiring
from estimator.pack.records import Pack
from estimator.pack.wording import OPEN

NEEDED = "one such number is needed, else nothing is bought"


def note_what_is_missing(wiring: Wiring) -> None:
    """Note for each element, or for all elements of one system that lack the same, everything that nothing supplies."""
    instances = {each.instance.group: each.instance for each in wiring.plans.values()}
    _add_prices(wiring, instances)
    note_what_files_lack(wiring, {group: each for group, each in instances.items() if each.scope != "element"})
    for group, found in wiring.missing.items():
        instance = instances.get(group)
        if instance is None or instance.scope != "element":
            continue
        names = [each for each in _in_order(instance.calculator, found) if each not in wiring.meant.get(group, ())]
        if not names:
            continue
        place, calculator = instance.place, instance.calculator
        cause = ("missing", instance.system or group, calculator.name, *names)
        if not wiring.findings.again(cause, place):
            says = f"{group} lacks {_counted(names)} of {calculator.name}: {', '.join(names)}"
            hint = _hint(wiring.pack, instance, names)
            wiring.findings.note(cause, place, says, "\n".join(hint))


def _add_prices(wiring: Wiring, instances: Mapping[str, Instance]) -> None:
    """An element that buys and pays nothing at all lacks what its kind is usually told: it would cost nothing."""
    paid: dict[str, list[str]] = {}
    may_supply = wiring.unread.may_supply
    for id, planned in wiring.plans.items():
        if planned.instance.scope == "element" and planned.definition.marks.get("measure") == "outlay":
            paid.setdefault(planned.instance.group, []).append(id)
    for group, ids in paid.items():
        instance, usual = instances[group], instances[group].calculator.usual
        told = wiring.is_doubtful(instance) or not usual
        if not told and not any(each in wiring.rows or each in wiring.wrong for each in ids):
            found = wiring.missing.setdefault(group, {})
            found.update({name: ids for name in usual if name not in instance.names and not may_supply(name)})


def _in_order(calculator: Calculator, found: dict[str, list[str]]) -> list[str]:
    """The names in the order in which the calculator's inputs are told; the service first."""
    order = [SERVICE, *(each.name for each in calculator_inputs(calculator))]
    return sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))


def _counted(names: list[str]) -> str:
    return f"{len(names)} inputs" if len(names) > 1 else "an input"


def _explained(calculator: Calculator) -> str:
    return f"estimator show {calculator.name} explains it"


def _beside(instance: Instance, name: str) -> str:
    """Why an input is needed that may be left out with what goes with it: what of that the element is told."""
    calculator = instance.calculator
    told = [each for each in calculator.usual if each in instance.names and name in needed_with(calculator, each)]
    return f"needed beside {', '.join(told)}" if told else NEEDED


def _hint(pack: Pack, instance: Instance, names: list[str]) -> Iterator[str]:
    """What to paste into the option, or where else the numbers may come from."""
    calculator, element, system = instance.calculator, instance.marks.get("element", ""), instance.system
    inputs = [name for name in names if name != SERVICE]
    shared = f", or each number as a table of its own into systems/{system}.toml" if system and inputs else ""
    yield f'Put this below [element.{element}]{shared}; write what holds for each "{OPEN}" ({_explained(calculator)}):'
    if SERVICE in names:
        yield f'    {SERVICE} = "{OPEN}"  # whose people it needs: {", ".join(pack.services)}'
    if inputs:
        yield f"    [element.{element}.set]"
        wording = wording_of(pack)
        for name in inputs:
            usual = name in calculator.usual
            yield f"    {table_line(calculator, name, wording, beside=_beside(instance, name) if usual else '')}"
