"""What differs between two sides, as plain data; no file is read here."""
