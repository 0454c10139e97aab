"""Words that tell of what kind a difference is: house style, stance, attribution, dates."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS = {
    short: long
    for pair in """jan/january feb/february mar/march apr/april jun/june jul/july aug/august sep/september
    sept/september oct/october nov/november dec/december mon/monday tue/tuesday tues/tuesday wed/wednesday
    thu/thursday thurs/thursday fri/friday sat/saturday sun/sunday gov/governor govt/government
    sen/senator rep/representative gen/general col/colonel lt/lieutenant capt/captain sgt/sergeant
    prof/professor dr/doctor rev/reverend st/saint pres/president no/number vs/versus km/kilometres
    kg/kilograms bn/billion tn/trillion &/and pm/p.m am/a.m""".split()
    for short, long in [pair.split("/")]
}
NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty""".split()
    )
} | {
    word: 10 * value for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
ORDINALS = {
    word: str(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}
MAGNITUDES = _words("hundred thousand million billion trillion dozen hundreds thousands millions dozens")
DATES = _words(
    """january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday yesterday today tomorrow"""
)
CUES = _words(
    """said says say saying told tells according reported reports stated states added adds announced announces
    noted notes explained explains declared confirmed confirms remarked replied"""
)
"""Neutral words of attribution."""
HEDGES = _words(
    """claim claimed claims allege alleged alleges allegedly reportedly apparently may might could perhaps
    possibly probably likely unlikely suggested suggests argued argues insisted insists admitted admits
    conceded concedes acknowledged denied denies purported purportedly supposedly appears appeared seems
    seemed suspected believed thought maintained boasted warned so-called rumoured rumored unconfirmed
    contended asserted asserts"""
)
"""Words that say how sure something is, or what the writer thinks of who says it."""
ROLES = _words(
    """president minister prime foreign defense finance interior secretary general senator governor mayor
    chief police judge chancellor king queen prince princess pope premier deputy spokesman spokeswoman
    spokesperson chairman chairwoman director professor doctor captain colonel lieutenant sergeant ambassador
    representative congressman congresswoman leader head sir lord lady dame bishop archbishop cardinal
    commissioner state of the us uk american british russian chinese french german former then vice
    attorney"""
)
"""What stands before a name as a title."""
EXONYMS = {
    other: name
    for pair in """kyiv/kiev odesa/odessa lviv/lvov kharkiv/kharkov dnipro/dnepr chornobyl/chernobyl
    beijing/peking mumbai/bombay kolkata/calcutta chennai/madras yangon/rangoon myanmar/burma
    türkiye/turkey czechia/czech belarus/byelorussia eswatini/swaziland gaza/gazan quran/koran
    mohammed/muhammad mohamed/muhammad mohammad/muhammad tsar/czar""".split()
    for other, name in [pair.split("/")]
}
