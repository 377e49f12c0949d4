"""The one reader of a workbook that came back: sheets by their titles, everything on them by headings and ids."""
