"""What is on disk: the journal, the session file, the inbox, places, locks and recovery."""
