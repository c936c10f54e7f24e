"""The screen: it draws changes and sends commands; no logic of the session lives here."""
