"""Top-level, system and option files: which assumptions and elements they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from estimator import names
from estimator.pack.positions import Path
from estimator.pack.reading.assumption_tables import read_assumption, register
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import Findings, check_table, check_tables, check_value, unexpected_sections
from estimator.pack.reading.schema import ASSUMPTION, ELEMENT, OPTION, SYSTEM, WIRE
from estimator.pack.records import Element, Option, Place, Service, System
from estimator.pack.wording import OPEN, dotted

YARDSTICK: Final = "yardstick"
"""The file of today's ship, which an element may name as its system: ships of its class hold the stations."""
CREW: Final = {"people_per_crew": f"{YARDSTICK}.crew"}


@dataclass
class Known:
    """Names that an option may use.

    `system_keys` holds a system's keys even where an assumption of it is wrong, and None where its file cannot be
    parsed. None leaves services and calculators unchecked: those of a pack.toml that cannot be parsed are not known.
    """

    services: Mapping[str, Service] | None = field(default_factory=dict)
    calculators: Collection[str] | None = None
    systems: dict[str, System] = field(default_factory=dict)
    system_keys: dict[str, Mapping[str, str] | None] = field(default_factory=dict)


def read_base_file(context: Context, document: Document) -> None:
    """A top-level file: assumptions `file.key`, and groups of assumptions `file.group.key`."""
    for key in check_tables(context.findings, document, (), "an assumption"):
        if not _is_group(document.table[key]):
            read_assumption(context, document, (key,), names.full(document.stem, key), "base")
            continue
        for inner in check_tables(context.findings, document, (key,), "an assumption"):
            read_assumption(context, document, (key, inner), names.full(document.stem, key, inner), "base")


def know_yardstick(context: Context, known: Known) -> None:
    """Let elements name the yardstick as their system: its values are theirs, and its crew is the crew of one ship."""
    held = {id.partition(".")[2]: id for id in context.places if id.startswith(f"{YARDSTICK}.")}
    if held:
        known.system_keys[YARDSTICK] = {**held, **{key: id for key, id in CREW.items() if id in context.places}}


def _is_group(table: Mapping[str, Any]) -> bool:
    """True for a table that holds assumptions, not an assumption's own keys."""
    return bool(table) and set(table) != {"by_year"} and all(isinstance(each, dict) for each in table.values())


def read_system(context: Context, document: Document, known: Known) -> None:
    """A system's label, wires and assumptions."""
    given = check_table(context.findings, document, ("system",), SYSTEM)
    keys = {}
    for key in check_tables(context.findings, document, (), "an assumption", ("system", "from")):
        keys[key] = names.full(document.stem, key)
        read_assumption(context, document, (key,), keys[key], "system")
    known.system_keys[document.stem] = keys
    known.systems[document.stem] = System(
        id=document.stem,
        label=given.get("label", document.stem),
        wires=_wires(context.findings, document, ("from",)),
        note=given.get("note", ""),
        serves=given.get("serves", ""),
        place=Place(document.file, document.line(("system",))),
        places=_wire_places(document, ("from",)),
    )


def _wires(findings: Findings, document: Document, path: Path) -> dict[str, str]:
    """The `[from]` table at a path: argument to row."""
    made = {}
    if path == ("from",) and not isinstance(document.value_at(path), dict | None):
        findings.about(document, path, document.value_at(path), 'expected a table: ARGUMENT = "element.row"')
    for argument in document.table_at(path):
        wrong = names.problem_with(argument)
        if wrong:
            findings.add(document, (*path, argument), f"{dotted((*path, argument))}: no legal argument", wrong)
        wire = check_value(findings, document, (*path, argument), WIRE)
        if wire and not wrong:
            made[argument] = wire
    return made


def _wire_places(document: Document, path: Path) -> dict[str, Place]:
    """Where each wire of a `[from]` table stands, as `from.ARGUMENT`."""
    return {f"from.{key}": Place(document.file, document.line((*path, key))) for key in document.table_at(path)}


def read_option(context: Context, document: Document, known: Known) -> Option:
    """An option with its elements in the order of the file."""
    findings, name = context.findings, document.stem
    unexpected_sections(findings, document, {"option": "option", "set": "set.KEY", "element": "element.NAME"})
    given = check_table(findings, document, ("option",), OPTION, told_apart=("short",))
    own = {}
    for key in check_tables(findings, document, ("set",), "an assumption"):
        own[key] = names.full(name, key)
        read_assumption(context, document, ("set", key), own[key], "option")
    elements = []
    for key in check_tables(findings, document, ("element",), "an element"):
        if key in own:
            hint = f'"{name}.{key}" would mean both; rename one of them'
            findings.add(document, ("element", key), f"element.{key}: [set] holds the same key", hint)
        elements.append(_read_element(context, document, key, known))
    return Option(
        id=name,
        label=given.get("label", name),
        short=given.get("short", name),
        role=given.get("role", ""),
        summary=given.get("summary", ""),
        include=given.get("include", ()),
        excludes=given.get("excludes", ()),
        elements=tuple(elements),
        assumptions=MappingProxyType(own),
        place=Place(document.file, document.line(("option",))),
    )


def _read_element(context: Context, document: Document, key: str, known: Known) -> Element:
    path: Path = ("element", key)
    given = check_table(context.findings, document, path, ELEMENT)
    _check_names(context.findings, document, path, given, known)
    system, service = (_or_open(document, path, given, each) for each in ("system", "service"))
    inherited = known.systems.get(system)
    keys = known.system_keys.get(system)
    own = _read_settings(context, document, path, system, {} if not system else keys)
    return Element(
        option=document.stem,
        key=key,
        label=given.get("label") or (inherited.label if inherited else key.replace("_", " ").capitalize()),
        calculator=given.get("calculator", ""),
        system="" if system == YARDSTICK else system,
        service=service,
        share=given.get("share", ""),
        funding=given.get("funding", "new"),
        assumptions=MappingProxyType({**(keys or {}), **own}),
        wires=MappingProxyType(
            {**(inherited.wires if inherited else {}), **_wires(context.findings, document, (*path, "from"))}
        ),
        place=Place(document.file, document.line(path)),
        places=MappingProxyType(
            {
                **(inherited.places if inherited else {}),
                **_wire_places(document, (*path, "from")),
                "calculator": Place(document.file, document.line((*path, "calculator"))),
            }
        ),
    )


def _or_open(document: Document, path: Path, given: Mapping[str, Any], key: str) -> str:
    """The word at a key; one that is open stays so, for what it will supply is not missing."""
    return OPEN if document.value_at((*path, key)) == OPEN else str(given.get(key, ""))


def _check_names(findings: Findings, document: Document, path: Path, given: Mapping[str, Any], known: Known) -> None:
    """Calculator, system and service must exist."""
    lists = {"calculator": known.calculators, "system": known.system_keys, "service": known.services}
    for key, words in lists.items():
        if key in given and words is not None and given[key] not in words:
            hint = findings.guess(given[key], words) or f"Known: {', '.join(sorted(words)[:30]) or 'none'}"
            findings.about(document, (*path, key), given[key], f"no such {key}. {hint}")


def _read_settings(
    context: Context, document: Document, path: Path, system: str, system_keys: Mapping[str, str] | None
) -> dict[str, str]:
    """The element's own assumptions, and its changes to the system's (whose keys are None if it cannot be read)."""
    made = {}
    for key in check_tables(context.findings, document, (*path, "set"), "an assumption"):
        here = (*path, "set", key)
        full_id = made[key] = names.full(document.stem, str(path[1]), key)
        if key in (system_keys or {}):
            inherited = context.made.get((system_keys or {})[key])
            if inherited:
                read_assumption(context, document, here, full_id, "option", inherited)
            else:
                register(context, document, here, full_id)
        elif not system or not _looks_like_a_change(document.table_at(here)):
            read_assumption(context, document, here, full_id, "option")
        elif system_keys is None:
            register(context, document, here, full_id)
        else:
            hint = context.findings.guess(key, system_keys) or "a new assumption needs label, unit, source and grade"
            context.findings.add(document, here, f'{dotted(here)}: the system "{system}" has no "{key}"', hint)
    return made


def _looks_like_a_change(table: Mapping[str, Any]) -> bool:
    """True if the keys that only a new assumption needs are not there."""
    return not {key for key, each in ASSUMPTION.items() if each.required} - {"unit", "source"} & set(table)
