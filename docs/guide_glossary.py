"""Write the glossary at the end of docs/guide.md, from the terms that the workbook explains.

python docs/guide_glossary.py
"""

from pathlib import Path

PAGE = Path(__file__).with_name("guide.md")
HEADING = "## Glossary\n"
INTRODUCTION = "\nThe words of tables, sentences and the workbook, written here by `python docs/guide_glossary.py`.\n\n"


def page(text: str) -> str:
    """The guide with its glossary as the program has it."""
    from estimator.report.words.glossary import GLOSSARY

    head = text.partition(HEADING)[0]
    terms = sorted(GLOSSARY, key=lambda each: each.name.casefold())
    return head + HEADING + INTRODUCTION + "".join(f"- **{each.name}.** {each.meaning}\n" for each in terms)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
