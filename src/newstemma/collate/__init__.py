"""Report -> Apparatus: the versions side by side, passage by passage."""

from newstemma.collate.align import align
from newstemma.collate.passages import collate

__all__ = ["align", "collate"]
