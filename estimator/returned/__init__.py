"""A workbook that came back: the one reader, and what is done with what it read."""
