"""What can be asked for by name, on the command line and in the settings; the command line loads nothing else to know it."""

LOOKS = (
    "dark",
    "light",
    "nord",
    "gruvbox",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "catppuccin-mocha",
    "catppuccin-macchiato",
    "catppuccin-frappe",
    "catppuccin-latte",
    "solarized-dark",
    "solarized-light",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
)
"""The looks that can be asked for: those that the screen offers, by the names that people type."""
REPORT_FORMATS = ("md", "html", "odt", "docx", "csv", "json")
"""What closing can write, by the endings of the files."""
