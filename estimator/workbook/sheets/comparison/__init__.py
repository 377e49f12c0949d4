"""The sheet Comparison: the table, who has the best, verdicts, flips, and the answer in words."""
