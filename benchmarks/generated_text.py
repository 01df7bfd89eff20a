"""Meaningless text of a realistic shape, the same for the same seed."""

from itertools import product

SUBJECTS = """
    the ministry, a port authority, the customs union, this parliament, the grid operator,
    an audit office, the city council, a small state, the court, every treaty, the budget,
    a public library, the railway, the regulator, a coalition, the census, the border region,
    an embassy, the harbour, the statistics office, a tram line, the electoral roll
""".replace("\n", " ").split(", ")
VERBS = """
    publishes, delays, measures, corrects, inherits, prices, forgets, negotiates, records,
    postpones, explains, defends, shares, repairs, counts, questions, lends, standardises
""".replace("\n", " ").split(", ")
THINGS = """
    tariff, register, harvest, ballot, subsidy, corridor, reservoir, statute, timetable, pension,
    mandate, quota, ledger, licence, footnote, threshold, forecast, turnout, deficit, boundary,
    fishery, apprenticeship, permit, inventory, referendum, annex, surplus, tenancy, archive
""".replace("\n", " ").split(", ")
QUALITIES = """
    provisional, overdue, municipal, seasonal, contested, quiet, regional, voluntary, expensive,
    unpublished, binding, temporary, maritime, statutory, ordinary, comparative, fiscal, rural
""".replace("\n", " ").split(", ")
ENDINGS = """
    before the vote, after the emergency, in spite of the forecast, without a second reading,
    at the price of a year, as the law requires, for reasons that are seldom written down,
    on both sides of the border, where nobody had looked, with more patience than money
""".replace("\n", " ").split(", ")
SUBJECTS, VERBS, THINGS, QUALITIES, ENDINGS = (
    [" ".join(words.split()) for words in kind]
    for kind in (SUBJECTS, VERBS, THINGS, QUALITIES, ENDINGS)
)
# Names of places and people, each in few texts: what readers search for.
SYLLABLES = """
    bra cor del fen gal hol ist kar lum mar nor ost pel quin ros sal tor ul ven wex
"""
NAMES = ["".join(parts).capitalize() for parts in product(SYLLABLES.split(), repeat=3)]


def title(chance):
    subject = chance.choice(SUBJECTS).capitalize()
    return f"{subject} and the {chance.choice(QUALITIES)} {chance.choice(THINGS)}"


def sentence(chance):
    """Return a sentence of about fifteen words; one in three has a name."""
    said = (
        f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} the {chance.choice(QUALITIES)} "
        f"{chance.choice(THINGS)} and its {chance.choice(THINGS)} {chance.choice(ENDINGS)}"
    )
    if chance.random() < 1 / 3:
        said += f", as {chance.choice(NAMES)} found in {chance.randint(1890, 2025)}"
    return f"{said[0].upper()}{said[1:]}."


def sentences(chance, least, most):
    return " ".join(sentence(chance) for _ in range(chance.randint(least, most)))
