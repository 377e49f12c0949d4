"""Values that no row asks for: most are misspelt, and what they were to say would be lost without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import get_args

from estimator.calculators.row import RowDefinition, Scope
from estimator.model.instances import of_scope
from estimator.model.planning import Planned, replaced
from estimator.model.wiring import Wiring
from estimator.pack.records import Element, Pack

NEAR, VERY_NEAR = 0.72, 0.88  # a name of the whole pack may well be for nobody


def note_unread_values(wiring: Wiring) -> None:
    """Note values of elements, of their systems and of options that no row asks for and no wire names.

    A system may serve elements of several kinds: of its values only those are noted that no kind of element asks for,
    whatever options are shown. What a name was meant to be is kept, so that it is not told again as missing.
    """
    pack = wiring.pack
    named = _named(pack)
    for option in pack.options.values():
        for element in option.elements:
            asked = _asked(pack, element)
            if asked is not None:
                own = {key: id for key, id in element.assumptions.items() if id.startswith(f"{element.id}.")}
                _note(wiring, own, asked, named, (element,))
        asked_here = [_asked(pack, element) for element in option.elements]
        if None not in asked_here:
            words = {"option": option.id}
            rows = (row for each in of_scope("option") for row in each.rows)
            known = set().union(*filter(None, asked_here), _names(rows, words))
            _note(wiring, option.assumptions, known, named, option.elements)
    _note_systems(wiring, named)
    _note_files(wiring, named)


def _note_systems(wiring: Wiring, named: set[str]) -> None:
    pack = wiring.pack
    kinds = _names((row for each in of_scope("element") for row in each.rows), {})
    elements = [each for option in pack.options.values() for each in option.elements]
    for system in pack.systems:
        users = [each for each in elements if each.system == system]
        if users and all(_asked(pack, each) is not None for each in users):
            held = {id.partition(".")[2]: id for id in pack.assumptions if id.startswith(f"{system}.")}
            _note(wiring, held, kinds, named, users)


def _note_files(wiring: Wiring, named: set[str]) -> None:
    """Values of the whole pack whose name no row of the program knows and that is near to one that is wanted.

    A value that nothing reads and that is near to nothing is no mistake: `check` lists it.
    """
    own = {*wiring.pack.systems, *wiring.pack.options}
    asked, wanted = _asked_anywhere(wiring), sorted(_wanted(wiring))
    for id, assumption in wiring.pack.assumptions.items():
        stem, key = id.partition(".")[0], id.rpartition(".")[2]
        if stem in own or key in asked or id in named:
            continue
        near = get_close_matches(key, wanted, n=1, cutoff=VERY_NEAR)
        if near and not any(cause[0] == "missing" and cause[-1] == near[0] for cause in wiring.findings.found):
            for group in wiring.missing:
                wiring.meant.setdefault(group, set()).update(near)
            says = f'nothing reads {id}: no row asks for "{key}"'
            wiring.findings.note(("unread", id), assumption.place, says, f'Did you mean "{near[0]}"?')


def _asked_anywhere(wiring: Wiring) -> set[str]:
    """Every name that a row of the program asks for, and the last words of what rows are wired to."""
    rows = [row for scope in get_args(Scope) for each in of_scope(scope) for row in each.rows]
    found = {argument.name for row in rows for argument in row.arguments}
    found |= {target.rpartition(".")[2] for row in rows for target in row.wire.values()}
    return found | {replaced(name, plan.words) for plan in wiring.plans.values() for name in _arguments(plan)}


def _arguments(plan: Planned) -> list[str]:
    return [argument.name for argument in plan.definition.arguments]


def _wanted(wiring: Wiring) -> set[str]:
    """Names that are missing, and those with a default that nothing supplies."""
    found = {name for each in wiring.missing.values() for name in each}
    for plan in wiring.plans.values():
        for argument in plan.definition.arguments:
            if argument.default is not None and argument.name not in found and not wiring.supplier(plan, argument.name):
                found.add(argument.name)
    return found


def _note(
    wiring: Wiring, held: Mapping[str, str], asked: set[str], named: set[str], elements: Iterable[Element]
) -> None:
    for key, id in held.items():
        assumption = wiring.inputs.get(id)
        if key in asked or id in named or assumption is None or not assumption.place.file:
            continue
        users = tuple(elements)
        near = _nearest(wiring, key, held, users)
        kinds = " or ".join(dict.fromkeys(each.calculator for each in users)) or "option"
        guess = "Did you mean " + " or ".join(f'"{each}"' for each in near) + "?" if near else ""
        rest = f"estimator show {kinds.split(' or ')[0]} lists what it reads" if users else "take it out"
        for each in users:
            wiring.meant.setdefault(each.id, set()).update(near)
        says = f'nothing reads {id}: no row of {kinds} asks for "{key}"'
        wiring.findings.note(("unread", id), assumption.place, says, guess or f"Take it out, or {rest}")


def _nearest(wiring: Wiring, key: str, held: Mapping[str, str], users: tuple[Element, ...]) -> list[str]:
    """The nearest names that the elements ask for and that are not given; those that are missing come first."""
    asked = set().union(*(_asked(wiring.pack, each) or () for each in users)) - held.keys() - _computed(users)
    missing = {name for each in users for name in wiring.missing.get(each.id, {})}
    near = get_close_matches(key, sorted(asked), n=3, cutoff=NEAR)
    return [each for each in near if each in missing][:1] or near


def _asked(pack: Pack, element: Element) -> set[str] | None:
    """What the rows of an element ask for; None for one whose calculator is a mistake of its own."""
    found = next((each for each in of_scope("element") if each.name == element.calculator), None)
    return _names(found.rows, {"service": element.service}) if found else None


def _names(rows: Iterable[RowDefinition], words: Mapping[str, str]) -> set[str]:
    names = {argument.name for row in rows for argument in row.arguments}
    return names | {replaced(name, words) for name in names}


def _computed(elements: Iterable[Element]) -> set[str]:
    """The names of the rows of elements: they are computed, and nobody would write a number for them."""
    kinds = {each.calculator for each in elements}
    return {row.name for each in of_scope("element") if each.name in kinds for row in each.rows}


def _named(pack: Pack) -> set[str]:
    """The full ids that a wire of any element or system, the growth of a price or a metric of the pack names."""
    found = {each.growth for each in pack.assumptions.values() if each.growth}
    for option in pack.options.values():
        for element in option.elements:
            found |= {id for target in element.wires.values() for id in _ids(option.id, target)}
    for metric in pack.metrics.values():
        for word in (*metric.of, *metric.over):
            found |= {word, *(f"{option}.{word}" for option in pack.options), *_of_elements(pack, word)}
    return found


def _of_elements(pack: Pack, word: str) -> Iterator[str]:
    """The assumptions that `element.key` means, in any option."""
    head, _, key = word.partition(".")
    elements = (each for option in pack.options.values() for each in option.elements if each.key == head)
    yield from (each.assumptions[key] for each in elements if key in each.assumptions)


def _ids(option: str, target: str) -> Iterator[str]:
    for each in target.split(" or "):
        yield from (each, f"{option}.{each}")
