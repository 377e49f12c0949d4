"""The sets of rows that things bought once share: fielded, learned, used, lost and replaced, paid for and manned."""

from __future__ import annotations

from typing import Final

from estimator.calculators.shared import fielding, hours, learning, losses, payments, replacing, staffing

BOUGHT_ONCE: Final = (fielding, learning, hours, losses, replacing, payments, staffing)
"""Behind the rows of deliveries and retirement; whatever an element is told nothing of leaves no row."""
