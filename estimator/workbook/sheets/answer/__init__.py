"""The first sheet: the question, the finding, and one row an option with what was drawn as exported."""
