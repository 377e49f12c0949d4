"""Chances from 0 to 1, one column an input: scrambled Sobol, Latin hypercube or random, block by block.

A block of draws is a pure function of the seed, the names and the block's number, so any process can compute any block
and the answer does not depend on how many do. With `latin_hypercube` and `random` each name has its own stream, keyed
by the seed and the name, so that adding an assumption changes no other draw; a Latin hypercube is laid within each
block. `sobol` spreads all columns together and is the most exact, but adding an assumption changes the draws of others;
leaving some of the columns out does not, as the columns that are wanted are those that all together would have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.sobol import Sequence as SobolSequence
from estimator.analysis.draws.sobol import sequence
from estimator.errors import InputError

Array = NDArray[np.float64]
SamplerName = Literal["sobol", "latin_hypercube", "random"]
SAMPLERS: tuple[SamplerName, ...] = get_args(SamplerName)
BLOCK = 1024
MOST_SOBOL_COLUMNS = 21201
SMALLEST = 2.0**-31


@dataclass
class Sampler:
    """Draws blocks of chances for the `wanted` of the named columns, or for all. The Sobol sequence is made once."""

    kind: SamplerName
    seed: int
    names: tuple[str, ...]
    wanted: tuple[str, ...] | None = None
    _sequence: SobolSequence | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        """Raises InputError for a seed below 0, and for more columns than Sobol has."""
        if self.seed < 0:
            raise InputError(f"seed {self.seed}: expected a whole number from 0 on")
        if self.kind == "sobol" and len(self.names) > MOST_SOBOL_COLUMNS:
            most = f"Sobol has {MOST_SOBOL_COLUMNS} columns"
            raise InputError(f"{most}; {len(self.names)} are needed. Use --sampler random")

    @property
    def places(self) -> list[int]:
        """The places of the wanted columns among the named."""
        of = {name: place for place, name in enumerate(self.names)}
        return [of[name] for name in self._wanted]

    @property
    def _wanted(self) -> tuple[str, ...]:
        return self.names if self.wanted is None else self.wanted

    def block(self, number: int) -> Array:
        """The chances of one block, `(BLOCK, wanted)`, never quite 0 or 1."""
        if not self._wanted:
            return np.empty((BLOCK, 0))
        if self.kind == "sobol":
            self._sequence = self._sequence or sequence(len(self.names), self.seed, self.places)
            found = self._sequence.points(number * BLOCK, BLOCK)
        else:
            column = latin_hypercube if self.kind == "latin_hypercube" else at_random
            found = np.stack([column(self.seed, name, number) for name in self._wanted], axis=1)
        return np.clip(found, SMALLEST, 1.0 - SMALLEST)


def stream(seed: int, name: str, block: int) -> np.random.Generator:
    """The random numbers of one name in one block: a counter-based generator keyed by SHA-256 of seed and name."""
    key = int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:16], "big")
    return np.random.Generator(np.random.Philox(key=key, counter=[0, 0, block, 0]))


def at_random(seed: int, name: str, block: int) -> Array:
    """Independent chances."""
    return stream(seed, name, block).random(BLOCK)


def latin_hypercube(seed: int, name: str, block: int) -> Array:
    """One chance in each of the block's equal strata, in random order."""
    made = stream(seed, name, block)
    return (made.permutation(BLOCK) + made.random(BLOCK)) / BLOCK


def check_sampler(name: str) -> None:
    """Raise InputError for a name that no sampler has."""
    if name not in SAMPLERS:
        raise InputError(f'no sampler "{name}": expected one of {", ".join(SAMPLERS)}')


def blocks_for(draws: int) -> Sequence[int]:
    """The numbers of the blocks that hold so many draws."""
    return range(-(-draws // BLOCK))
