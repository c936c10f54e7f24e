"""The capture line: text as typed becomes a draft of a note, and back. Pure functions of the text."""
