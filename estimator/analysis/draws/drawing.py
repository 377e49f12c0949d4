"""Draws of a model's uncertain inputs: chances, correlation, distributions, in normal units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.copula import Mixing
from estimator.analysis.draws.distributions import Distribution
from estimator.analysis.draws.sampling import Sampler, SamplerName
from estimator.units import in_normal

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Input:
    """One uncertain assumption: its distribution in the file's unit and the scale to the model's."""

    id: str
    distribution: Distribution
    scale: float

    @property
    def value(self) -> float:
        """The value in the model's unit of an input that is not drawn."""
        return in_normal(self.distribution.value, self.scale)

    def values(self, chances: Array) -> Array:
        """Values in the model's unit for chances from 0 to 1."""
        return self.distribution.quantile(chances) * self.scale


@dataclass
class Drawing:
    """Draws all inputs, block by block. `mixing` correlates some of them; None leaves all independent.

    `names` are the columns of the whole pack, among which these inputs have theirs; without them they have columns
    for themselves.
    """

    inputs: tuple[Input, ...]
    sampler: SamplerName
    seed: int
    mixing: Mixing | None = None
    names: tuple[str, ...] = ()
    _made: Sampler | None = field(default=None, init=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """Without the sampler, which keeps a place in its sequence; a copy makes its own."""
        return {**self.__dict__, "_made": None}

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns that are drawn beside the inputs' own and mixed in."""
        return self.mixing.beside if self.mixing else ()

    @property
    def columns(self) -> Sampler:
        """What draws the columns: those beside the inputs' own, then their own."""
        if self._made is None:
            wanted = (*self.beside, *(each.id for each in self.inputs))
            self._made = Sampler(self.sampler, self.seed, self.names or wanted, wanted)
        return self._made

    def chances(self, number: int) -> Array:
        """Correlated chances of one block, `(BLOCK, inputs)`."""
        drawn = self.columns.block(number)
        beside, own = drawn[:, : len(self.beside)], drawn[:, len(self.beside) :]
        if self.mixing is None:
            return own
        places = {each.id: place for place, each in enumerate(self.inputs)}
        mixed = [places[id] for id in self.mixing.ids]
        own = own.copy()
        own[:, mixed] = self.mixing.mix(own[:, mixed], beside)
        return own

    def block(self, number: int) -> Array:
        """Values of one block in normal units, `(BLOCK, inputs)`."""
        return values_at(self.inputs, self.chances(number))


def values_at(inputs: Sequence[Input], chances: Array) -> Array:
    """Values in normal units for chances `(draws, inputs)`; each input's draws stand together in memory."""
    if not inputs:
        return np.empty(chances.shape)
    return np.stack([each.values(chances[:, place]) for place, each in enumerate(inputs)]).T


def as_draws(inputs: Sequence[Input], values: Array) -> Mapping[str, Array]:
    """Columns of values as the evaluation takes them: arrays `(draws, 1)` by id."""
    return {each.id: np.ascontiguousarray(values[:, place : place + 1]) for place, each in enumerate(inputs)}
