"""The scrambled Sobol sequence, any part of it: Joe and Kuo's directions, Matoušek's linear scramble, a random shift.

The points are those of `scipy.stats.qmc.Sobol` of the same seed, bit for bit, without importing `scipy.stats`, which
takes longer than the draws of a small simulation. The directions are read from SciPy's table; without it SciPy draws.

Sources: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM Journal on
Scientific Computing 30 (2008); J. Matoušek, On the L2-discrepancy for anchored boxes, Journal of Complexity 14 (1998).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

BITS: Final = 30
TABLE: Final = "_sobol_direction_numbers.npz"
Whole = NDArray[np.uint32]
Signed = NDArray[np.int64]
Places = Iterable[int]


class Sequence(Protocol):
    """Points of a sequence, from any place on."""

    def points(self, first: int, count: int) -> NDArray[np.float64]:
        """The points from the place `first` on, `(count, columns)`, from 0 up to and without 1."""


@dataclass(frozen=True)
class Sobol:
    """A scrambled sequence in some columns: `directions` are `(columns, BITS)`, `shift` is `(columns,)`."""

    directions: Whole
    shift: Whole

    def points(self, first: int, count: int) -> NDArray[np.float64]:
        """The points from the place `first` on, `(count, columns)`, from 0 up to and without 1.

        Raises ValueError beyond the 2³⁰ points of the sequence.
        """
        if first + count > 1 << BITS:
            raise ValueError(f"a Sobol sequence has {1 << BITS:,} points")
        places = np.arange(first, first + count, dtype=np.uint32)
        steps = places ^ (places >> np.uint32(1))  # Gray's code: neighbours differ in one bit
        found = np.broadcast_to(self.shift, (count, len(self.shift))).copy()
        for bit in range(BITS):
            taken = ((steps >> np.uint32(bit)) & np.uint32(1)).astype(bool)
            if taken.any():
                found[taken] ^= self.directions[:, bit]
        made: NDArray[np.float64] = found * np.float64(1.0 / (1 << BITS))
        return made


def sequence(columns: int, seed: int, chosen: Places | None = None) -> Sequence:
    """The scrambled sequence of a seed, which gives any of its points, of the `chosen` columns or of all."""
    return (scrambled if table_of_scipy().is_file() else _BySciPy)(columns, seed, chosen)


def scrambled(columns: int, seed: int, chosen: Places | None = None) -> Sobol:
    """The sequence of a seed from SciPy's table. The shift is drawn first, then the scramble, as SciPy does."""
    drawn = np.random.default_rng(seed).spawn(1)[0]
    powers = np.uint32(1) << np.arange(BITS, dtype=np.uint32)
    shift = drawn.integers(2, size=(columns, BITS), dtype=np.uint32) @ powers
    below = np.tril(drawn.integers(2, size=(columns, BITS, BITS), dtype=np.uint32), -1)
    places = slice(None) if chosen is None else list(chosen)
    return Sobol(_scrambled(directions(columns)[places], below[places]), shift[places])


def _scrambled(plain: Whole, below: Whole) -> Whole:
    """Each direction times a lower triangular matrix of bits with ones on its diagonal, modulo 2."""
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint32)
    bits = (plain[:, np.newaxis, :] >> places[:, np.newaxis]) & np.uint32(1)  # (columns, place, direction)
    matrices = (below + np.eye(BITS, dtype=np.uint32)).astype(np.float32)  # sums of at most 30 ones are exact
    product = np.matmul(matrices, bits.astype(np.float32)).astype(np.uint32) & np.uint32(1)
    made: Whole = np.bitwise_or.reduce(product << places[:, np.newaxis], axis=1)
    return made


def directions(columns: int) -> Whole:
    """The direction numbers of the first columns, `(columns, BITS)`, by the recurrence of each primitive polynomial."""
    with np.load(table_of_scipy()) as table:
        polynomials, starts = table["poly"][:columns], table["vinit"][:columns]
    degrees = np.frexp(polynomials.astype(np.float64))[1] - 1
    found = np.zeros((columns, BITS), dtype=np.int64)
    found[:1] = 1
    for bit in range(BITS):
        given = bit < degrees
        found[given, bit] = starts[given, min(bit, starts.shape[1] - 1)]
        made = (~given) & (np.arange(columns) > 0)
        found[made, bit] = _next(found[made], polynomials[made], degrees[made], bit)
    return (found << np.arange(BITS - 1, -1, -1)).astype(np.uint32)


def _next(numbers: Signed, polynomials: Signed, degrees: Signed, bit: int) -> Signed:
    """The next direction number of some columns from those before it."""
    made: Signed = numbers[np.arange(len(numbers)), bit - degrees].copy()
    for term in range(int(degrees.max(initial=0))):
        part = (term < degrees) & ((polynomials >> np.maximum(degrees - 1 - term, 0)) & 1).astype(bool)
        made[part] ^= numbers[part, bit - term - 1] << (term + 1)
    return made


def table_of_scipy() -> Path:
    """The file in which SciPy keeps its primitive polynomials and first direction numbers."""
    found = find_spec("scipy.stats")
    return Path(found.origin or "").with_name(TABLE) if found else Path(TABLE)


class _BySciPy:
    """The same points from SciPy itself, where its table of directions stands elsewhere."""

    def __init__(self, columns: int, seed: int, chosen: Places | None) -> None:
        from scipy.stats import qmc

        self._places = slice(None) if chosen is None else list(chosen)
        self._engine = qmc.Sobol(columns, scramble=True, seed=np.random.default_rng(seed))

    def points(self, first: int, count: int) -> NDArray[np.float64]:
        """The points from a place on."""
        self._engine.reset()
        if first:
            self._engine.fast_forward(first)
        return np.asarray(self._engine.random(count), dtype=np.float64)[:, self._places]
