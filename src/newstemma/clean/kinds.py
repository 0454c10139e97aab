"""A line of text -> what it is there for, by its words alone.

Rules for the lines that all outlets print in much the same words. They decide alone only where a line can be
nothing else; the line classifier weighs everything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstemma.model import ParagraphKind

_LONGEST = 240  # characters; longer lines are never decided by their words alone
_FURNITURE = re.compile(
    r"""^\W*(?:advertisements?|sponsored(?:\ content)?|promoted|paid\ (?:posts?|placements?|content)
    |subscribe|exit\ mobile\ version
    |(?:story|article)\ continues\ below.{0,40}|continue\ reading(?:\ (?:the\ main\ story|below))?
    |read\ (?:more|next|also|the\ full\ story)(?:\s*[:>|»].*)?|see\ also(?:\s*:.*)?|also\ read(?:\s*:.*)?
    |sign\ up\ (?:for|to)\ (?:our|the|get|receive)\b.*|subscribe\ (?:to|for|now|here)\b.*
    |discover\ more\ from\ .*|already\ a\ subscriber.*|like\ us\ on\ .*|follow\ .{2,40}\ on\ .*
    |share(?:\ this(?:\ (?:story|article|post|page|via))?)?|recommended|trending(?:\ now)?
    |related(?:\s*:.*|\ (?:articles?|stories|content|topics|links))?|more\ from\ .{0,60}
    |(?:the\ )?most\ (?:read|popular|viewed|shared)(?:\ (?:stories|articles|news))?(?:\ in\ .{2,30})?
    |you\ (?:may|might)\ also\ like.{0,40}|comments?|leave\ a\ (?:comment|reply)|view\ comments
    |click\ here\ to\ .*|print|tweet|facebook|twitter|whatsapp|linkedin|copy\ link
    |back\ to\ (?:the\ )?(?:top|.{0,20}\ (?:page|site|article|story))|loading
    |newsletters?|sign\ up|log\ in|privacy\ policy|terms\ of\ (?:use|service)
    |(?:estimated\ )?(?:reading|read)\ time\b.{0,20}
    |(?:lesezeit|leestijd|tempo\ d[ei]\ (?:leitura|lettura)|tiempo\ de\ lectura|temps\ de\ lecture)\b.{0,20}
    |\d{1,3}[\ -]min(?:ute)?s?\.?\ (?:read|lesezeit|d[ei]\ (?:lectura|lecture|leitura|lettura))
    |newspapers\ (?:in|from)\ .{0,40}|enable\ javascript.{0,60})\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION = re.compile(
    r"""\((?:AP|Reuters|AFP|EPA|Getty|PA)?\ ?(?:photo|image|file|pic)[^()]{0,80}\)\s*$
    |^\W*(?:photo|picture|image|file\ (?:photo|picture|image)|illustration|graphic|video)s?\ ?
      (?:by|credit|courtesy|copyright|source)?\b\s*[:/|(].{0,120}$
    |^image\ (?:copyright|caption|source)\b.*|^\W{0,2}(?:file\ photo|getty\ images?)\b.{0,100}$
    |[(/](?:getty\ images|shutterstock|reuters|ap\ photo|afp|epa|istock|pa\ wire)[^()]{0,40}\)\s*$
    |\b(?:via\ ap|/\ ?(?:getty\ images|afp|ap|reuters|epa))\)?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"^(?:By|BY)\s+(?:[A-Z][\w.’'-]*(?:,?\s+|$)|and\s+|de\s+|van\s+|von\s+){1,12}\W*$")


def kind_of(line: str) -> ParagraphKind | None:
    """Say what a line is where its words leave no doubt: furniture, caption, credit or byline."""
    from newstemma.clean.facts.credit import is_credit
    from newstemma.clean.facts.shown import is_date

    if len(line) > _LONGEST:
        return None
    if is_credit(line):
        return "credit"
    if _FURNITURE.match(line) or is_date(line):
        return "furniture"
    if _CAPTION.search(line):
        return "caption"
    if _BYLINE.match(line):
        return "byline"
    return None
