"""Paper in millimetres: what is free between the margins, and what columns and rows take."""

from typing import Final

A4, A3 = 9, 8
INCH, CENTIMETRE = 25.4, 10.0
POINT, PIXEL = INCH / 72, INCH / 96
DIGIT, PADDING = 7, 5  # pixels of a column for each digit, and beside them
MARGIN: Final = 0.4  # inches, at the bottom twice as much
WIDTH: Final = {A4: 277.0, A3: 400.0}
HEIGHT: Final = {paper: high - 3 * MARGIN * INCH for paper, high in ((A4, 210.0), (A3, 297.0))}
