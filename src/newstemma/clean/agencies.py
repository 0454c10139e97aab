"""News agencies and the names that pages give them."""

from __future__ import annotations

import re

# The canonical name first, then the others. One-word capital names count only where an agency is expected.
_TABLE = """
Associated Press | The Associated Press | AP | A.P. | AP News | Associated Press Writer
Reuters | Thomson Reuters
Agence France-Presse | AFP | Agence France Presse
PA Media | PA | Press Association | The Press Association | PA News Agency
Bloomberg | Bloomberg News
United Press International | UPI
The Canadian Press | Canadian Press | CP
Australian Associated Press | AAP
Deutsche Presse-Agentur | dpa | DPA
EFE | Agencia EFE
ANSA
Xinhua | Xinhua News Agency
TASS | Itar-Tass | ITAR-TASS
RIA Novosti | RIA
Interfax
Sputnik
Kyodo News | Kyodo | Kyodo News Agency
Yonhap | Yonhap News Agency
Anadolu Agency | AA | Anadolu
Press Trust of India | PTI
Asian News International | ANI
Indo-Asian News Service | IANS
Tribune News Service | TNS
Tribune Content Agency | TCA
McClatchy | McClatchy Newspapers
States Newsroom
KFF Health News | Kaiser Health News | KHN
Capitol News Illinois
Cronkite News
The Conversation
ProPublica
PR Newswire | PRNewswire
Business Wire
GlobeNewswire | GLOBE NEWSWIRE
Nexstar Media Wire | NEXSTAR
CNN | CNN Wire | CNN Newsource | CNN NewSource
The Sports Xchange | Field Level Media
Local Democracy Reporting Service
Ritzau
NTB
TT
STT
APA
ANP
Belga
LUSA
MTI
PAP
CTK
BelTA
Ukrinform
Agerpres
Tanjug
SANA
IRNA
MENA
WAM
Bernama
Antara
VNA
"""
AGENCIES = {
    name.strip(): line.split("|")[0].strip()
    for line in _TABLE.strip().splitlines()
    for name in line.split("|")
}
"""Every name that an agency goes by, and its canonical name."""
_CANONICAL = {name.casefold(): canonical for name, canonical in AGENCIES.items()}
# Names that stand for an agency wherever they stand, for nothing else is called so.
_LONG = sorted(
    (name for name in _CANONICAL if " " in name or name in {"reuters", "afp", "bloomberg"}),
    key=len,
    reverse=True,
)
_IN_TEXT = re.compile(
    r"\b(?:The )?(" + "|".join(map(re.escape, _LONG)) + r"|AP|UPI)\b(?!\s+Photo)", re.IGNORECASE
)


def canonical(name: str) -> str | None:
    """Give an agency's canonical name, or None for a name that is not in the table."""
    return _CANONICAL.get(" ".join(name.split()).strip(" .,").casefold())


def named_in(text: str) -> str | None:
    """Give the first agency that a short line names."""
    for found in _IN_TEXT.finditer(text):
        name = found.group(1)
        if name.isupper() or name.casefold() not in {"ap", "upi", "afp"}:
            return canonical(name)
    return None


def without_agencies(text: str) -> str:
    """Put commas in the places of the agencies that a line names."""
    return _IN_TEXT.sub(",", text)
