"""What a step looks like to the compiled kernels: a line of whole numbers, and draws side by side in one array."""

from __future__ import annotations

WIDTH = 32
"""Draws taken side by side: a row by year of them, 79 years, is 20 KiB, so a hundred rows stay in the cache."""
NARROW, WIDE, BY_YEAR = range(3)
"""An operand is one stretch of draws, one for each year, or one number for each year."""
ELEMENT, WHOLE_ROW, RING, BEFORE = range(4)
"""A line takes all years number by number, or a whole row, or is a ring; BEFORE, in a ring, reads the year before."""
COPY, ACCUMULATE = "copy", "accumulate"
"""Besides the operations: an operand copied, and a further part of a sum."""
KIND, NAME, TARGET, TARGET_KIND, FIRST, FIRST_KIND, SECOND, SECOND_KIND, THIRD, THIRD_KIND = range(10)
"""The columns of a line: what it is, the number of its kernel, and the place and kind of its target and operands."""
COLUMNS, OPERANDS = 10, 3
SPARE_STRETCHES, SPARE_ROWS = 3, 6
"""Room at the start of the array that the kernels may use: stretches, then rows."""
