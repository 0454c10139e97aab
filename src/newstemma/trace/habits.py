"""How newsrooms copy: what each thing a copyist may do to a text costs.

A cost is the negative logarithm of a probability, in nats; the tree sought is the likeliest one. The chances
were set on made wires (several seeds) and kept round. What is peculiar to news, and unlike manuscripts: most
copies only cut, mostly from the end and hardly ever the lead; who rewords at all rewords much; agencies renew
their reports from the top; and nothing that was dropped comes back by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_CHANCE = 1e-304
"""What is less likely costs no more."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Chances and costs of what happens between a text and its copy."""

    trims: float = 0.6
    """Chance that the end is cut off."""
    trim_range: float = 0.75
    """Share of the paragraphs among which the cut may fall."""
    drops: float = 0.4
    """Chance that paragraphs are dropped from the middle at all; then each goes with the chance `drop`."""
    drop: float = 0.15
    drop_next: float = 0.5
    """Chance that the paragraph after a dropped one goes with it."""
    lead: int = 4
    """Number of first paragraphs that nobody drops without need; each that is missing costs `drop_lead`."""
    drop_lead: float = 4.6
    drop_sentence: float = 2.5
    """A sentence gone from a paragraph that stays."""
    rewording: tuple[tuple[float, float], ...] = (
        (0.40, 0.004),
        (0.27, 0.05),
        (0.18, 0.2),
        (0.10, 0.5),
        (0.05, 0.9),
    )
    """Chances of newsrooms, and what share of the sentences each changes."""
    new_wording: float = 2.2
    """Each place worded anew: that this very wording was hit on."""
    later_wording: float = 0.5
    """Share that counts of what speaks for a wording's being made from its parent's, or against it."""
    most_later: int = 3
    """Nats that speak for it, or against it, in one passage at the most."""
    healing: float = 5.0
    """Damage set right without the original at hand."""
    addition: float = 1.6
    """A block of sentences added, with `addition_place` times the log of the places it could have gone to."""
    addition_place: float = 0.8
    addition_next: float = 0.5
    """Each sentence of an addition: outlets add a paragraph or two, seldom more."""
    more_additions: float = 2.0
    """Each further block, elsewhere in the text."""
    no_addition: float = 0.22
    new_sentence: float = 6.0
    """Each sentence that the parent did not have, and each of a root: that these very words were written."""
    move: float = 5.0
    more_moves: float = 2.5
    """Each further passage out of the parent's order."""
    same_headline: float = 0.6
    other_headline: float = 2.6
    keep_dateline: float = 0.16
    lose_dateline: float = 1.9
    regain_dateline: float = 6.0
    keep_credit: float = 1.0
    lose_credit: float = 0.5
    regain_credit: float = 4.0
    prompt: float = 0.7
    """A copy on the same or the next day."""
    two_days: float = 4.0
    late: float = 7.0
    early: float = 15.0
    """A copy dated before its parent: the date, or the tree, is wrong."""
    new_lead: float = 0.2
    """An agency's update of its own report: it begins with what is new, and the old lead may go."""
    old_lead: float = 6.0
    """An update that begins as before."""
    agency_copies: float = 5.0
    """The credited agency copying one of its customers."""
    from_agency: float = 0.65
    """Chance that an outlet copies from the agency rather than from another outlet."""
    root_agency: float = 0.7
    root_other: float = 10.0
    """Root of a report that credits an agency, without being the agency."""
    root_uncredited: float = 0.3
    lost_root_credited: float = 1.2
    """The original not in the pile, where an agency is credited."""
    lost_root_uncredited: float = 7.0
    root_mentioned: float = 40.0
    lost_root_mentioned: float = 1.2
    """The two where no line credits an agency but a passage does: what was "told Reuters" and stands in
    several papers is Reuters' text, though every paper cut the credit line."""
    lost_inner: float = 4.0
    """A lost text between two others."""

    def changed(self, count: NDArray[np.int64], of: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the costs of `count` sentences changed out of `of` kept, which are not fewer."""
        chances = [
            share * rate**count * (1 - rate) ** np.maximum(of - count, 0) for share, rate in self.rewording
        ]
        costs: NDArray[np.float64] = -np.log(np.maximum(np.sum(chances, axis=0), LEAST_CHANCE))
        return costs


HABITS = Habits()
