"""Rows to be: each instance's definitions with their templates filled, and the names that the whole pack knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from estimator.calculators.row import RowDefinition
from estimator.errors import ModelError
from estimator.model.findings import code_place
from estimator.model.instances import Instance
from estimator.pack.records import Pack, Place

REPLACED = re.compile("service|yardstick|reference")


@dataclass(frozen=True)
class Planned:
    """A row to be: its instance and its definition with all templates filled."""

    instance: Instance
    definition: RowDefinition
    words: Mapping[str, str]

    @property
    def id(self) -> str:
        """The full id."""
        return self.instance.row_id(self.definition.name)

    @property
    def place(self) -> Place:
        """Where the pack asks for the row."""
        return self.instance.place if self.instance.place.file else code_place(self.definition)


class Words(dict[str, str]):
    """Template words; an unknown one is an error of the calculator's author."""

    def __missing__(self, key: str) -> str:
        raise ModelError(f'the template word "{{{key}}}" is not known here; known are {", ".join(self)}')


def marks_of(planned: Planned) -> dict[str, str]:
    """The marks of the instance and of the row."""
    return {**planned.instance.marks, **planned.definition.marks}


def expanded(
    pack: Pack, instance: Instance, definition: RowDefinition
) -> Iterable[tuple[RowDefinition, Mapping[str, str]]]:
    """A definition of an instance, one a service where asked, with names and labels filled in."""
    if definition.each != "service":
        yield _filled(definition, instance, instance.words), instance.words
        return
    for service in pack.services.values():
        words = {**instance.words, "service": service.id, "service_label": service.label}
        filled = _filled(definition, instance, words)
        yield replace(filled, marks={**filled.marks, "service": service.id}), words


def _filled(definition: RowDefinition, instance: Instance, words: Mapping[str, str]) -> RowDefinition:
    name = replaced(definition.name, words) if instance.scope == "option" else definition.name
    label = _spoken(definition.label, words)
    same = name == definition.name and label == definition.label
    return definition if same else replace(definition, name=name, label=label)


def _spoken(template: str, words: Mapping[str, str]) -> str:
    """A label with its words filled in, which begins with a capital letter."""
    label = template
    if "{" in template or "}" in template:
        spoken = {key: word.replace("_", " ") if key == "yardstick" else word for key, word in words.items()}
        label = template.format_map(Words(spoken))
    return label[:1].upper() + label[1:]


def replaced(name: str, words: Mapping[str, str]) -> str:
    """`people_service` is `people_msdf`, `yardsticks_freed` is `destroyers_freed`."""
    if not REPLACED.search(name):
        return name
    swaps = {
        "service": words.get("service", ""),
        "yardstick": words.get("yardstick", ""),
        "yardsticks": words.get("yardstick", "") + "s",
        "reference": words.get("reference_option", ""),
    }
    return "_".join(swaps.get(part) or part for part in name.split("_"))


def pack_wide(pack: Pack, ids: Iterable[str], plans: Mapping[str, Planned]) -> dict[str, list[str]]:
    """Pack-wide ids by their last word; the layer of an override does not make a system's value pack-wide."""
    own = {*pack.systems, *pack.options, "prices"}
    found: dict[str, list[str]] = {}
    for id in ids:
        stem, _, key = id.partition(".")
        if "." not in key and stem not in own:
            found.setdefault(key, []).append(id)
    for id, planned in plans.items():
        if planned.instance.scope == "pack":
            found.setdefault(planned.definition.name, []).append(id)
    return found
