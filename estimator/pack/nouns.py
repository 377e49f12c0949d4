"""Counted nouns: their plurals, and what a pack calls the missiles of the program's own texts."""

from __future__ import annotations

import re
from typing import Final

IRREGULAR: Final = {"person": "people", "aircraft": "aircraft", "km²": "km²", "km": "km"}
HISSING: Final = ("s", "x", "ch", "sh")
MISSILE: Final = "missile"
"""The unit and the word by which calculators know what a raid brings, and the rounds of an element."""
ROUND: Final = "round"
SPOKEN: Final = re.compile(r"\b([Mm])issile(s)?\b")


def plural(noun: str) -> str:
    """The plural of a counted noun.

    >>> [plural(each) for each in ("mobile launcher", "battery", "crew", "person", "watch")]
    ['mobile launchers', 'batteries', 'crews', 'people', 'watches']
    """
    if not noun or noun in IRREGULAR:
        return IRREGULAR.get(noun, noun)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(HISSING) else "s")


def spoken_of(text: str, unit: str) -> str:
    """A text of a calculator with the noun of another unit where it says missile; ids in it stay.

    >>> spoken_of("Missiles stopped, cost per missile (`missiles_held`)", "enemy_drone")
    'Enemy drones stopped, cost per enemy drone (`missiles_held`)'
    """
    return SPOKEN.sub(lambda found: _as_found(found, unit.replace("_", " ")), text) if unit != MISSILE else text


def _as_found(found: re.Match[str], noun: str) -> str:
    word = plural(noun) if found[2] else noun
    return word[:1].upper() + word[1:] if found[1] == "M" else word


def unspoken_of(text: str, noun: str) -> str:
    """The calculator's own text, which says missile where a pack's says its noun.

    >>> unspoken_of("Enemy drones stopped, cost per enemy drone", "enemy drone")
    'Missiles stopped, cost per missile'
    """
    many, one = plural(noun), noun
    for said, meant in ((many, f"{MISSILE}s"), (one, MISSILE)):
        for each, other in ((said, meant), (said[:1].upper() + said[1:], meant.capitalize())):
            text = re.sub(rf"\b{re.escape(each)}\b", other, text)
    return text
