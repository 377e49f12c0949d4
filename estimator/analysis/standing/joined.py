"""Options taken together, as one option of the model that includes them: what they share is there once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from estimator.errors import InputError
from estimator.pack.records import Option, Pack

SET: Final = "together"
"""The id of a set of options that stands in the model as one more."""


SHORT: Final = "Together"


def joined(pack: Pack, id: str, options: Sequence[str], label: str = "A set of options") -> Option:
    """One option that includes others; of their own assumptions the first option's count."""
    assumptions: dict[str, str] = {}
    for each in reversed(options):
        assumptions |= pack.options[each].assumptions
    return Option(id, label, SHORT, "set", include=tuple(options), assumptions=assumptions)


def contents(pack: Pack, option: str) -> frozenset[str]:
    """An option and those that it includes."""
    return frozenset([option]).union(*(contents(pack, each) for each in pack.options[option].include))


def with_set(pack: Pack, options: Sequence[str]) -> Pack:
    """The pack with the set as one more option, in the order given.

    Raises InputError for a set that is none: fewer than two options, the
    baseline, options that exclude one another or contain one another.
    """
    require_set(pack, options)
    made = joined(pack, SET, options, f"Together: {', '.join(pack.options[each].label for each in options)}")
    return replace(pack, options={**pack.options, SET: made}, joined=tuple(options))


def require_set(pack: Pack, options: Sequence[str]) -> None:
    """Raise InputError for a set that `with_set` refuses."""
    if SET in pack.options:
        raise InputError(f"the pack has an option {SET} of its own; give it another id")
    if len(set(options)) < max(2, len(options)):
        raise InputError("name two options or more, each once")
    baseline = pack.settings.baseline_option
    if baseline in options:
        raise InputError(f"{baseline} is what happens without a choice; leave it out")
    for one, other in combinations(options, 2):
        held, holding = contents(pack, one), contents(pack, other)
        if held & holding:
            raise InputError(f"{one} and {other} both contain {', '.join(sorted(held & holding))}; name one of them")
        apart = [each for each in pack.exclusions if held & each and holding & each]
        if apart:
            raise InputError(f"{one} and {other} exclude one another: the pack never takes both")
