"""Which assumptions were renamed: one that is gone here and one that is new there, told by what they say.

Ids of one owner (a file, a system, an element) move together, so that the third element of an option that was renamed
is not taken for the third of another. Where two pairs are equally likely, none is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from estimator import units
from estimator.errors import UnitError

Value = float | Mapping[int, float] | None
LABEL, OTHER_LABEL, SAME_VALUE, SAME_WORD, ALIKE_WORD, SAME_SOURCE, SAME_OWNER = 3, -2, 2, 2, 1, 1, 1
ENOUGH: Final = 4
ALIKE: Final = 0.7
MOST_OF_AN_OWNER: Final = 0.5
NEAR: Final = 1e-12
MOST_PAIRS: Final = 1_000_000
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """One assumption of a side: its value in the file's unit, where it comes from, and what else describes it."""

    id: str
    value: Value
    unit: str
    label: str = ""
    layer: str = ""
    why: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


def renames(old: Mapping[str, Known], new: Mapping[str, Known]) -> dict[str, str]:
    """The new id of each assumption that only got another name, by its old one.

    The two measure the same; label, value, last word of the id and source speak for a pair, other labels against it.
    None where so many ids differ that the two are no versions of one pack.
    """
    gone_here, came = [old[id] for id in old if id not in new], [new[id] for id in new if id not in old]
    scores = _scores(gone_here, came) if len(gone_here) * len(came) <= MOST_PAIRS else {}
    votes = Counter((_owner(one), _owner(other)) for one, other in _best(scores))
    found = _best({pair: score + min(1, votes[_owner(pair[0]), _owner(pair[1])]) for pair, score in scores.items()})
    moved = Counter((_owner(one), _owner(other)) for one, other in found)
    gone = Counter(_owner(id) for id in old if id not in new)
    return {
        one: other
        for one, other in found
        if _owner(one) == _owner(other) or moved[_owner(one), _owner(other)] >= MOST_OF_AN_OWNER * gone[_owner(one)]
    }


def renamed_options(ids: Mapping[str, str], old: Collection[str], new: Collection[str]) -> dict[str, str]:
    """Options that only got another name, by that of most of their assumptions; `ids` are renamed ones."""
    votes = Counter((one.split(".", 1)[0], other.split(".", 1)[0]) for one, other in ids.items())
    found: dict[str, str] = {}
    for (one, other), _ in votes.most_common():
        if one in old and one not in new and other in new and other not in old and one not in found:
            found[one] = other
    return found


def earlier_names(ids: Mapping[str, str]) -> Callable[[str], str]:
    """From an id of today to the earlier one: `ids` are renamed, old to new; rows follow the option that owns them."""
    then = {new: old for old, new in ids.items()}
    owners = {}
    for new, old in then.items():
        one, other = _owner(new).split("."), _owner(old).split(".")
        while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
            one, other = one[:-1], other[:-1]
        if one != other:
            owners[".".join(one)] = ".".join(other)
    words = re.compile("|".join(rf"(?<![a-z0-9]){re.escape(each)}(?![a-z0-9])" for each in owners) or r"\Z\A")

    def earlier(id: str) -> str:
        return then.get(id) or words.sub(lambda match: owners[match[0]], id)

    return earlier


def _owner(id: str) -> str:
    return id.rpartition(".")[0]


def _scores(gone: Sequence[Known], came: Sequence[Known]) -> dict[Pair, int]:
    """How much speaks for each pair that measures the same."""
    measures: dict[object, list[Known]] = {}
    for each in came:
        measures.setdefault(_measure(each), []).append(each)
    pairs = ((one, other) for one in gone for other in measures.get(_measure(one), ()))
    scores = {(one.id, other.id): _score(one, other) for one, other in pairs}
    return {pair: score for pair, score in scores.items() if score >= ENOUGH}


def _best(scores: Mapping[Pair, int]) -> list[Pair]:
    """Pairs of which each is the only best one of the other."""
    most: dict[tuple[int, str], int] = {}
    ways: Counter[tuple[int, str]] = Counter()
    for pair, score in scores.items():
        for side in enumerate(pair):
            if score > most.get(side, 0):
                most[side], ways[side] = score, 0
            ways[side] += score == most[side]
    return [
        pair
        for pair, score in scores.items()
        if all(most[side] == score and ways[side] == 1 for side in enumerate(pair))
    ]


def _score(one: Known, other: Known) -> int:
    return sum(_evidence(one, other))


def _evidence(one: Known, other: Known) -> Iterator[int]:
    if one.label and other.label:
        yield LABEL if one.label == other.label else OTHER_LABEL
    if _same_amount(one, other):
        yield SAME_VALUE
    first, second = (each.id.rpartition(".")[2] for each in (one, other))
    if first == second:
        yield SAME_WORD
    elif SequenceMatcher(None, first, second).ratio() >= ALIKE:
        yield ALIKE_WORD
    if one.texts.get("source") and one.texts.get("source") == other.texts.get("source"):
        yield SAME_SOURCE
    if _owner(one.id) == _owner(other.id):
        yield SAME_OWNER


def _measure(each: Known) -> tuple[str, bool]:
    return _unit(each.unit)[1], isinstance(each.value, Mapping)


@cache
def _unit(text: str) -> tuple[float, str]:
    """Scale and normal form of a unit; of words that are no unit the words."""
    try:
        found = units.read(text)
    except UnitError:
        return 1.0, text
    return found.scale, found.normal


def _same_amount(one: Known, other: Known) -> bool:
    ratio = _unit(one.unit)[0] / _unit(other.unit)[0]
    if isinstance(one.value, Mapping) and isinstance(other.value, Mapping):
        shared = one.value.keys() & other.value.keys()
        return bool(shared) and all(near(one.value[year] * ratio, other.value[year]) for year in shared)
    if isinstance(one.value, Mapping) or isinstance(other.value, Mapping) or one.value is None or other.value is None:
        return False
    return near(one.value * ratio, other.value)


def near(one: float, other: float, tolerance: float = NEAR) -> bool:
    """True for numbers that are equal but for their last digits."""
    return abs(one - other) <= tolerance * max(abs(one), abs(other))
