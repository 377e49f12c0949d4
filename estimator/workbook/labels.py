"""Where the label of each point of a scatter goes, so that labels cover neither points nor one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Box = tuple[float, float, float, float]  # left, bottom, right, top, in centimetres
LETTER, LINE, GAP, LONGEST = 0.165, 0.42, 0.2, 6.0
SIDES = ("r", "l", "t", "b")


def label_places(points: Mapping[str, tuple[float, float]], wide: float, high: float) -> dict[str, str]:
    """Right, left, top or bottom for each label; `wide` and `high` are those of the plot, in centimetres."""
    if not points:
        return {}
    across, up = (max(point[axis] for point in points.values()) or 1.0 for axis in (0, 1))
    spots = {label: (x / across * wide, y / up * high) for label, (x, y) in points.items()}
    taken: list[Box] = [(x - GAP, y - GAP, x + GAP, y + GAP) for x, y in spots.values()]
    found = {}
    for label, spot in sorted(spots.items(), key=lambda each: each[1]):
        boxes = {side: _box(label, spot, side) for side in SIDES}
        found[label] = min(SIDES, key=lambda side: _covered(boxes[side], taken, wide))
        taken.append(boxes[found[label]])
    return found


def _box(label: str, spot: tuple[float, float], side: str) -> Box:
    wide = min(len(label) * LETTER, LONGEST)
    high = LINE * (1 + int(len(label) * LETTER / LONGEST))
    x, y = spot
    left = {"r": x + GAP, "l": x - GAP - wide}.get(side, x - wide / 2)
    bottom = {"t": y + GAP, "b": y - GAP - high}.get(side, y - high / 2)
    return left, bottom, left + wide, bottom + high


def _covered(box: Box, taken: Sequence[Box], wide: float) -> float:
    """The area that a label covers of what is there, and what of it would stand outside the plot."""
    outside = max(0.0, -box[0]) + max(0.0, box[2] - wide * 1.1)
    return sum(_overlap(box, each) for each in taken) + outside


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, up)
