"""The explorer: the same model in one offline page, by a third reader of the rows beside NumPy and Excel."""
