"""A standard, and one practice of it."""

from __future__ import annotations

from dataclasses import dataclass

MET, PARTLY, NOT = "met", "partly", "not"
STATES = (MET, PARTLY, NOT)


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice: what it asks, whether it is met, and where to see it. Either `state` or `computed` is given."""

    text: str
    where: str
    state: str = ""
    computed: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """A published standard, and what of it is looked at."""

    id: str
    title: str
    source: str
    practices: tuple[Practice, ...]


def met(text: str, where: str, group: str = "") -> Practice:
    """A practice that is met."""
    return Practice(text, where, MET, group=group)


def partly(text: str, where: str, group: str = "") -> Practice:
    """A practice that is met in part; `where` says what is missing."""
    return Practice(text, where, PARTLY, group=group)


def unmet(text: str, why: str, group: str = "") -> Practice:
    """A practice that is not met, with the reason."""
    return Practice(text, why, NOT, group=group)


def computed(text: str, where: str, check: str, group: str = "") -> Practice:
    """A practice whose state is computed from the model."""
    return Practice(text, where, computed=check, group=group)
