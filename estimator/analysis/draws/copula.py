"""A Gaussian copula: inputs drawn together so that their ranks have the correlations asked for.

Chances become normal numbers, are mixed, and become chances again, so every input keeps its own distribution. For a
Spearman correlation r the normal numbers need 2·sin(πr/6) (Pearson, 1907). Where the matrix is made of shared factors
(one for all cost elements, one for each group) the factors are drawn as columns of their own, so that adding a member
changes no other draw; any other matrix is mixed by its Cholesky triangle, after repair if it is not positive definite.
Members that are not drawn leave the draws of the others as they are: their columns are mixed in as if they were.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.shapes import normal_chance, normal_quantile

Array = NDArray[np.float64]
LEAST_EIGENVALUE = 1e-8
REPAIR_ROUNDS, REPAIR_NEAR = 1000, 1e-10
EXACT = 1e-12


def normal_correlation(rank: Array | float) -> Array:
    """The correlation that normal numbers need for a rank correlation."""
    return 2.0 * np.sin(np.pi * np.asarray(rank, dtype=np.float64) / 6.0)


def rank_correlation(normal: Array | float) -> Array:
    """The rank correlation that normal numbers of this correlation have."""
    return 6.0 / np.pi * np.arcsin(np.asarray(normal, dtype=np.float64) / 2.0)


@dataclass(frozen=True)
class Mixing:
    """How to mix the columns `ids`: with `weights` `(ids, beside)` of columns that are drawn beside them, and with a
    `triangle` `(ids, ids)` of their own; without it each has of its own what a variance of 1 leaves.

    Drawn `beside` are shared factors, or members that a triangle has and nothing reads.
    """

    ids: tuple[str, ...]
    beside: tuple[str, ...]
    weights: Array
    triangle: Array | None = None

    @property
    def rest(self) -> Array:
        """How much each id has of its own column where there is no triangle, `(ids,)`."""
        found: Array = np.sqrt(np.maximum(1.0 - np.sum(self.weights**2, axis=1), 0.0))
        return found

    def mix(self, chances: Array, beside: Array) -> Array:
        """Correlated chances of the ids, from independent ones of the ids and of what is drawn beside."""
        own = normal_quantile(chances)
        made = own * self.rest if self.triangle is None else own @ self.triangle.T
        return normal_chance(normal_quantile(beside) @ self.weights.T + made)

    def among(self, ids: Collection[str]) -> Mixing:
        """The mixing of some of the ids alone, which gives them the same chances."""
        places = [place for place, id in enumerate(self.ids) if id in ids]
        chosen, names, weights = tuple(self.ids[place] for place in places), self.beside, self.weights[places]
        triangle = None
        if self.triangle is not None:
            others = [place for place in range(len(self.ids)) if place not in set(places)]
            names += tuple(self.ids[place] for place in others)
            weights = np.hstack([weights, self.triangle[np.ix_(places, others)]])
            triangle = self.triangle[np.ix_(places, places)]
        used = np.flatnonzero(weights.any(axis=0))
        return Mixing(chosen, tuple(names[column] for column in used), weights[:, used], triangle)


@dataclass(frozen=True)
class Factor:
    """A group as a shared factor: its members' places and the square root of what it adds to their correlation."""

    name: str
    members: tuple[int, ...]
    weight: float


def by_factors(ids: Sequence[str], normal: Array, factors: Sequence[Factor]) -> Mixing | None:
    """The mixing by factors if they give exactly this matrix, else None."""
    weights = np.zeros((len(ids), len(factors)))
    for column, factor in enumerate(factors):
        weights[list(factor.members), column] = factor.weight
    made = weights @ weights.T
    if np.any(np.diag(made) > 1.0 + EXACT):
        return None
    np.fill_diagonal(made, 1.0)
    if not np.allclose(made, normal, rtol=0.0, atol=EXACT):
        return None
    return Mixing(tuple(ids), tuple(factor.name for factor in factors), weights)


def by_triangle(ids: Sequence[str], normal: Array) -> Mixing:
    """The mixing of a positive definite matrix by its Cholesky triangle."""
    triangle: Array = np.linalg.cholesky(normal).astype(np.float64)
    return Mixing(tuple(ids), (), np.zeros((len(ids), 0)), triangle)


def is_positive_definite(matrix: Array) -> bool:
    """True if all eigenvalues are well above nil."""
    return bool(np.linalg.eigvalsh(matrix)[0] >= LEAST_EIGENVALUE / 2)


def nearest_correlation(matrix: Array) -> Array:
    """The nearest correlation matrix that is positive definite (Higham 2002, alternating projections)."""
    kept = np.zeros_like(matrix)
    found = matrix.copy()
    for _ in range(REPAIR_ROUNDS):
        before = found
        lifted = _lifted(found - kept)
        kept = lifted - (found - kept)
        found = lifted.copy()
        np.fill_diagonal(found, 1.0)
        if np.abs(found - before).max() < REPAIR_NEAR:
            break
    return _unit_diagonal(_lifted(found))


def _lifted(matrix: Array) -> Array:
    """The nearest matrix whose eigenvalues are all above nil."""
    sizes, directions = np.linalg.eigh((matrix + matrix.T) / 2)
    made: Array = (directions * np.maximum(sizes, LEAST_EIGENVALUE)) @ directions.T
    return (made + made.T) / 2


def _unit_diagonal(matrix: Array) -> Array:
    scale = 1.0 / np.sqrt(np.diag(matrix))
    found: Array = matrix * np.outer(scale, scale)
    np.fill_diagonal(found, 1.0)
    return found
