"""What a reader sees: numbers with units, tables, Markdown, CSV, JSON, formulas in words."""
