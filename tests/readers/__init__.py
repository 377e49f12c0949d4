"""Programs of other makers read the default workbook, and compute it, as the program does."""
