"""A Gaussian copula: inputs drawn together so that their ranks have the correlations asked for.

Chances become normal numbers, are mixed, and become chances again, so every input keeps its own distribution. For a
Spearman correlation r the normal numbers need 2·sin(πr/6) (Pearson, 1907). Where the matrix is made of shared factors
(one for all cost elements, one for each group) the factors are drawn as columns of their own, so that adding a member
changes no other draw; any other matrix is mixed by its Cholesky triangle, after repair if it is not positive definite.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """How to mix the columns `ids`: shared `factors` with `weights` `(ids, factors)`, or a `triangle` `(ids, ids)`."""

    ids: tuple[str, ...]
    factors: tuple[str, ...] = ()
    weights: Array | None = None
    triangle: Array | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that must be drawn besides the inputs' own."""
        return self.factors

    def mix(self, chances: Array, shared: Array) -> Array:
        """Correlated chances of the ids, from independent ones of the ids and of the factors."""
        own = normal_quantile(chances)
        if self.weights is not None:
            rest = np.sqrt(np.maximum(1.0 - np.sum(self.weights**2, axis=1), 0.0))
            return normal_chance(normal_quantile(shared) @ self.weights.T + own * rest)
        return normal_chance(own if self.triangle is None else own @ self.triangle.T)


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
    return Mixing(tuple(ids), tuple(factor.name for factor in factors), weights=weights)


def by_triangle(ids: Sequence[str], normal: Array) -> Mixing:
    """The mixing of a positive definite matrix by its Cholesky triangle."""
    triangle: Array = np.linalg.cholesky(normal).astype(np.float64)
    return Mixing(tuple(ids), triangle=triangle)


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
