"""The workbook: live Excel formulas with stored values, written, verified and read back."""

from estimator.workbook import plain_xml  # noqa: F401 (first: it says how openpyxl is to write)
from estimator.workbook.read_back import YourValues, read_your_values
from estimator.workbook.recalculate import recalculate, recalculate_with_libreoffice
from estimator.workbook.verify import Difference, Verification, verify
from estimator.workbook.write import workbook_bytes, write_workbook

__all__ = [
    "Difference",
    "Verification",
    "YourValues",
    "read_your_values",
    "recalculate",
    "recalculate_with_libreoffice",
    "verify",
    "workbook_bytes",
    "write_workbook",
]
