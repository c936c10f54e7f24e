"""Whatever is shown to people is marked for translation: looked for where the sources show something."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "facilitator"
SHOWING = {
    **dict.fromkeys(
        ("tell", "say", "styled", "Content", "Static", "Sentence", "Label", "Button", "Option", "Radio"), 0
    ),
    **dict.fromkeys(("Tick", "Notice", "print", "notify", "update", "UsageError", "CommandRefusedError"), 0),
    **dict.fromkeys(("ask", "Finding", "SessionFileError", "JournalError", "FileNotWrittenError"), 1),
    **dict.fromkeys(("Problem", "Trouble"), 2),
    **dict.fromkeys(("add_argument", "Input", "Select"), 99),
}
"""What shows its words, or becomes a sentence for people, and from which argument on."""
ONE_ARGUMENT = {"styled", "Content", "update"}
"""Of these only the first is words."""
SHOWN_KEYWORDS = {"placeholder", "prompt", "tooltip", "help", "description", "epilog", "label"}
WORD = re.compile(r"[^\W\d_]{2,}")
PUNCTUATION = re.compile(r"[^\W\d_]?[:;?!](?:\s|$)|«|»")
"""What French writes with a space of its own."""
OURS = re.compile(r"facilitator: |https?://|\.[a-z]+$|[$-][\w-]+")
"""What is the same in every language: the program's name before an error, addresses, endings, names of options."""


def shown_unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Lines and words of what a source shows as it stands there."""
    for node in ast.walk(ast.parse(source)):
        name = _name(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in SHOWING:
            shown = node.args[SHOWING[name] :][: 1 if name in ONE_ARGUMENT else None]
            shown += [word.value for word in node.keywords if word.arg in SHOWN_KEYWORDS]
            for part in shown:
                yield from ((constant.lineno, str(constant.value)) for constant in _words(part) if _speaks(constant))


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _words(node: ast.expr) -> Iterator[ast.Constant]:
    """The texts that an expression is put together of, but for what other calls give."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.JoinedStr(values=values) | ast.BoolOp(values=values):
            for value in values:
                yield from _words(value)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            yield from (*_words(one), *_words(other))
        case ast.Call(func=ast.Attribute(value=ast.expr() as template, attr="format" | "join")):
            yield from _words(template)
        case _:
            return


def _speaks(constant: ast.Constant) -> bool:
    text = OURS.sub("", str(constant.value))
    return bool(WORD.search(text) or PUNCTUATION.search(text))


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shown_is_marked(path: Path) -> None:
    assert list(shown_unmarked(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        'self.tell("Nothing to undo")',
        'self.tell(f"{name} is here")',
        'self.tell(f"{name}: {_(word)}")',
        'Static(_("fine") if here else "gone")',
        'Input(placeholder="may wait")',
        'raise CommandRefusedError("no such note")',
        'print("saved {path}".format(path=path))',
        'Content.styled("« " + said, "bold")',
        'self.ask("name", "Who is here?")',
    ],
)
def test_what_is_not_marked_is_found(source: str) -> None:
    assert list(shown_unmarked(source))


@pytest.mark.parametrize(
    "source",
    [
        'self.tell(_("Nothing to undo"))',
        'self.tell(_("{name} is here").format(name=name))',
        'Content.styled(f"{count}  {drawable(shown)}", "bold underline")',
        'Static("", id="notes-head", classes="head muted")',
        'self.ask("name", _("Who is here?"))',
        'print(f"facilitator: {sentence}", file=sys.stderr)',
    ],
)
def test_what_is_marked_or_no_words_is_let_be(source: str) -> None:
    assert list(shown_unmarked(source)) == []
