"""The memo, as a parliament's budget office would file it: finding, table, two charts, what was changed, sources.

`contents` gathers it from a comparison, `charts` draws, `pages` writes Markdown and HTML, `word` a Word document, and
`keeping` tells whether a file is still as it was written.
"""
