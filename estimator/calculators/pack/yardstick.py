"""The yardstick ship: how much of a station one holds, for the hulls and crews that an option frees or takes."""

from __future__ import annotations

from estimator.calculators.shared import watchkeeping

SCOPE = "pack"
MARKS = {"needs": "yardstick"}
LABEL = "Yardstick"
ITEM = "ship"
INCLUDES = (watchkeeping,)
