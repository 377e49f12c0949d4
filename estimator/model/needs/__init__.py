"""What elements must be told: the inputs of each kind, as text to paste, and what is missing or read by nothing."""
