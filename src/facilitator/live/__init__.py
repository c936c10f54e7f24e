"""The session while it lives: one shared document, commands on it, undo, and what changed.

``view`` holds what a screen draws and loads neither the engine nor the validator.
"""
