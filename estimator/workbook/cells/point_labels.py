"""Where the label of each point of a scatter goes, so that labels cover neither points nor one another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Box = tuple[float, float, float, float]  # left, bottom, right, top, in centimetres
LETTER, LINE, GAP, LONGEST = 0.165, 0.42, 0.2, 6.0
ROUNDS, STEPS, ON_A_POINT = 4, 11, 10  # how often each is placed anew; most steps of an axis; weight of a point
SIDES = ("r", "l", "t", "b")


def label_places(points: Mapping[str, tuple[float, float]], wide: float, high: float) -> dict[str, str]:
    """Right, left, top or bottom for each label; `wide` and `high` are those of the plot, in centimetres."""
    if not points:
        return {}
    across, up = (_axis_end(max(point[axis] for point in points.values())) for axis in (0, 1))
    spots = {label: (x / across * wide, y / up * high) for label, (x, y) in points.items()}
    boxes = {label: {side: _box(label, spot, side) for side in SIDES} for label, spot in spots.items()}
    marks = [(x - GAP, y - GAP, x + GAP, y + GAP) for x, y in spots.values()]
    order = sorted(spots, key=lambda label: spots[label])
    found: dict[str, str] = {}
    for label in order * ROUNDS:
        others = [boxes[other][side] for other, side in found.items() if other != label]
        found[label] = min(SIDES, key=lambda side: _covered(boxes[label][side], others, marks, wide))
    return found


def _axis_end(largest: float) -> float:
    """Where an axis from nil ends: the next whole step above the largest value, of the steps that programs take."""
    if largest <= 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(largest))
    step = next(step * share for share in (1 / 10, 1 / 5, 1 / 2, 1) if largest / (step * share) < STEPS)
    return (math.floor(largest / step) + 1) * step


def _box(label: str, spot: tuple[float, float], side: str) -> Box:
    wide = min(len(label) * LETTER, LONGEST)
    high = LINE * (1 + int(len(label) * LETTER / LONGEST))
    x, y = spot
    left = {"r": x + GAP, "l": x - GAP - wide}.get(side, x - wide / 2)
    bottom = {"t": y + GAP, "b": y - GAP - high}.get(side, y - high / 2)
    return left, bottom, left + wide, bottom + high


def _covered(box: Box, labels: Sequence[Box], marks: Sequence[Box], wide: float) -> float:
    """The area that a label covers of labels and, counted more, of points, and what would stand outside the plot."""
    outside = max(0.0, -box[0]) + max(0.0, box[2] - wide * 1.1)
    on_points = sum(_overlap(box, each) for each in marks)
    return sum(_overlap(box, each) for each in labels) + on_points * ON_A_POINT + outside


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, up)
