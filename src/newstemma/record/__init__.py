"""Sentences -> who said what, who did what to whom, and who they are.

`as_read` gives the sentences of an article, `analyse` reads each distinct one once, `record` puts together
what was seen in one article; `actors` and `resolve` give everybody in a pile one name; `same_statement` tells
which statements are one.
"""

from newstemma.record.actors import Record, actors, resolve
from newstemma.record.analysis import Analysis, Claim, Deed, Mention
from newstemma.record.emended import as_read
from newstemma.record.naming import Named
from newstemma.record.reading import SHIPPED, analyse, reader_version
from newstemma.record.recording import record
from newstemma.record.sameness import is_described, quotation_changed, same_statement, words_shared

__all__ = [
    "SHIPPED",
    "Analysis",
    "Claim",
    "Deed",
    "Mention",
    "Named",
    "Record",
    "actors",
    "analyse",
    "as_read",
    "is_described",
    "quotation_changed",
    "reader_version",
    "record",
    "resolve",
    "same_statement",
    "words_shared",
]
