"""The few words of JSON Schema that the estimator's schema uses, for tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
UNDERSTOOD = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "description",
    "enum",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "oneOf",
    "pattern",
    "patternProperties",
    "properties",
    "required",
    "type",
}


def fits(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """True if a value is as a schema says. A word that is not understood fails the test."""
    assert set(schema) <= UNDERSTOOD, set(schema) - UNDERSTOOD
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in schema and not any(fits(value, each, root) for each in schema["anyOf"]):
        return False
    if "oneOf" in schema and sum(fits(value, each, root) for each in schema["oneOf"]) != 1:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "type" in schema and not _is_type(value, schema["type"]):
        return False
    return _inside(value, schema, root)


def _is_type(value: Any, name: str) -> bool:
    if isinstance(value, bool | date):
        return name == "boolean" and isinstance(value, bool)
    return isinstance(value, TYPES[name])


def _inside(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    if isinstance(value, dict):
        return len(value) >= schema.get("minProperties", 0) and _object_fits(value, schema, root)
    if isinstance(value, list):
        in_bounds = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        return in_bounds and all(fits(each, schema.get("items", {}), root) for each in value)
    if isinstance(value, str):
        in_bounds = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return in_bounds and bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, int | float):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return True


def _object_fits(value: Mapping[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    if not set(schema.get("required", ())) <= set(value):
        return False
    for key, each in value.items():
        found = [schema["properties"][key]] if key in schema.get("properties", {}) else []
        patterns = schema.get("patternProperties", {})
        found += [one for pattern, one in patterns.items() if re.search(pattern, key)]
        if not found and schema.get("additionalProperties") is False:
            return False
        if not all(fits(each, one, root) for one in found):
            return False
    return True
