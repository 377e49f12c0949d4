# The recipes of .ci/run, one by one. `make` runs them all.
.PHONY: all system venv lint types check workbooks wheel tests regenerate reference method picture benchmarks

all:
	.ci/run

system venv lint types check workbooks wheel tests:
	.ci/run $@

# Write the example workbooks anew after a change that is meant.
regenerate:
	.venv/bin/python workbooks/regenerate.py

# The page on the command line, from --help.
reference:
	.venv/bin/python docs/cli_reference.py

# The method handbook, from the rows.
method:
	.venv/bin/estimator method -o docs/method.md

# The README's picture, from the workbook by LibreOffice.
picture:
	docs/picture.sh

benchmarks:
	.venv/bin/python benchmarks/startup.py
	.venv/bin/python benchmarks/compare.py
