"""Questions asked of a model: the comparison of options, the back-test, the grades that costs rest on."""

from estimator.analysis.backtest import Case, Outcome, backtest
from estimator.analysis.compare import Comparison, Metric, compare
from estimator.analysis.flips import Flip, flips
from estimator.analysis.grades import grade_shares

__all__ = ["Case", "Comparison", "Flip", "Metric", "Outcome", "backtest", "compare", "flips", "grade_shares"]
