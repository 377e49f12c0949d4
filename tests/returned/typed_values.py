"""The edited cells of a workbook on disk."""

from estimator.returned.reader.workbook import read_returned
from estimator.returned.reader.your_values import your_values


def read_your_values(path):
    """The edited cells of a workbook of this program."""
    return your_values(read_returned(path))
