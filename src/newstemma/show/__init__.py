"""Nouns -> what a person looks at: tables, columns and trees for the terminal, trees as SVG.

Nothing here prints: renderables and strings come out, the command line and the reading room put them before
the reader.
"""
