#!/usr/bin/env bash
# Make docs/comparison.png anew: the Comparison sheet of five options, printed by LibreOffice. Needs soffice and pdftoppm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

options=status_quo,aegis_ashore,interceptors_on_ships,aegis_destroyers,independent_strike
"${ESTIMATOR:-.venv/bin/estimator}" compare --options "$options" -o "$place/book.xlsx" > /dev/null
pages='pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1-6"}}'
soffice "-env:UserInstallation=file://$place/profile" --headless --convert-to "$pages" --outdir "$place" "$place/book.xlsx" > /dev/null
page=1
until pdftotext -f "$page" -l "$page" "$place/book.pdf" - | head -1 | grep -qx Comparison; do page=$((page + 1)); done
pdftoppm -f "$page" -l "$page" -singlefile -r 130 -x 40 -y 42 -W 1425 -H 890 -png "$place/book.pdf" docs/comparison
echo "Wrote docs/comparison.png"
