"""Imported first: openpyxl writes XML through lxml where that is installed, and then other bytes than where it is not."""

from __future__ import annotations

import os

os.environ["OPENPYXL_LXML"] = "False"
