"""Questions asked of a model: the comparison of options."""

from estimator.analysis.compare import Comparison, Metric, compare

__all__ = ["Comparison", "Metric", "compare"]
