"""Which published standards the estimator meets, and where to see it: one table, from which page and sheet are made.

A practice is `met`, `partly` met or `not`; its state is a judgement, or the name of a check that is computed from the
model (`report/quality.py`), written `computed="…"`.
"""

from estimator.report.standards.cost import COST
from estimator.report.standards.records import MET, NOT, PARTLY, STATES, Practice, Standard
from estimator.report.standards.spreadsheets import SPREADSHEETS

STANDARDS: tuple[Standard, ...] = (*COST, *SPREADSHEETS)

__all__ = ["MET", "NOT", "PARTLY", "STANDARDS", "STATES", "Practice", "Standard"]
