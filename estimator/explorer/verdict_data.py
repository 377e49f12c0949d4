"""How the page judges, as every other medium does: thresholds, signs and words of `estimator.display.verdict`."""

from __future__ import annotations

from estimator.display.verdict import AT_VALUES, EVENTS, NEAR, NEAR_A_THRESHOLD, ROUNDING, Standing
from estimator.explorer.gathering import Document, Telling
from estimator.model import Model


def verdict_data(model: Model, telling: Telling) -> Document:
    """Classes with sign and word, thresholds from 0 to 1, events and what is said without draws."""
    settings, say = model.pack.settings, telling.say
    return {
        "holds": settings.chance_holds,
        "fails": settings.chance_fails,
        "near": NEAR,
        "rounding": ROUNDING,
        "words": {str(each): say(f"{each.sign} {each}") for each in Standing},
        "signs": {str(each): each.sign for each in Standing},
        "events": {event: say(words) for event, words in EVENTS.items()},
        "at_values": say(AT_VALUES),
        "near_a_threshold": say(NEAR_A_THRESHOLD),
    }
