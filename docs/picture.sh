#!/usr/bin/env bash
# Make the pictures of the README anew from the default workbook, printed by LibreOffice: docs/answer.png,
# docs/comparison.png, docs/option.png and docs/headroom.png. Needs soffice, pdftotext and pdftoppm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

"${ESTIMATOR:-.venv/bin/estimator}" compare -o "$place/book.xlsx" > /dev/null
pages='pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1-24"}}'
soffice "-env:UserInstallation=file://$place/profile" --headless --convert-to "$pages" --outdir "$place" "$place/book.xlsx" > /dev/null

page_of() { # the first page whose text starts with a title; fails if none does
  for page in $(seq 1 24); do
    pdftotext -f "$page" -l "$page" "$place/book.pdf" "$place/page.txt"
    if head -1 "$place/page.txt" | grep -q "^$1"; then echo "$page" && return; fi
  done
  echo "no page of the first 24 starts with $1" >&2
  return 1
}
picture() { # name, page, and what of it: left, top, width, height
  pdftoppm -f "$2" -l "$2" -singlefile -r 130 -x "$3" -y "$4" -W "$5" -H "$6" -png "$place/book.pdf" "docs/$1"
  echo "Wrote docs/$1.png"
}
comparison="$(page_of Comparison)"
option="$(page_of 'Aegis Ashore, two sites')"
headroom="$(page_of 'Outlays as a share of headroom')"
picture answer 1 40 42 1440 700
picture comparison "$comparison" 40 42 1440 1000
picture option "$option" 40 40 1440 1000
picture headroom "$headroom" 40 40 1440 900
