"""New elements and systems as commented tables of exactly what their kind reads, each number an open place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from estimator.calculators import Calculator, calculators, element_calculators
from estimator.calculators.asked import OF_THE_OPTION
from estimator.errors import InputError, did_you_mean
from estimator.model.needs.inputs import CalculatorInput, needed_with, typed_inputs
from estimator.model.needs.stubs import Wording, element_lines, table_line, told_of, wording_of
from estimator.pack.records import Pack
from estimator.pack.wording import shown

OPTIONAL = "# Optional; take the sign # away from what applies:"


def element_kinds(words: str) -> list[tuple[Calculator, str]]:
    """Kinds of element named on the command line, `fleet,munitions` or with their systems, `fleet:frigate`.

    Raises InputError for a word that is no kind.
    """
    found = []
    for word in filter(None, (each.strip() for each in words.split(","))):
        name, _, system = word.partition(":")
        if name not in element_calculators():
            hint = did_you_mean(name, element_calculators()) or f"There are {', '.join(element_calculators())}."
            raise InputError(f"there is no calculator {shown(name)}; nothing was written. {hint}")
        found.append((calculators()[name], system))
    return found


def elements_text(pack: Pack, kinds: Sequence[tuple[Calculator, str]]) -> str:
    """The tables of new elements, what their systems give left out.

    Raises InputError for a system that the pack does not have.
    """
    blocks, keys = [], list[str]()
    for calculator, system in kinds:
        if system and system not in pack.systems:
            hint = did_you_mean(system, pack.systems) or f"estimator new system {system} --calculator {calculator.name}"
            raise InputError(f"there is no system {shown(system)}; nothing was written. {hint}")
        same = keys.count(calculator.name)
        keys.append(calculator.name)
        blocks.append("\n".join(_element(pack, calculator, system, f"{calculator.name}{same + 1 if same else ''}")))
    return "\n\n".join(blocks) + "\n"


def _element(pack: Pack, calculator: Calculator, system: str, key: str) -> Iterator[str]:
    prefix = f"{system}."
    given = {id.removeprefix(prefix) for id in pack.assumptions if system and id.startswith(prefix)}
    given |= set(pack.systems[system].wires) if system else set()
    yield f"# {calculator.label}: estimator show {calculator.name} explains each input."
    yield from element_lines(calculator, key, pack, [each for each in told_of(calculator) if each not in given], system)
    more = [each for each in _optional(calculator) if each.name not in given]
    if more:
        yield OPTIONAL
        yield from (f"# {table_line(calculator, each.name, wording_of(pack))}{_without(each)}" for each in more)


def system_text(pack: Pack, calculator: Calculator) -> str:
    """The tables of a new system: what one costs and needs, without what an option decides."""
    wording = wording_of(pack)
    told = [name for name in told_of(calculator) if name not in OF_THE_OPTION]
    blocks = [_table(calculator, name, wording) for name in told]
    more = [each.name for each in _optional(calculator) if each.name not in OF_THE_OPTION]
    commented = ["\n".join(f"# {line}" for line in _table(calculator, name, wording).splitlines()) for name in more]
    return "\n\n".join([*blocks, *([OPTIONAL, *commented] if more else [])]) + "\n"


def _table(calculator: Calculator, name: str, wording: Wording) -> str:
    """One input as a table of its own, a key a line."""
    keys, _, note = table_line(calculator, name, wording, parted="\n").partition("  # ")
    head, _, rest = keys.partition(" = { ")
    return f"[{head}]" + (f"  # {note}" if note else "") + f"\n{rest.removesuffix(' }')}"


def _optional(calculator: Calculator) -> Iterable[CalculatorInput]:
    """What an element of the kind may be told besides, each with what comes along with it."""
    told, inputs = set(told_of(calculator)), {each.name: each for each in typed_inputs(calculator)}
    always = needed_with(calculator)
    for each in inputs.values():
        if each.default is not None and each.name not in told:
            yield each
            for name in sorted(needed_with(calculator, each.name) - always - told):
                if name in inputs and name not in told:
                    told.add(name)
                    yield inputs[name]


def _without(each: CalculatorInput) -> str:
    return f"  # without it {each.without}" if each.without else ""
