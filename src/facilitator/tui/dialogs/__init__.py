"""Questions that the screen asks and that return an answer."""
