"""Settings for all tests: in continuous integration the drawn examples are the same in every run.

A library that the tests need brings lxml, through which openpyxl would write other bytes than it does for users.
"""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["OPENPYXL_LXML"] = "False"
settings.register_profile("same", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("same")
