"""Mean, spread and percentiles of many columns of draws in memory that does not grow with the draws.

Up to `KEPT_BYTES` all draws are kept and percentiles are exact. Beyond, the first draws choose edges in each column
(at equal shares of them) and the others are counted between the edges; a percentile then lies between two edges, and
half of their distance is stated as its error. Where the first draws take few values (whole years, 0 or 1) the edges are
those values and percentiles stay exact. Draws in which a metric does not apply (NaN) are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
KEPT_BYTES = 256 * 2**20
PILOT_DRAWS, EDGES = 16 * 1024, 2048
BATCHES = 16


@dataclass(frozen=True, slots=True)
class Quantile:
    """A percentile and half the width of the bin in which it lies; 0 if exact."""

    value: float
    error: float = 0.0


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
        chosen = [each[:, column] for batch, each in self._blocks if batches is None or batch in batches]
        found = np.concatenate(chosen) if chosen else np.empty(0)
        found = found[~np.isnan(found)]
        if not found.size:
            return [Quantile(float("nan")) for _ in levels]
        return [Quantile(float(each)) for each in np.quantile(found, levels)]


class _Moments:
    """Running mean and squared deviations, block by block (Chan, Golub and LeVeque 1983), without NaN."""

    def __init__(self, columns: int) -> None:
        self.count, self._mean, self._squares = np.zeros(columns), np.zeros(columns), np.zeros(columns)

    def add(self, block: Array) -> None:
        """Merge one block."""
        there = ~np.isnan(block)
        count = there.sum(axis=0).astype(np.float64)
        known = np.maximum(count, 1.0)
        mean = np.where(there, block, 0.0).sum(axis=0) / known
        squares = np.where(there, (block - mean) ** 2, 0.0).sum(axis=0)
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

    def add(self, batch: int, block: Array) -> None:
        """Count one block; a value on an edge counts below it."""
        self.least = np.fmin(self.least, np.fmin.reduce(block, axis=0))
        self.most = np.fmax(self.most, np.fmax.reduce(block, axis=0))
        for column, edges in enumerate(self.edges):
            values = block[:, column]
            places = np.searchsorted(edges, values[~np.isnan(values)], side="left")
            counted = np.bincount(places, minlength=edges.size + 1)
            self.counts[batch, column, : edges.size + 1] += counted.astype(np.uint32)

    def quantiles(self, column: int, levels: Sequence[float], batches: Sequence[int] | None) -> list[Quantile]:
        """Between two edges by a straight line; at an edge itself where the edges are all the values there are."""
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
