"""Questions asked of a model: the comparison of options, the back-test, the grades that costs rest on."""

from estimator.analysis.backtest import Case, Outcome, backtest
from estimator.analysis.compare import Comparison, Metric, compare
from estimator.analysis.grades import grade_shares

__all__ = ["Case", "Comparison", "Metric", "Outcome", "backtest", "compare", "grade_shares"]
