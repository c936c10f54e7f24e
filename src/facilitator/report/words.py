"""The words of the report's form, as source strings; ``words(session.language)`` translates them."""

from facilitator.language import mark
from facilitator.model.kinds import Kind

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
