# The recipes of .ci/run, one by one. `make` runs them all, `make quick` what answers in under a minute.
.PHONY: all quick system venv readers browser lint format types handbook languages smoke check workbooks wheel tests libreoffice other_makers tutorial every_limit chromium mutations digests stale regenerate reference method questions picture benchmarks

all:
	.ci/run

# What a contributor runs before a commit. A missing Japanese text is a warning here.
quick:
	.ci/run lint format types handbook languages smoke

system venv readers browser lint format types handbook languages smoke check workbooks wheel tests libreoffice other_makers tutorial every_limit chromium mutations:
	.ci/run $@

# The JSON twin of the example workbook and the digests of its sheets: small texts, renewed with each change.
digests:
	.venv/bin/python workbooks/regenerate.py --digests

# Is the example workbook itself behind the program?
stale:
	.venv/bin/python workbooks/regenerate.py --stale

# The example workbook with both texts, renewed once at the end of a piece of work.
regenerate:
	.venv/bin/python workbooks/regenerate.py

# The page on the command line, from --help.
reference:
	.venv/bin/python docs/cli_reference.py

# The page of an analyst's questions, from the commands' answers.
questions:
	.venv/bin/python docs/questions_page.py

# The method handbook, from the rows.
method:
	.venv/bin/estimator method -o docs/method.md --force

# The README's pictures, from the workbook by LibreOffice and of the page by Chromium.
picture:
	docs/picture.sh
	.venv/bin/python docs/explorer_picture.py

benchmarks:
	.venv/bin/python benchmarks/startup.py
	.venv/bin/python benchmarks/compare.py
