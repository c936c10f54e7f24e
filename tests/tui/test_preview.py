"""The preview of the synthesis: what is drawn, what is drawn anew, and where the reading goes on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot
from textual.strip import Strip

from facilitator.tui.widgets.preview import Preview
from facilitator.tui.widgets.preview_runs import Passage, Reader

PARAGRAPHS = [f"Paragraphe {number} : ce que le cercle garde de l'essai, et ce qu'il laisse." for number in range(40)]


class CountingReader(Reader):
    """Remembers which blocks were read."""

    def __init__(self) -> None:
        self.blocks: list[str] = []

    def read(self, block: str) -> list[Passage]:
        self.blocks.append(block)
        return super().read(block)


class PreviewApp(App[None]):
    """A preview alone."""

    CSS = "Preview { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.preview = Preview()
        self.reader = self.preview._reader = CountingReader()

    def compose(self) -> ComposeResult:
        yield self.preview

    @property
    def strips(self) -> list[Strip]:
        """The lines of the view."""
        return [self.preview.render_line(y) for y in range(self.preview.scrollable_content_region.height)]

    @property
    def shown(self) -> list[str]:
        """The lines of the view, without blanks at their ends."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def words(self) -> str:
        """What the view shows, its lines one after the other."""
        return "\n".join(self.shown).rstrip("\n")

    def read(self) -> list[str]:
        """The blocks that were read since it was last asked."""
        told, self.reader.blocks = self.reader.blocks, []
        return told

    def scroll(self, line: int) -> None:
        self.preview.scroll_to(y=line, animate=False, immediate=True, force=True)


@asynccontextmanager
async def previewing(
    source: str = "", size: tuple[int, int] = (41, 12)
) -> AsyncIterator[tuple[PreviewApp, Preview, Pilot[None]]]:
    app = PreviewApp()
    async with app.run_test(size=size) as pilot:
        app.preview.update(source)
        await pilot.pause()
        yield app, app.preview, pilot


# What is drawn


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("", ""),
        ("Un *mot* et un **autre**", "Un mot et un autre"),
        ("deux\nlignes", "deux\nlignes"),
        ("un\n\n\n\ndeux", "un\n\ndeux"),
        ("# Ce qu'on garde", "Ce qu'on garde"),
        ("- liberté\n- sens", "• liberté\n• sens"),
        ("- liberté\n- ", "• liberté\n•"),
        ("- liberté\n  - de dire\n  - de faire\n- sens", "• liberté\n  • de dire\n  • de faire\n• sens"),
        ("1. un\n2. deux", "1. un\n2. deux"),
        ("0. zéro\n1. un", "0. zéro\n1. un"),
        ("9. neuf\n10. dix", "9. neuf\n10. dix"),
        ("1. un\n\n1. deux\n\n1. trois", "1. un\n2. deux\n3. trois"),
        ("1. - a\n   - b", "1. • a\n  • b"),
        ("- un\n\n  suite\n\n- deux", "• un\n  suite\n\n• deux"),
        ("> cité\n> encore", "│ cité\n│ encore"),
        ("> > deux fois", "│ │ deux fois"),
        ("---", "────────"),
        ("`code *tel quel*`", "code *tel quel*"),
        ("```\n*a*\n\n- b\n```\nsuite", "*a*\n\n- b\nsuite"),
        ("~~~\na\n\nb\n~~~", "a\n\nb"),
        ("````\n```\n\n*b*\n````\n\n*c*", "```\n\n*b*\n\nc"),
        ("- ```\n  a\n\n  b\n  ```\n- c", "• a\n\n  b\n• c"),
        ("[le site](https://exemple.fr)", "le site <https://exemple.fr>"),
        ("[https://exemple.fr](https://exemple.fr)", "https://exemple.fr"),
        ("1- Titre <https://exemple.fr/é>", "1- Titre https://exemple.fr/é"),
        ("<aline@exemple.fr>", "aline@exemple.fr"),
        ("![plan](plan.png)", "plan <plan.png>"),
        ("une ligne\\\nune autre", "une ligne\nune autre"),
    ],
)
async def test_markdown_is_drawn_as_it_reads(source: str, shown: str) -> None:
    async with previewing(source, size=(60, 12)) as (app, _preview, _pilot):
        assert app.words == shown


HOSTILE = [
    "[bold red]rouge[/] [@click=app.quit]sortir[/]",
    "<script>alert(1)</script> <b>gras</b>",
    "[x](javascript:alert(1))",
    "[1]: https://exemple.fr",
    "[1]: https://exemple.fr\n[2]: /ailleurs\nsuite",
    "&lt; {0} %s $HOME \\d",
    ">",
    "**pas fermé",
    "2 * 3 * 4",
    "| a | b |",
    "^[note] ~~barré~~ ==jaune==",
    ":smile: http://exemple.fr",
    "#étiquette",
    "(1) renvoi",
    "![",
]


@pytest.mark.parametrize("source", HOSTILE)
async def test_what_is_no_markdown_here_is_drawn_as_typed(source: str) -> None:
    async with previewing(source, size=(60, 12)) as (app, _preview, _pilot):
        assert app.words == source.replace("&lt;", "<")


@pytest.mark.parametrize("frame", ["{}", "# {}", "- {}", "> {}", "`{}`", "```\n{}\n```", "    {}", "*{}*", "[{}](b)"])
async def test_nothing_that_a_terminal_would_obey_is_drawn(frame: str) -> None:
    hostile = "a\x1bcb\x07c\x9bd\u202ee\u2028f\u2029g\u061ch\ufeffi\x7fj"
    async with previewing(frame.format(hostile), size=(60, 12)) as (app, _preview, _pilot):
        assert "a␛cb␇c\ufffdd·e⏎f¶g·h·i␡j" in app.words
        assert all(character.isprintable() or character == "\n" for character in app.words)


@pytest.mark.parametrize("address", ["[a](<b\x1b[31m>)", "![a](<b\x1b[31m>)", "<http://b\x1b[31m>"])
async def test_an_address_is_harmless_too(address: str) -> None:
    async with previewing(address, size=(60, 12)) as (app, _preview, _pilot):
        assert "\x1b" not in app.words


@pytest.mark.parametrize("opening", ["> " * 300, "- " * 60, "1. " * 30, "[" * 300, "*" * 999, "> - " * 25])
async def test_words_nested_ever_so_deep_are_seen(opening: str) -> None:
    async with previewing(f"{opening}trouvé", size=(41, 60)) as (app, _preview, _pilot):
        assert "trouvé" in app.words.replace("\n", "")


async def test_styles() -> None:
    source = "# titre\n\nplain *fort* et `code`"
    async with previewing(source) as (app, _preview, _pilot):
        looks = {
            segment.text.strip(): (Color.from_rich_color(segment.style.color), segment.style.bold)
            for strip in app.strips
            for segment in strip
            if segment.style is not None and segment.text.strip()
        }
        assert list(looks) == ["titre", "plain", "fort", "et", "code"]
        assert looks["plain"] == looks["et"]
        assert len({looks[word] for word in ("plain", "fort", "code")}) == 3
        assert looks["titre"] not in (looks["plain"], looks["code"])


async def test_another_look_is_drawn_anew() -> None:
    async with previewing("un mot") as (app, _preview, pilot):
        before = [segment for segment in app.strips[0] if segment.text == "un mot"]
        app.theme = "textual-light"
        await pilot.pause()
        after = [segment for segment in app.strips[0] if segment.text == "un mot"]
        assert len(before) == len(after) == 1
        assert before[0].style != after[0].style


async def test_long_lines_wrap_under_their_words() -> None:
    source = "- " + "mot " * 20 + "\n\n10. " + "mot " * 20 + "\n\n> " + "mot " * 20 + "\n\n" + "日本" * 30
    async with previewing(source, size=(41, 20)) as (app, _preview, _pilot):
        lines = app.shown
        assert lines[0].startswith("• mot")
        assert lines[1].startswith("  mot")
        assert lines[4].startswith("10. mot")
        assert lines[5].startswith("    mot")
        assert lines[8].startswith("│ mot")
        assert lines[9].startswith("│ mot")
        assert max(map(cell_len, lines)) <= 40
        assert "".join(lines[12:]) == "日本" * 30


# What is drawn anew


async def test_only_the_blocks_that_changed_are_read() -> None:
    async with previewing("\n\n".join(PARAGRAPHS)) as (app, preview, pilot):
        assert app.read() == PARAGRAPHS
        preview.update("\n\n".join(PARAGRAPHS))
        assert app.read() == []
        changed = [*PARAGRAPHS[:20], "tout autre", *PARAGRAPHS[21:]]
        preview.update("\n\n".join(changed))
        assert app.read() == ["tout autre"]
        preview.update("\n\n".join(["avant", *changed, "après"]))
        assert app.read() == ["avant", "après"]
        preview.update("\n\n".join(changed[5:30]))
        assert app.read() == []
        preview.update("\n\n".join(["même", "même", *changed[5:30]]))
        assert app.read() == ["même"]
        await pilot.resize_terminal(30, 12)
        assert sorted(set(app.read())) == sorted({"même", *changed[5:30]})


async def test_a_list_with_empty_lines_is_one_block_and_what_follows_is_not() -> None:
    async with previewing("1. a\n\n2. b\n\nfin\n\n- c\n\n- d") as (app, _preview, _pilot):
        assert app.read() == ["1. a\n\n2. b", "fin", "- c", "- d"]


# Where the reading goes on


EDITS = {
    "above": ["tout neuf, sur deux lignes, ce n'est pas rien", *PARAGRAPHS],
    "above, many": ["a", "b", "c", *PARAGRAPHS],
    "above, changed": ["!", *PARAGRAPHS[1:]],
    "above, removed": PARAGRAPHS[3:],
    "below": [*PARAGRAPHS[:30], "tout neuf", *PARAGRAPHS[30:]],
    "the end": [*PARAGRAPHS, "tout neuf"],
    "the end, removed": PARAGRAPHS[:30],
    "nothing": PARAGRAPHS,
    "above and below": ["a", "b", *PARAGRAPHS[1:30], "c"],
}


@pytest.mark.parametrize("what", EDITS)
@pytest.mark.parametrize("line", [40, 41, 42])
async def test_what_is_being_read_does_not_move(what: str, line: int) -> None:
    async with previewing("\n\n".join(PARAGRAPHS)) as (app, preview, pilot):
        app.scroll(line)
        before = app.shown
        preview.update("\n\n".join(EDITS[what]))
        assert app.shown == before
        await pilot.pause()
        assert app.shown == before


async def test_a_reader_at_the_beginning_sees_what_is_put_before() -> None:
    async with previewing("\n\n".join(PARAGRAPHS)) as (app, preview, _pilot):
        preview.update("\n\n".join(["tout neuf", *PARAGRAPHS]))
        assert app.shown[0] == "tout neuf"


async def test_what_stands_in_the_text_many_times_does_not_lead_elsewhere() -> None:
    song = [line for paragraph in PARAGRAPHS for line in ("refrain", paragraph)]
    async with previewing("\n\n".join(song)) as (app, preview, _pilot):
        app.scroll(50)
        assert app.shown[0] == "refrain"
        before = app.shown
        preview.update("\n\n".join(["a", "b", *song]))
        assert app.shown == before


async def test_a_block_being_read_that_becomes_short_is_still_there() -> None:
    async with previewing("\n\n".join(["mot " * 200, *PARAGRAPHS])) as (app, preview, _pilot):
        app.scroll(15)
        preview.update("\n\n".join(["bien plus court", *PARAGRAPHS]))
        assert "Paragraphe 0 " in app.words


@pytest.mark.parametrize("left", [0, 1, 2, 10])
async def test_a_text_that_becomes_short_is_not_lost_from_view(left: int) -> None:
    async with previewing("\n\n".join(PARAGRAPHS)) as (app, preview, _pilot):
        app.scroll(100)
        preview.update("\n\n".join(PARAGRAPHS[:left]))
        assert preview.scroll_offset.y == max(0, 3 * left - 1 - 12)
        assert bool(app.words) == (left > 0)


async def test_the_block_being_read_stays_in_another_width() -> None:
    async with previewing("\n\n".join(PARAGRAPHS)) as (app, _preview, pilot):
        app.scroll(60)
        assert app.shown[0].startswith("Paragraphe 20 ")
        for width in (25, 90, 41):
            await pilot.resize_terminal(width, 12)
            assert app.shown[0].startswith("Paragraphe 20 ")


@pytest.mark.parametrize(("share", "number"), [(0.0, 0), (0.5, 20), (1.0, 39)])
async def test_following_the_cursor_brings_its_share_of_the_text_into_view(share: float, number: int) -> None:
    async with previewing("\n\n".join(PARAGRAPHS)) as (app, preview, _pilot):
        preview.follow(share)
        assert f"Paragraphe {number} " in app.words


# Any sequence of changes

PIECES = st.sampled_from(
    [
        "\n\n",
        "\n",
        "- ",
        "1. ",
        "> ",
        "```",
        "~~~",
        "  ",
        "\t",
        "*",
        "**",
        "`",
        "#",
        "[",
        "](",
        ")",
        "<b>",
        "é",
        "日",
        "mot ",
        "\x1b",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)


@st.composite
def edits(draw: st.DrawFn) -> list[str]:
    """A text and what becomes of it by insertions and deletions at its start, within it and at its end."""
    texts = [draw(TEXTS)]
    for _ in range(draw(st.integers(1, 5))):
        text = texts[-1]
        at = draw(st.sampled_from([0, len(text)]) | st.integers(0, len(text)))
        to = draw(st.sampled_from([at, len(text)]) | st.integers(at, len(text)))
        texts.append(text[:at] + draw(TEXTS) + text[to:])
    return texts


async def test_after_any_changes_the_preview_is_what_a_fresh_one_is() -> None:
    async with previewing(size=(24, 40)) as (app, preview, _pilot), previewing(size=(24, 40)) as (other, fresh, _):

        @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(edits())
        @example(["```\na\n\nb", "a\n\nb", "```\na\n\nb\n```\n\nc"])
        @example(["- a\n\n  b", "a\n\n  b", "- a\n\nb"])
        def agrees(texts: list[str]) -> None:
            for text in texts:
                preview.update(text)
                fresh._formed.clear()
                fresh.update(text)
                assert [strip.text for strip in app.strips] == [strip.text for strip in other.strips]
                assert preview.virtual_size == fresh.virtual_size
                assert all(strip.cell_length == 23 for strip in app.strips)

        agrees()


LETTERS = st.text(alphabet=st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=6)


async def test_every_word_typed_is_drawn() -> None:
    async with previewing(size=(24, 120)) as (app, preview, _pilot):

        @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(
            st.lists(
                st.sampled_from(["\n", "\n\n", " ", "- ", "1. ", "> ", "    ", "*", "[", "(", "<"]) | LETTERS,
                max_size=20,
            )
        )
        def shows(pieces: list[str]) -> None:
            preview.update("".join(pieces))
            drawn = "".join(filter(str.isalpha, app.words))
            assert drawn == "".join(filter(str.isalpha, "".join(pieces)))

        shows()
