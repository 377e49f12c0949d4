"""What options are made of: one module a kind of element."""
