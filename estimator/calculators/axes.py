"""What a row may be repeated over (`each="missile_class strike_kind"`): services, classes of missile, kinds of round …

An axis has a word. In the names, arguments, wires and gathers of a row that is repeated the word becomes the id of each
member; `{class_label}` in a label becomes what the member is called. A row over several axes has a copy for each
combination. A member is a mark of the copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from estimator.pack.records import ENABLERS, Element, Pack

PEOPLE: Final = "manpower"
"""The file of what services have, each in a group of its own."""
STRIKE, ALLY = "strike_rounds", "integration"
"""The calculators of elements that strike, and of what an ally supplies."""
SPOKEN: Final = {
    "cyber": "cyber units",
    "electromagnetic": "electromagnetic units",
    "command": "command",
    "analysts": "analysts",
    "space": "space operations",
}


AGAIN: Final = "_"
HELPED: Final = "with_support"


@dataclass(frozen=True, slots=True)
class Member:
    """One place along an axis: what stands for it in ids, and what it is called; `group` where it is an element.

    `short` is what stands for it in short labels.
    """

    id: str
    label: str
    group: str = ""
    short: str = ""


Members = Callable[[Pack, Sequence[Element], Sequence[str]], Iterable[Member]]
"""From the pack, the elements of the option and the options that are built."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The word that stands for a member in a row's names, who the members are in a pack and option, and their mark."""

    word: str
    members: Members
    mark: str


def is_posted(pack: Pack, service: str) -> bool:
    """True for a service without recruits, to which the others post people: the pack says from which, `from_NAME`."""
    return any(f"{PEOPLE}.{service}.from_{other}" in pack.assumptions for other in pack.services)


def _services(pack: Pack, _elements: Sequence[Element], _built: Sequence[str]) -> Iterable[Member]:
    return [Member(each.id, each.label, short=each.short) for each in pack.services.values()]


def _recruiting(pack: Pack, elements: Sequence[Element], built: Sequence[str]) -> Iterable[Member]:
    return [each for each in _services(pack, elements, built) if not is_posted(pack, each.id)]


def _posted(pack: Pack, elements: Sequence[Element], built: Sequence[str]) -> Iterable[Member]:
    return [each for each in _services(pack, elements, built) if is_posted(pack, each.id)]


def _classes(pack: Pack, _elements: Sequence[Element], _built: Sequence[str]) -> Iterable[Member]:
    return [Member(each, each.replace("_", " ")) for each in pack.settings.missile_classes]


def _kinds(_pack: Pack, elements: Sequence[Element], _built: Sequence[str]) -> Iterable[Member]:
    """Kinds by the key of their element; in a set of options a key that stands already gets a number behind it."""
    found: list[Member] = []
    for each in elements:
        if each.calculator == STRIKE:
            same = sum(other.id.rpartition(AGAIN)[0] == each.key or other.id == each.key for other in found)
            id = f"{each.key}{AGAIN}{same + 1}" if same else each.key
            found.append(Member(id, each.label.partition(":")[0], each.id))
    return found


def _support(_pack: Pack, elements: Sequence[Element], _built: Sequence[str]) -> Iterable[Member]:
    """Without the ally for every option that strikes; with the ally for those that the ally helps."""
    calculators = {each.calculator for each in elements}
    if STRIKE in calculators:
        yield Member("without_support", "without support", short="alone")
    if {STRIKE, ALLY} <= calculators:
        yield Member(HELPED, "with support", short="with ally")


def _helped(pack: Pack, elements: Sequence[Element], built: Sequence[str]) -> Iterable[Member]:
    """With the ally alone: for what is added to a number that holds without it."""
    return [each for each in _support(pack, elements, built) if each.id == HELPED]


def _enablers(_pack: Pack, _elements: Sequence[Element], _built: Sequence[str]) -> Iterable[Member]:
    return [Member(each, SPOKEN[each]) for each in ENABLERS]


def _alone(pack: Pack, elements: Sequence[Element], built: Sequence[str]) -> Iterable[Member]:
    """The option that strikes alone, for those that the ally helps, where both are built."""
    alone = pack.settings.alone_option
    if alone in built and {STRIKE, ALLY} <= {each.calculator for each in elements}:
        yield Member(alone, pack.options[alone].label)


AXES: Final = {
    "service": Axis("service", _services, "service"),
    "recruiting_service": Axis("service", _recruiting, "service"),
    "posted_service": Axis("service", _posted, "service"),
    "missile_class": Axis("class", _classes, "missile_class"),
    "strike_kind": Axis("kind", _kinds, "strike_kind"),
    "support": Axis("support", _support, "support"),
    "helped": Axis("helped", _helped, "support"),
    "enabler": Axis("enabler", _enablers, "enabler"),
    "alone": Axis("alone", _alone, "alone"),
}
