"""The schema of a pack's files as JSON Schema, for editors that check TOML while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from estimator.pack.reading import schema
from estimator.pack.reading.kinds import SOURCE_ID
from estimator.pack.reading.schema import Field, Table

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = "^[a-z][a-z0-9_]*$"
_FULL_ID: Final = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}$"
_TARGET: Final = rf"{_FULL_ID}|^@[a-z][a-z0-9_]*$|^[a-z0-9_.*]*\*[a-z0-9_.*]*$"
_SYSTEM_KEY: Final = "^(?!(system|from)$)[a-z][a-z0-9_]*$"  # a pattern holds for named properties too
_VALUE_OR_YEARS: Final = [{"required": ["value"]}, {"required": ["by_year"]}]

_UNIT_OR_FACTOR: Final = [
    {"required": ["unit"]},
    {"required": ["change"], "properties": {"change": {"enum": ["times"]}}},
]


Inputs = Mapping[str, Mapping[str, str]]
"""What each kind of element reads, with what an editor is to say of it."""


def json_schema(inputs: Inputs | None = None) -> dict[str, Any]:
    """One JSON Schema (draft 2020-12) for every file of a pack.

    With the `inputs` of each kind of element an editor completes and explains them.

    Each kind of file has its definition in `$defs` (`pack_file`, `sources_file`, `assumptions_file`, `system_file`,
    `option_file`, `scenario_file`, `left_out_file`), so that an editor can be pointed at one: `…#/$defs/option_file`.
    """
    files = ("pack_file", "sources_file", "option_file", "scenario_file", "system_file", "left_out_file")
    return {
        "$schema": DIALECT,
        "title": "Estimator pack",
        "description": "A file of a pack. Checks across files (ids, sources, units, limits) are made by `check`.",
        "anyOf": [_ref(name) for name in (*files, "assumptions_file")],
        "$defs": {**_tables(inputs or {}), **_files(inputs or {})},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _tables(inputs: Inputs) -> dict[str, Any]:
    """The tables that the files are made of."""
    element = _object(schema.ELEMENT)
    if inputs:
        element["anyOf"] = [_of_kind(kind, told) for kind, told in inputs.items()]
    element["properties"]["set"] = _map(_ID, "element_assumption")
    element["properties"]["from"] = _ref("wires")
    changed = _object(schema.ELEMENT_OVERRIDE, required=("unit", "source"))
    return {
        "pack": _object(schema.PACK),
        "service": _object(schema.SERVICE),
        "group": _object(schema.GROUP),
        "metric": _object(schema.METRIC),
        "source": _object(schema.SOURCE),
        "assumption": {**_object(schema.ASSUMPTION), "oneOf": _VALUE_OR_YEARS},
        "element_assumption": {**changed, "oneOf": _VALUE_OR_YEARS},
        "change": {**_object(schema.SCENARIO_OVERRIDE), "oneOf": _VALUE_OR_YEARS, "anyOf": _UNIT_OR_FACTOR},
        "system": _object(schema.SYSTEM),
        "option": _object(schema.OPTION),
        "element": element,
        "scenario": _object(schema.SCENARIO),
        "left_out": _object(schema.LEFT_OUT),
        "wires": {"type": "object", "patternProperties": {_ID: _property(schema.WIRE)}, "additionalProperties": False},
    }


def _of_kind(kind: str, told: Mapping[str, str]) -> dict[str, Any]:
    """An element of a kind: the names that it reads, in its own table and in its wires."""
    own = {name: {"description": text, **_ref("element_assumption")} for name, text in told.items()}
    wires = {name: {**_property(schema.WIRE), "description": text} for name, text in told.items()}
    return {
        "properties": {
            "calculator": {"enum": [kind]},
            "set": {"type": "object", "properties": own},
            "from": {"type": "object", "properties": wires},
        }
    }


def _files(inputs: Inputs) -> dict[str, Any]:
    """The kinds of file."""
    known = {name: text for told in inputs.values() for name, text in told.items()}
    group = _map(_ID, "assumption") | {"minProperties": 1}
    assumption_or_group = {"anyOf": [_ref("assumption"), group]}
    system: dict[str, Any] = _map(_SYSTEM_KEY, "assumption")
    own = {name: {"description": text, **_ref("assumption")} for name, text in sorted(known.items())}
    system |= {"properties": {**own, "system": _ref("system"), "from": _ref("wires")}, "required": ["system"]}
    return {
        "pack_file": _file(_of_the_pack_file(), ("pack",)),
        "sources_file": _map(SOURCE_ID.pattern.replace(r"\Z", "$"), "source"),
        "left_out_file": _map(_ID, "left_out"),
        "assumptions_file": {
            "type": "object",
            "patternProperties": {_ID: assumption_or_group},
            "additionalProperties": False,
        },
        "system_file": system,
        "option_file": _file(
            {"option": _ref("option"), "set": _map(_ID, "assumption"), "element": _map(_ID, "element")}, ("option",)
        ),
        "scenario_file": _file({"scenario": _ref("scenario"), "set": _map(_TARGET, "change")}, ("scenario",)),
    }


def _of_the_pack_file() -> dict[str, Any]:
    maps = {"services": "service", "groups": "group", "metric": "metric"}
    return {"pack": _ref("pack"), **{name: _map(_ID, each) for name, each in maps.items()}}


def _file(properties: Mapping[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _map(pattern: str, name: str) -> dict[str, Any]:
    return {"type": "object", "patternProperties": {pattern: _ref(name)}, "additionalProperties": False}


def _object(table: Table, required: tuple[str, ...] | None = None) -> dict[str, Any]:
    """A table of the schema as a JSON object; no other keys."""
    needed = required if required is not None else [key for key, each in table.items() if each.required]
    return _file({key: _property(each) for key, each in table.items()}, tuple(needed))


def _property(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {**field.kind.json, "description": field.meaning}
    return {"enum": list(field.choices), "description": field.meaning} if field.choices else made
