"""From a session to a report in several formats, and from a report back to a session."""
