"""Which assumptions a change names: one by its id, many by a pattern such as `*.crew_per_hull`, a group by `@crews`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from estimator.errors import UnknownNameError, did_you_mean
from estimator.pack.records import Assumption, Group

GROUP_SIGN: Final = "@"
ANY: Final = "*"
MOST_NAMED: Final = 6


def names_many(target: str) -> bool:
    """True for a pattern or a group, which may name any number of assumptions."""
    return target.startswith(GROUP_SIGN) or ANY in target


def named_by(target: str, assumptions: Mapping[str, Assumption], groups: Mapping[str, Group]) -> tuple[str, ...]:
    """The ids that a pattern or a group names, in the pack's order, without those that cannot be set.

    Raises UnknownNameError for a group that the pack does not have, and for a pattern that fits nothing.
    """
    found = tuple(id for id in fitting(_patterns(target, groups), assumptions) if assumptions[id].editable)
    if not found:
        small = target.lower()[:80]
        fits = f'Did you mean "{small}"?' if small != target and fitting((small,), assumptions) else ""
        hint = fits or did_you_mean(small.replace(ANY, ""), assumptions) or "estimator list assumptions shows all ids."
        raise UnknownNameError(f'no assumption fits "{target[:80]}". {hint}')
    return found


def one_of_many(target: str, assumptions: Mapping[str, Assumption], groups: Mapping[str, Group]) -> str:
    """Which ids a pattern or a group names, where one is wanted; empty for anything else."""
    if not names_many(target):
        return ""
    try:
        found = named_by(target, assumptions, groups)
    except UnknownNameError as problem:
        return str(problem)
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return f"It names {len(found)} assumptions, and one is wanted here: {', '.join(found[:MOST_NAMED])}{more}."


def _patterns(target: str, groups: Mapping[str, Group]) -> Sequence[str]:
    if not target.startswith(GROUP_SIGN):
        return (target,)
    name = target.removeprefix(GROUP_SIGN)
    if name not in groups:
        known = ", ".join(GROUP_SIGN + each for each in groups) or "none"
        hint = did_you_mean(name[:80], groups) or f"The groups of the pack are: {known}."
        raise UnknownNameError(f'no group "{target[:80]}". {hint}')
    return groups[name].members


def fitting(patterns: Iterable[str], ids: Iterable[str]) -> list[str]:
    """The ids that fit any of the patterns, in their own order. `*` stands for any letters, dots too."""
    forms = [".*".join(map(re.escape, each.split(ANY))) for each in patterns]
    form = re.compile("|".join(f"(?:{each})" for each in forms) or r"(?!)")
    return [id for id in ids if form.fullmatch(id)]
