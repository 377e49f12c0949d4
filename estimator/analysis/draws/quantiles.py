"""Mean, spread and percentiles of many columns of draws in memory that does not grow with the draws.

Up to `KEPT_BYTES` all draws are kept and percentiles are exact. Beyond, the first draws choose edges in each column
(at equal shares of them) and the others are counted between the edges; a percentile then lies between two edges, and
half of their distance is stated as its error. Where the first draws take few values (whole years, 0 or 1) the edges are
those values and percentiles stay exact. Draws in which a metric does not apply (NaN) are counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
KEPT_BYTES = 256 * 2**20
PILOT_DRAWS, EDGES = 16 * 1024, 2048
BATCHES = 16
TOGETHER = 8 * 1024
NEIGHBOURS = 32


@dataclass(frozen=True, slots=True)
class Quantile:
    """A percentile and half the width of the bin in which it lies; 0 if exact."""

    value: float
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring columns from `first` on, `(columns, draws)`, with so many draws `made`; the draws of each batch."""

    first: int
    made: int
    draws: Array
    batches: dict[int, slice]


@dataclass
class Collector:
    """Takes blocks of draws `(draws, columns)` in order; `total` is how many draws are expected, for the `batches`."""

    columns: int
    total: int
    kept_bytes: int = KEPT_BYTES
    batches: int = BATCHES
    _blocks: list[tuple[int, Array]] = field(default_factory=list)
    _bins: _Bins | None = None
    _moments: _Moments = field(init=False)
    _stretch: _Stretch | None = None
    draws: int = 0

    def __post_init__(self) -> None:
        self._moments = _Moments(self.columns)

    @property
    def exact(self) -> bool:
        """True while all draws are kept."""
        return self.total * self.columns * 8 <= self.kept_bytes or self.total <= PILOT_DRAWS

    def add(self, block: Array) -> None:
        """Take the next draws."""
        self._moments.add(block)
        for batch, part in self._by_batch(block):
            if self._bins is not None:
                self._bins.add(batch, part)
            else:
                self._blocks.append((batch, part))
        self.draws += block.shape[0]
        if self._bins is None and not self.exact and self.draws >= PILOT_DRAWS:
            self._bins = _Bins(np.concatenate([each for _, each in self._blocks]), self.batches)
            for earlier, each in self._blocks:
                self._bins.add(earlier, each)
            self._blocks.clear()

    def _by_batch(self, block: Array) -> Iterator[tuple[int, Array]]:
        """The block cut where a batch of the expected draws ends."""
        start = 0
        while start < block.shape[0]:
            place = self.draws + start
            batch = min(self.batches - 1, place * self.batches // max(self.total, 1))
            ends = -(-(batch + 1) * self.total // self.batches) - self.draws
            ends = ends if batch < self.batches - 1 else block.shape[0]
            yield batch, block[start : min(ends, block.shape[0])]
            start = min(ends, block.shape[0])

    def mean(self) -> Array:
        """Mean of the draws in which each column applies; NaN where it never does."""
        return self._moments.mean()

    def deviation(self) -> Array:
        """Standard deviation (of the sample, one less in the divisor)."""
        return self._moments.deviation()

    def applies(self) -> Array:
        """The share of draws in which each column applies."""
        return self._moments.count / max(self.draws, 1)

    def quantiles(self, column: int, levels: Sequence[float], batches: Sequence[int] | None = None) -> list[Quantile]:
        """Percentiles of one column, over all draws or some of the batches; NaN where there are none."""
        if self._bins is not None:
            return self._bins.quantiles(column, levels, batches)
        found = self._in_batches(column, batches)
        missing = np.isnan(found)
        found = found[~missing] if missing.any() else found
        if not found.size:
            return [Quantile(float("nan")) for _ in levels]
        return [Quantile(each) for each in exact_quantiles(found, levels)]

    def by_batch(self, column: int, level: float) -> Array:
        """A percentile of one column in each batch; NaN where there are none."""
        stretch = None if self._bins is not None else self._near(column)
        sizes = {each.stop - each.start for each in stretch.batches.values()} if stretch else set[int]()
        if stretch is None or len(stretch.batches) < self.batches or len(sizes) > 1:
            return self._batch_after_batch(column, level)
        row = stretch.draws[column - stretch.first]
        if np.isnan(row).any():
            return self._batch_after_batch(column, level)
        ordered = np.sort(row.reshape(self.batches, -1), axis=1)
        found: Array = _between(ordered.T.__getitem__, _place(ordered.shape[1], level))
        return found

    def _batch_after_batch(self, column: int, level: float) -> Array:
        return np.array([self.quantiles(column, [level], [batch])[0].value for batch in range(self.batches)])

    def _in_batches(self, column: int, batches: Sequence[int] | None) -> Array:
        """The draws of a column, of all batches or some."""
        stretch = self._near(column)
        row: Array = stretch.draws[column - stretch.first]
        if batches is None:
            return row
        spans = [stretch.batches[batch] for batch in batches if batch in stretch.batches]
        if spans and all(before.stop == after.start for before, after in pairwise(spans)):
            return row[spans[0].start : spans[-1].stop]
        return np.concatenate([row[each] for each in spans]) if spans else np.empty(0)

    def _near(self, column: int) -> _Stretch:
        """Some neighbouring columns, each in one stretch: they are asked for one after the other."""
        first = column - column % NEIGHBOURS
        if self._stretch is None or (self._stretch.first, self._stretch.made) != (first, self.draws):
            parts = [each[:, first : first + NEIGHBOURS] for _, each in self._blocks]
            together = np.concatenate(parts).T if parts else np.empty((NEIGHBOURS, 0))
            self._stretch = _Stretch(first, self.draws, np.ascontiguousarray(together), self._batches())
        return self._stretch

    def _batches(self) -> dict[int, slice]:
        """Which of the draws kept belong to each batch; they follow one another."""
        found, start = dict[int, slice](), 0
        for batch, each in self._blocks:
            begun = found[batch].start if batch in found else start
            start += each.shape[0]
            found[batch] = slice(begun, start)
        return found


def exact_quantiles(values: Array, levels: Sequence[float]) -> list[float]:
    """Percentiles between neighbours in order (type 7 of Hyndman and Fan, as `np.quantile`, which takes far longer).

    `values` are at least one and hold no NaN.
    """
    ordered = np.sort(values)
    return [_between(ordered.item, _place(ordered.size, level)) for level in levels]


def _place(size: int, level: float) -> tuple[int, int, float]:
    """The neighbours between which a percentile of so many values in order lies, and how far from the lower one."""
    place = level * (size - 1)
    below = min(int(place), max(size - 2, 0))
    return below, min(below + 1, size - 1), place - below


def _between(value: Callable[[int], Any], place: tuple[int, int, float]) -> Any:
    below, above, share = place
    low, high = value(below), value(above)
    return low + (high - low) * share


class _Moments:
    """Running mean and squared deviations, block by block (Chan, Golub and LeVeque 1983), without NaN."""

    def __init__(self, columns: int) -> None:
        self.count, self._mean, self._squares = np.zeros(columns), np.zeros(columns), np.zeros(columns)

    def add(self, block: Array) -> None:
        """Merge one block."""
        there = ~np.isnan(block)
        everywhere = bool(there.all())
        count = there.sum(axis=0).astype(np.float64)
        mean = (block if everywhere else np.where(there, block, 0.0)).sum(axis=0) / np.maximum(count, 1.0)
        apart = block - mean if everywhere else np.where(there, block - mean, 0.0)
        squares = np.einsum("ij,ij->j", apart, apart)
        both = np.maximum(self.count + count, 1.0)
        step = mean - self._mean
        self._squares += squares + step**2 * self.count * count / both
        self._mean += step * count / both
        self.count += count

    def mean(self) -> Array:
        """The mean, NaN where nothing was counted."""
        return np.where(self.count > 0, self._mean, np.nan)

    def deviation(self) -> Array:
        """The sample's standard deviation; NaN for a single draw."""
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Array = np.sqrt(np.where(self.count > 1, self._squares / (self.count - 1), np.nan))
        return found


class _Bins:
    """Counts between edges, for each batch; `(batches, columns, edges + 1)`."""

    def __init__(self, pilot: Array, batches: int) -> None:
        made = [_edges(pilot[:, column]) for column in range(pilot.shape[1])]
        self.edges = [edges for edges, _ in made]
        self.exact = [exact for _, exact in made]
        self.counts = np.zeros((batches, pilot.shape[1], EDGES + 1), dtype=np.uint32)
        self.least, self.most = np.full(pilot.shape[1], np.inf), np.full(pilot.shape[1], -np.inf)
        self._waiting: list[Array] = []
        self._batch = 0

    def add(self, batch: int, block: Array) -> None:
        """Take a block, and count when there are enough: many values sorted are counted faster than each looked up."""
        if batch != self._batch:
            self._count()
        self._batch = batch
        self._waiting.append(block)
        if sum(each.shape[0] for each in self._waiting) >= TOGETHER:
            self._count()

    def _count(self) -> None:
        """Count what waits; a value on an edge counts below it."""
        if not self._waiting:
            return
        columns = np.sort(np.ascontiguousarray(np.concatenate(self._waiting).T), axis=1)  # NaN comes last
        self._waiting.clear()
        known = columns.shape[1] - np.isnan(columns).sum(axis=1)
        for column, (edges, values, count) in enumerate(zip(self.edges, columns, known, strict=True)):
            if count:
                self.least[column] = min(self.least[column], values[0])
                self.most[column] = max(self.most[column], values[count - 1])
                below = np.searchsorted(values[:count], edges, side="right")
                counted = np.diff(below, prepend=0, append=count)
                self.counts[self._batch, column, : edges.size + 1] += counted.astype(np.uint32)

    def quantiles(self, column: int, levels: Sequence[float], batches: Sequence[int] | None) -> list[Quantile]:
        """Between two edges by a straight line; at an edge itself where the edges are all the values there are."""
        self._count()
        chosen = self.counts[:, column] if batches is None else self.counts[list(batches), column]
        counts = chosen.sum(axis=0, dtype=np.int64)
        if not counts.sum():
            return [Quantile(float("nan")) for _ in levels]
        edges = self.edges[column]
        least, most = min(self.least[column], edges[0]), max(self.most[column], edges[-1])
        ends = np.concatenate([[least], edges, [most]])
        return [_in_bins(counts, ends, level, self.exact[column]) for level in levels]


def _edges(values: Array) -> tuple[Array, bool]:
    """Edges at equal shares of the values, or the values themselves if they are few; True for the latter."""
    known = values[~np.isnan(values)]
    if not known.size:
        return np.zeros(1), False
    distinct = np.unique(known)
    if distinct.size <= EDGES // 4:
        return distinct, True
    return np.unique(np.quantile(known, np.linspace(0.0, 1.0, EDGES))), False


def _in_bins(counts: NDArray[np.int64], ends: Array, level: float, exact: bool) -> Quantile:
    below = np.cumsum(counts)
    wanted = level * below[-1]
    place = int(np.searchsorted(below, wanted, side="left"))
    place = min(max(place, int(np.argmax(counts > 0))), counts.size - 1)
    low, high = float(ends[place]), float(ends[min(place + 1, ends.size - 1)])
    if exact:
        return Quantile(high)
    share = (wanted - (below[place] - counts[place])) / max(int(counts[place]), 1)
    return Quantile(low + (high - low) * float(np.clip(share, 0.0, 1.0)), (high - low) / 2)
