"""A file from a stranger, opened safely, and recalculated by programs that are not ours."""
