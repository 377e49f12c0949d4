"""Whose an assumption is: its label alone, "Order to delivery", tells nobody of what."""

from __future__ import annotations

from estimator.pack.records import Pack

OWNED = "{}: {}"


def owners_of(pack: Pack, id: str) -> tuple[str, ...]:
    """Labels of what an id belongs to, from the outside in: option and element, or system; none if it is the pack's.

    An element that is called as its option is named once.
    """
    first, *rest = id.split(".")
    if first in pack.systems:
        return (pack.systems[first].label,)
    if first not in pack.options:
        return ()
    option = pack.options[first]
    element = next((each.label for each in option.elements if len(rest) > 1 and each.key == rest[0]), option.label)
    return tuple(dict.fromkeys((option.label, element)))


def owned_label(pack: Pack, id: str, label: str) -> str:
    """A label with whose it is before it, `Aegis Ashore: Order to delivery`; alone where it is the pack's."""
    owners = owners_of(pack, id)
    return OWNED.format(owners[-1], label) if owners else label
