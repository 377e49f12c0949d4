"""How often must somebody look? The share of launchers found in time, over revisit time and delay.

A look every so many minutes, the chance that it detects and identifies and the chance that its link stands give the
looks that find; the delay is that from a look to the hit, decision and flight together. The shares of all classes of
missile are weighed by the launchers that are ready. Other sensors are left out, so the table says what satellites alone
must do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.calculators.option import hunt
from estimator.evaluation import Array
from estimator.model.graph import Model

REVISITS: Final = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 240, 720)
DELAYS: Final = (5, 10, 15, 20, 25, 30, 45, 60, 90)
READY, CONSTANT = "class_ready", "satellite_minutes"
"""The marks of rows: the launchers ready of a class, and a constellation's revisit time times its satellites."""


@dataclass(frozen=True, slots=True)
class FoundInTime:
    """Shares found, `(revisits, delays)`, and the satellites that each revisit time takes, if the pack has any."""

    revisits: tuple[int, ...]
    delays: tuple[int, ...]
    satellites: tuple[int, ...]
    shares: Array


def found_in_time(model: Model, values: Mapping[str, Array]) -> FoundInTime | None:
    """The table at the values given; None for a pack without launchers to hunt or without satellites to find them."""
    ready = {row.marks["missile_class"]: id for id, row in model.rows.items() if row.marks.get("measure") == READY}
    classes = [_class(values, name, id) for name, id in ready.items()]
    sight = [_number(values, f"strike.{each}") for each in ("satellite_detect", "satellite_link")]
    constants = [float(values[id][0, 0]) for id, row in model.rows.items() if row.marks.get("measure") == CONSTANT]
    if not classes or None in sight or any(None in each for each in classes):
        return None
    looks = np.prod(np.array(sight, dtype=float)) / np.array(REVISITS, dtype=float).reshape(-1, 1)
    delays = np.array(DELAYS, dtype=float).reshape(1, -1)
    weights = np.array([each[0] for each in classes], dtype=float)
    shares = sum(
        weight * np.asarray(hunt.found_class_kind_support(least - delays, beyond, looks, 1))
        for weight, (_ready, least, beyond) in zip(weights / weights.sum(), classes, strict=True)
    )
    needed = tuple(int(np.ceil(round(constants[0] / each, 9))) for each in REVISITS) if constants else ()
    return FoundInTime(REVISITS, DELAYS, needed, np.asarray(shares))


def _class(values: Mapping[str, Array], name: str, ready: str) -> tuple[float | None, ...]:
    """Launchers ready, least exposure and mean exposure beyond it of one class."""
    stem = ready.partition(".")[0]
    ids = (ready, *(f"{stem}.{name}_{each}" for each in ("exposure_least", "exposure_beyond")))
    return tuple(_number(values, id) for id in ids)


def _number(values: Mapping[str, Array], id: str) -> float | None:
    return float(values[id][0, 0]) if id in values else None
