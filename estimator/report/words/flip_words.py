"""At which value of an assumption a verdict changes, in words."""

from __future__ import annotations

from dataclasses import replace
from math import isclose
from typing import Final

from estimator.analysis.standing.flips import Flip
from estimator.display.decision import ANY_VALUE, Shown
from estimator.display.text import text
from estimator.pack.records import Settings
from estimator.report.words.numbers_in_sentences import number_with_unit

JUST_ABOVE: Final = "just above "
JUST_BELOW: Final = "just below "
SAME: Final = 1e-9


def flip_words(flip: Flip, how: Shown, settings: Settings) -> str:
    """One flip with the value in use: `fits the budget from this share of GDP on: 0.99 % (in use 1 %)`.

    Empty where the verdict is the same at any value of the assumption.
    """
    words = how.beyond(flip.value)
    unlimited = how.limits is None and flip.value <= 0
    if flip.value != flip.value or flip.in_use != flip.in_use or words == ANY_VALUE or unlimited:
        return ""
    label = flip.label[:1].lower() + flip.label[1:]
    now = number_with_unit(flip.in_use, replace(how, limits=None), settings)
    return f"{label}: {words or just_beside(flip, how) + number_with_unit(flip.value, how, settings)} (in use {now})"


def just_beside(flip: Flip, how: Shown) -> str:
    """Words before a flip that reads like the value in use though it is another; empty for any other flip."""
    if how.beyond(flip.value) or isclose(flip.value, flip.in_use, rel_tol=SAME):
        return ""
    alike = text(flip.value, how) == text(flip.in_use, replace(how, limits=None))
    return (JUST_ABOVE if flip.margin > 0 else JUST_BELOW) if alike else ""
