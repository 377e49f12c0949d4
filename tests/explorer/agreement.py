"""Rows of the page held against Python's: the same to 1e-9 of the largest term, and nothing in the same places."""

from __future__ import annotations

import numpy as np

from estimator.expression import walk
from estimator.expression.computing import compute

TOLERANCE = 1e-9


def differing(model, expected, found):
    """The ids of the rows that do not agree.

    A row may magnify the last digits of what it reads: a quotient of a remainder that is all but nil. It must then be
    what Python makes of the numbers that the page read, which are held against Python themselves.
    """
    return [id for id, row in model.rows.items() if id in expected and not _agrees(row, expected, found)]


def _agrees(row, expected, found):
    if _alike(expected[row.id], found[row.id], row.expression, expected):
        return True
    with np.errstate(all="ignore"):
        again = compute(row.expression, found)
    return _alike(again, found[row.id], row.expression, found)


def _alike(ours, theirs, expression, read):
    ours = np.broadcast_to(ours, theirs.shape)
    if (np.isnan(ours) != np.isnan(theirs)).any():
        return False
    with np.errstate(invalid="ignore"):
        apart = np.abs(ours - theirs)
        return not (apart > TOLERANCE * np.abs(ours)).any() or np.nanmax(apart) <= TOLERANCE * _largest_term(
            expression, read
        )


def _largest_term(expression, values):
    """The largest number that stands anywhere in a row's expression."""
    with np.errstate(all="ignore"):
        return max(float(np.nanmax(np.abs(compute(each, values)))) for each in walk(expression))
