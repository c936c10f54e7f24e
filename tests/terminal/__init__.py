"""Tests through a real pseudo-terminal, and the terminal they use."""
