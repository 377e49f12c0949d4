"""An assumption's distribution, drawn with characters."""

from __future__ import annotations

from itertools import pairwise

from estimator.analysis.draws.distributions import Distribution
from estimator.analysis.draws.shapes import Discrete
from estimator.display.text import general, with_unit
from estimator.pack.records import Assumption

COLUMNS, ROWS = 60, 6
EDGE = 0.005
STEPS = " ▁▂▃▄▅▆▇█"
TOLD = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def drawn(assumption: Assumption, distribution: Distribution) -> str:
    """Bars of equal width from the 0.5th to the 99.5th percentile, the point estimate marked, percentiles below."""
    low, high = (float(distribution.quantile(level)) for level in (EDGE, 1 - EDGE))
    if low == high:
        return with_unit(low, assumption.unit)
    heights = _heights(distribution, low, high)
    middle = 0.0 if not _few(distribution, low, high) else (high - low) / (2 * (len(_few(distribution, low, high)) - 1))
    marked = _marked(distribution.value, low - middle, high + middle)
    lines = [*_bars(heights), marked, _scale(assumption, low, high), _percentiles(distribution)]
    if distribution.moved:
        told = percentiles(distribution)
        ends = f"P10 {_short(told['p10'], '')}, P90 {_short(told['p90'], '')}"
        lines.append(f"The limits leave no room for the percentiles of the range; they lie elsewhere: {ends}.")
    return "\n".join(lines)


def _heights(distribution: Distribution, low: float, high: float) -> list[float]:
    """The probability of each column, as a share of the largest; of few values each gets equally many columns."""
    values = _few(distribution, low, high)
    if values:
        chances = [0.0, *(float(distribution.chance_below(each)) for each in values)]
    else:
        width = (high - low) / COLUMNS
        chances = [float(distribution.chance_below(low + width * place)) for place in range(COLUMNS + 1)]
    parts = [max(after - before, 0.0) for before, after in pairwise(chances)]
    times = COLUMNS // len(parts)
    return [part / max(parts) for part in parts for _ in range(times)]


def _few(distribution: Distribution, low: float, high: float) -> list[float]:
    """All the values there are, if they are few."""
    if isinstance(distribution.curve, Discrete):
        return list(distribution.curve.values)
    if distribution.whole and high - low < COLUMNS / 2:
        return [float(each) for each in range(round(low), round(high) + 1)]
    return []


def _bars(heights: list[float]) -> list[str]:
    """Rows of block characters, the top one first."""
    eighths = len(STEPS) - 1
    rows = []
    for row in range(ROWS - 1, -1, -1):
        filled = (round(height * ROWS * eighths) - row * eighths for height in heights)
        rows.append("".join(STEPS[min(max(each, 0), eighths)] for each in filled).rstrip())
    return [row for row in rows if row]


def _marked(value: float, low: float, high: float) -> str:
    place = round((value - low) / (high - low) * (COLUMNS - 1))
    return "─" * place + "▲" + "─" * (COLUMNS - 1 - place) if 0 <= place < COLUMNS else "─" * COLUMNS


def _scale(assumption: Assumption, low: float, high: float) -> str:
    left, right = _short(low, assumption.unit), with_unit(float(f"{high:.4g}"), assumption.unit)
    return left + " " * max(1, COLUMNS - len(left) - len(right)) + right + "   ▲ value in use"


def _short(value: float, unit: str) -> str:
    return general(float(f"{value:.4g}"), unit)


def percentiles(distribution: Distribution) -> dict[str, float]:
    """Some percentiles by name, in the unit of the pack's file."""
    return {f"p{level * 100:.0f}": float(distribution.quantile(level)) for level in TOLD}


def _percentiles(distribution: Distribution) -> str:
    return "  ".join(f"{name.upper()} {_short(value, '')}" for name, value in percentiles(distribution).items())
