"""Whole screens: the session, the start."""
