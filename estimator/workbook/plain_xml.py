"""Imported first: where lxml is installed, openpyxl writes XML through it, and then other bytes than elsewhere."""

from __future__ import annotations

import os

os.environ["OPENPYXL_LXML"] = "False"
