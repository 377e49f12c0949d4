"""The first screen of a comparison on a terminal: question, finding, one row an option, what would change it."""
