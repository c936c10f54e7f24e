"""The words of the report's form, as source strings; ``words(session.language)`` translates them."""

from facilitator.language import colon, mark, plural, words
from facilitator.model.kinds import Kind

REPORT = mark("Report")
PLACE = mark("Place")
DATE = mark("Date")
QUESTION = mark("Question")
SYNTHESIS = mark("Synthesis")
HOST = mark("Host")
HOSTS = mark("Hosts")
SCRIBE = mark("Scribe")
SCRIBES = mark("Scribes")
PARTICIPANTS = mark("Participants")
DISCUSSION = mark("Discussion highlights")
DECISIONS = mark("Decisions")
ACTIONS = mark("Actions")
IDEAS = mark("Ideas to explore")
UNTAGGED = mark("Without a theme")
OTHER = mark("Other notes")

VERSION = mark("Version")
PUBLIC = mark("public version")
SINCE_FIRST = mark("What has changed since the first version")
SINCE = mark("What has changed since version {number}")
HEAD = mark("Title and lines below it")
ADDED = mark("Added")
CHANGED = mark("Changed")
REMOVED = mark("Removed")
BEFORE_NOW = mark("{now} instead of {before}")
OTHER_NAMES = mark("Other names.")
REORDERED = mark("In another order.")
UNCHANGED = mark("Not a word has changed.")
GONE = ("{count} passage was removed.", "{count} passages were removed.")
MORE = ("… and {count} more change.", "… and {count} more changes.")

BOOK = mark("Book of proceedings")
CONTENTS = mark("Contents")
SESSIONS = mark("Sessions")
SESSION = mark("Session")
ALL_IDEAS = mark("All ideas")
ALL_ACTIONS = mark("All actions")
ALL_REFERENCES = mark("References")
THEME_INDEX = mark("Index of themes")
PEOPLE_INDEX = mark("Index of people")
OTHERS_UNLISTED = mark("Who did not agree to be named, or was not asked, is not listed.")
NOTES = ("{count} note", "{count} notes")

BY_DAY = mark("by {day}")
DONE = mark("done")
DOTS = ("{count} dot", "{count} dots")
EARLIER = mark("Earlier wording, until {time}")
TURNS = ("{count} turn", "{count} turns")
SPOKEN = mark("{minutes} min {seconds:02d} s")
FROM_TIME = mark("from {start}")
UNTIL_TIME = mark("until {end}")

KIND_WORDS: dict[Kind, str] = {
    Kind.IDEA: mark("Idea"),
    Kind.QUESTION: mark("Question"),
    Kind.RISK: mark("Risk"),
    Kind.QUOTE: mark("Quote"),
    Kind.EXAMPLE: mark("Example"),
    Kind.REFERENCE: mark("Reference"),
    Kind.DECISION: mark("Decision"),
    Kind.ACTION: mark("Action"),
    Kind.COMPLEMENT: mark("Addition to the question"),
}


def labelled(word: str, language: str) -> str:
    """A word of the form as it stands before what it announces: "Risque :" (no-break space) or "Risk:".

    Args:
        word: the source string of the word.
        language: the language of the report.
    """
    return words(language).gettext(word) + colon(language)


def day_form(language: str) -> str:
    """How the language writes a day in numbers, for ``format``."""
    return "{0:%d/%m/%Y}" if language == "fr" else "{0:%Y-%m-%d}"


def _counted(count: int) -> tuple[str, ...]:
    """For the catalogue: what stands above with a count."""
    return (
        plural("{count} dot", "{count} dots", count),
        plural("{count} turn", "{count} turns", count),
        plural("{count} passage was removed.", "{count} passages were removed.", count),
        plural("… and {count} more change.", "… and {count} more changes.", count),
    )
