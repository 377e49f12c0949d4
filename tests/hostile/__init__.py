"""Files that want to do harm, made by a script, and what the program says to each."""
