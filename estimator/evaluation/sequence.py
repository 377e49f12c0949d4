"""The order in which a plan takes its steps: what is read soon is computed late, and let go early.

Fewer rows are then alive at once, and more of them stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from estimator.evaluation.plan import Ring, Step

Steps = Sequence["Step | Ring"]


def in_reading_order(
    steps: Steps, wanted: Sequence[int], wide: Collection[int], constants: Collection[int]
) -> tuple[Step | Ring, ...]:
    """The steps that the wanted slots need, each after what it reads; each says what nothing reads after it."""
    order = _Sequence(steps, wide).order(wanted)
    return with_last_readers([steps[place] for place in order], {*wanted, *constants})


class _Sequence:
    """Goes from each wanted slot down to what it reads. A step that closes rows is taken as soon as it can be."""

    def __init__(self, steps: Steps, wide: Collection[int]) -> None:
        self.steps, self.wide = steps, wide
        self.maker = {slot: place for place, step in enumerate(steps) for slot in step.targets}
        self.sources = [[each for each in dict.fromkeys(step.sources) if each in self.maker] for step in steps]
        self.missing = [len({self.maker[each] for each in sources}) for sources in self.sources]
        self.readers: dict[int, list[int]] = {}
        for place, sources in enumerate(self.sources):
            for each in sources:
                self.readers.setdefault(each, []).append(place)
        self.unread = {slot: len(found) for slot, found in self.readers.items()}
        self.taken: dict[int, None] = {}

    def order(self, wanted: Sequence[int]) -> list[int]:
        """The places of the steps."""
        for slot in wanted:
            left = [(self.maker[slot], False)] if slot in self.maker else []
            while left:
                place, ready = left.pop()
                if ready:
                    self._take(place)
                elif place not in self.taken:
                    left.append((place, True))
                    left += [(self.maker[each], False) for each in reversed(self.sources[place])]
        return list(self.taken)

    def _take(self, first: int) -> None:
        """Take a step, and with it those that only wait to let rows go."""
        left = [first]
        while left:
            place = left.pop()
            if place in self.taken:
                continue
            self.taken[place] = None
            for slot in self.sources[place]:
                self.unread[slot] -= 1
            after = {reader for slot in self.steps[place].targets for reader in self.readers.get(slot, ())}
            for reader in after:
                self.missing[reader] -= 1
            last = {reader for slot in self.sources[place] if self.unread[slot] == 1 for reader in self.readers[slot]}
            left += [each for each in sorted(after | last) if self._closes(each)]

    def _closes(self, place: int) -> bool:
        """True for a step that can be taken and after which no more rows by year are alive than before."""
        if place in self.taken or self.missing[place]:
            return False
        made = sum(slot in self.wide for slot in self.steps[place].targets)
        read = [slot for slot in self.sources[place] if slot in self.wide]
        return bool(read) and made <= sum(self.unread[slot] == 1 for slot in read)


def with_last_readers(steps: Steps, kept: Collection[int]) -> tuple[Step | Ring, ...]:
    """Mark after each step which slots nothing reads any more."""
    last: dict[int, int] = {}
    for place, step in enumerate(steps):
        for slot in _slots(step):
            last[slot] = place
    done: dict[int, list[int]] = {}
    for slot, place in last.items():
        if slot not in kept:
            done.setdefault(place, []).append(slot)
    return tuple(replace(step, done=tuple(done.get(place, ()))) for place, step in enumerate(steps))


def _slots(step: Step | Ring) -> Iterator[int]:
    yield from step.sources
    yield from step.targets
