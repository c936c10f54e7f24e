"""Facilitator: live facilitation of a workshop session, in the terminal."""

__version__ = "0.1.0"
