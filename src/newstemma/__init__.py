"""Newstemma turns a pile of news pages into a sourced record. `newstemma.model` explains the nouns."""

__version__ = "0.1.0"
