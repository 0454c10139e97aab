"""A misprinted word that says that somebody speaks -> the word that it was."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

# Most of what is said is told with these; where one is misprinted (saud, toid), nobody would have spoken.
_CUES = ("said", "told", "added", "stated", "noted", "replied", "announced", "reported")
# Words that are one letter from a cue and no misprints of it.
_NO_CUES = frozenset(
    """adder aid aided announce announcer announces deported doted laid maid noded nosed note notes
    padded paid raid relied replica replies reposted resorted retorted sad sail sand sated seated
    skated skid slated slid sold staged staid staked staled stared started state stater states toad
    tod toed toll tolls toted voted wadded wold""".split()
)


@lru_cache(maxsize=50_000)
def misprinted_cue(word: str) -> str | None:
    """Give the cue that an unseen word is but for one letter, or two that changed places; None for others."""
    if word in _NO_CUES or not word.islower() or "'" in word:
        return None
    return next((cue for cue in _CUES if OSA.distance(word, cue, score_cutoff=1) == 1), None)
