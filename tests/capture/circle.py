"""The session that the examples of ``docs/typing-line.md`` are read in."""

from facilitator.capture.draft import KnownPerson, KnownTheme, Surroundings

THEMES = (
    KnownTheme("liberte", "Liberté", "A"),
    KnownTheme("sens", "Sens", "B"),
    KnownTheme("service-public", "Service public", "C"),
)
PEOPLE = tuple(
    KnownPerson(f"p{number}", name)
    for number, name in enumerate(("Karim T.", "Aline Bérard", "Odile R.", "Léa", "Léa M.", "Jean-Marc"))
)
CIRCLE = Surroundings(THEMES, PEOPLE)
UNDER_SENS = Surroundings(THEMES, PEOPLE, current_theme="sens")
IDEAS = Surroundings(THEMES, PEOPLE, ideas=True)
THEME_NAMES = {theme.id: theme.name for theme in THEMES}
NAMES = {person.id: person.name for person in PEOPLE}
