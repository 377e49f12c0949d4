"""The workbook: live Excel formulas with the values stored beside them, as plain data and as a file."""

import os

# Before openpyxl is imported: where lxml is installed it writes XML through that, and then other bytes than elsewhere.
os.environ["OPENPYXL_LXML"] = "False"
