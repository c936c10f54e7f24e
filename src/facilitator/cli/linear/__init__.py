"""A session without a screen: a prompt, one line an event. For screen readers, Braille displays, slow links, plain terminals."""
