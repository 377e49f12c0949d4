"""The model as it stands: comparison, checks, grades, flips, back-test, judgement, and its assumptions by layer."""
