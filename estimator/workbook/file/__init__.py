"""The file itself: openpyxl, styles, drawing of charts, printing, stored values."""
