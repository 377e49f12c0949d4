"""Values that a question takes beyond the limits of the pack: how they are marked and explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from estimator.pack.possible import limits_text, outside
from estimator.pack.records import Assumption

MARK = "*"


def marked(written: str, assumption: Assumption, values: Iterable[float]) -> str:
    """A value as written, with a mark before it where it, or one of those that it stands for, is beyond the limits."""
    return f"{MARK} {written}" if any(outside(assumption, each) for each in values) else written


def beyond_notes(assumption: Assumption, values: Iterable[float]) -> Iterator[str]:
    """What the mark means, if any value bears it."""
    if any(outside(assumption, each) for each in values):
        yield f"{MARK} beyond the limits that the pack sets {assumption.id}, {limits_text(assumption)}."
