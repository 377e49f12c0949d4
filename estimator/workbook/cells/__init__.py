"""A cell, a chart and a sheet as plain data; no sheet of the program is known here."""
