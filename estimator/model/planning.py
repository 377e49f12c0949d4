"""Rows to be: each instance's definitions with their templates filled, and the names that the whole pack knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from estimator.calculators.axes import AXES, Member
from estimator.calculators.row import RowDefinition
from estimator.errors import ModelError
from estimator.expression import Node
from estimator.model.findings import code_place
from estimator.model.graph import ModelRow
from estimator.model.instances import Instance
from estimator.model.subjects import applies
from estimator.names import LONGEST_SHORT
from estimator.pack.nouns import MISSILE, spoken_of
from estimator.pack.records import Pack, Place
from estimator.pack.unread import Unread
from estimator.visible import shortened

AXIS_WORDS = tuple(axis.word for axis in AXES.values())
REPLACED = re.compile("|".join(("yardstick", "reference", "allied", *AXIS_WORDS)))


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
    pack: Pack, instance: Instance, definition: RowDefinition, unread: Unread | None = None
) -> Iterable[tuple[RowDefinition, Mapping[str, str]]]:
    """A definition of an instance, one for each member of its axes where asked, with names and labels filled in.

    A row that needs a setting of the pack (mark `needs_setting`) is none in a pack without it, nor is one whose subject
    the pack leaves out (`needs`).
    """
    setting = definition.marks.get("needs_setting", "")
    if (setting and not getattr(pack.settings, setting)) or not applies(pack, definition.marks, unread):
        return
    axes = definition.each.split()
    if not axes:
        yield _filled(definition, instance, instance.words), instance.words
        return
    for members in product(*(AXES[axis].members(pack, instance.elements, instance.built) for axis in axes)):
        found = dict(zip(axes, members, strict=True))
        words = {**instance.words, **_words_of(found)}
        filled = _filled(definition, instance, words)
        yield (
            replace(filled, marks={**filled.marks, **{AXES[axis].mark: each.id for axis, each in found.items()}}),
            words,
        )


def _words_of(members: Mapping[str, Member]) -> dict[str, str]:
    """What stands for the members of axes in names and labels."""
    made: dict[str, str] = {}
    for axis, each in members.items():
        word = AXES[axis].word
        made |= {word: each.id, f"{word}_label": each.label, f"{word}_group": each.group}
        made[f"{word}_short"] = each.short or each.id
    return made


def _filled(definition: RowDefinition, instance: Instance, words: Mapping[str, str]) -> RowDefinition:
    repeated = instance.scope == "option" or definition.each
    name = replaced(definition.name, words) if repeated else definition.name
    called = instance.tokens.get(MISSILE, MISSILE)
    label, short = (_spoken(spoken_of(each, called), words) for each in (definition.label, definition.short))
    short = shortened(short, LONGEST_SHORT)
    marks = {key: mark.format_map(Words(words)) for key, mark in definition.marks.items()}
    given = definition.name, definition.label, definition.short, definition.marks
    same = given == (name, label, short, marks)
    return definition if same else replace(definition, name=name, label=label, short=short, marks=marks)


def _spoken(template: str, words: Mapping[str, str]) -> str:
    """A label with its words filled in, which begins with a capital letter."""
    label = template
    if "{" in template or "}" in template:
        spoken = {key: word.replace("_", " ") if key == "yardstick" else word for key, word in words.items()}
        label = template.format_map(Words(spoken))
    return label[:1].upper() + label[1:]


def replaced(name: str, words: Mapping[str, str]) -> str:
    """`people_service` is `people_msdf`, `yardsticks_freed` is `destroyers_freed`, and so on."""
    if not REPLACED.search(name):
        return name
    swaps = {
        **{word: words.get(word, "") for word in AXIS_WORDS},
        "yardstick": words.get("yardstick", ""),
        "yardsticks": words.get("yardstick", "") + "s",
        "allied": words.get("ally", ""),
    }
    *parts, last = (swaps.get(part) or part for part in name.split("_"))
    return "_".join((*parts, words.get("reference_option", last) if last == "reference" else last))


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


def model_row(id: str, planned: Planned, expression: Node, read: tuple[str, ...], marks: Mapping[str, str]) -> ModelRow:
    """A row of the graph; its shape is found when all rows are checked."""
    instance = planned.instance
    group = instance.group.rsplit(".", 1)[0] if instance.scope == "price" else instance.group
    return ModelRow(
        id=id,
        label=planned.definition.label,
        unit=planned.definition.unit,
        shape="scalar",
        expression=expression,
        definition=planned.definition,
        scope=instance.scope,
        group=group,
        precedents=read,
        marks=marks,
        tokens=dict(instance.tokens),
    )
