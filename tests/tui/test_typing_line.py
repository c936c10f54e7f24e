"""The typing line: its keys, its pastes, what it draws, and that nothing typed is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from facilitator.live.view import ThemeRow
from facilitator.tui.safe import drawable
from facilitator.tui.widgets.theme_strip import ThemeStrip
from facilitator.tui.widgets.typed_document import TypedDocument
from facilitator.tui.widgets.typing_line import TypingLine

THEMES = [ThemeRow("a", "liberté", "A"), ThemeRow("b", "sens", "B"), ThemeRow("c", "élan", "É")]


class LineApp(App[None]):
    """A typing line with its strip under a pane, and the messages that came up from them."""

    CSS = "#above { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []
        self.line, self.themes = TypingLine(id="line"), ThemeStrip()
        self.line.strip = self.themes

    def compose(self) -> ComposeResult:
        yield Static(id="above")
        yield self.themes
        yield self.line

    def on_mount(self) -> None:
        self.themes.show_themes(THEMES, None)
        self.line.focus()

    @on(TypingLine.Submitted)
    @on(TypingLine.PastedLines)
    @on(TypingLine.ThemeStripAsked)
    @on(TypingLine.PreviousAsked)
    @on(TypingLine.NextAsked)
    @on(TypingLine.UndoAsked)
    @on(TypingLine.RedoAsked)
    @on(TypingLine.EscapeAsked)
    @on(ThemeStrip.ThemePicked)
    @on(ThemeStrip.ThemeStripLeft)
    def hear(self, message: Message) -> None:
        self.heard.append(message)

    def told(self) -> list[str]:
        """The messages since the last question, by name and content."""
        heard, self.heard = self.heard, []
        return [" ".join([type(message).__name__, *map(str, vars_of(message))]) for message in heard]


def vars_of(message: Message) -> list[object]:
    return [getattr(message, name) for name in getattr(message, "__dataclass_fields__", {})]


def type_at_once(app: LineApp, *keys: tuple[str, str | None] | str) -> None:
    """Send keys as a fast hand or a slow machine gives them: all before the first is acted on."""
    for key in keys:
        if isinstance(key, tuple):
            app.post_message(events.Key(*key))
        else:
            for character in key:
                app.post_message(events.Key(character, character))


async def type_in(app: LineApp, pilot: Pilot[None], text: str) -> None:
    type_at_once(app, text)
    await pilot.pause()


def drawn(app: LineApp) -> list[str]:
    return [app.line.render_line(y).text for y in range(app.line.size.height)]


async def test_enter_hands_over_and_empties() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "Une idée")
        await pilot.press("enter")
        assert app.told() == ["Submitted Une idée"]
        assert app.line.text == ""
        await pilot.press("ctrl+z")
        assert app.told() == ["UndoAsked"]


async def test_keys_that_come_at_once_act_in_their_order() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        type_at_once(app, "un", ("enter", "\r"), "deux", ("ctrl+u", "\x15"), "trois", ("tab", "\t"), "2", "a")
        type_at_once(app, ("left", None), "b", ("enter", "\r"), "fin")
        await pilot.pause()
        await pilot.pause()
        assert app.told() == ["Submitted un", "ThemePicked b", "Submitted troisba"]
        assert app.line.text == "fin"


async def test_a_note_that_could_not_be_kept_is_put_back_before_what_was_typed_since() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "un")
        await pilot.press("enter")
        await type_in(app, pilot, "de")
        app.line.put_back("un")
        await pilot.press("u", "x")
        assert app.line.text == "un\ndeux"


@pytest.mark.parametrize("key", ["ctrl+j", "shift+enter", "alt+enter"])
async def test_a_new_line_inside_the_note(key: str) -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("a", key, "b", "enter")
        assert app.told() == ["Submitted a\nb"]


async def test_tab_never_types_and_asks_when_there_is_nothing_to_open() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        app.themes.show_themes([], None)
        await pilot.press("a", "tab", "shift+tab")
        assert app.told() == ["ThemeStripAsked True", "ThemeStripAsked False"]
        assert app.line.text == "a"
        assert app.line.has_focus


async def test_the_strip_takes_the_keys_while_it_is_open() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("x", "tab", "z", "1", "tab", "space", "tab", "escape", "y")
        assert app.told() == ["ThemePicked a", "ThemePicked None", "ThemeStripLeft"]
        assert app.line.text == "xy"


async def test_another_key_leaves_the_strip_and_acts() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("x", "tab", "backspace")
        assert app.told() == ["ThemeStripLeft"]
        assert app.line.text == ""


async def test_the_strip_is_left_when_the_focus_goes() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("tab")
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.told() == ["ThemeStripLeft"]
        assert not app.themes.is_open


async def test_up_and_down_move_inside_and_ask_at_the_edges() -> None:
    app = LineApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.line.put("mot " * 12)
        await pilot.pause()
        rows = app.line.wrapped_document.height
        assert rows > 2
        await pilot.press(*["up"] * (rows - 1))
        assert app.told() == []
        await pilot.press("up")
        assert app.told() == ["PreviousAsked"]
        await pilot.press(*["down"] * (rows - 1))
        assert app.told() == []
        await pilot.press("down")
        assert app.told() == ["NextAsked"]


async def test_undo_takes_typing_first() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "abc")
        await pilot.press("ctrl+u")
        assert app.line.text == ""
        await pilot.press("ctrl+z")
        assert app.line.text == "abc"
        await pilot.press("ctrl+z")
        assert app.line.text == ""
        assert app.told() == []
        await pilot.press("ctrl+z")
        assert app.told() == ["UndoAsked"]
        await pilot.press("ctrl+y", "ctrl+shift+z")
        assert app.line.text == ""
        assert app.told() == []
        await pilot.press("ctrl+y")
        assert app.told() == ["RedoAsked"]


async def test_escape_keeps_the_text() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "abc")
        await pilot.press("escape")
        assert app.told() == ["EscapeAsked"]
        assert app.line.text == "abc"


async def test_ctrl_u_and_ctrl_k_know_the_line_not_its_wrapping() -> None:
    app = LineApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.line.put("un deux trois quatre cinq six\nsept")
        await pilot.press("ctrl+u", "ctrl+u")
        assert app.line.text == "un deux trois quatre cinq six"
        await pilot.press("ctrl+u")
        assert app.line.text == ""
        app.line.put("un deux trois quatre cinq six\nsept")
        app.line.move_cursor((0, 2))
        await pilot.press("ctrl+k", "ctrl+k")
        assert app.line.text == "unsept"


async def test_ctrl_w_deletes_a_word() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "un deux")
        await pilot.press("ctrl+w")
        assert app.line.text == "un "


async def test_right_takes_the_completion_at_the_end_only() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "@Ka")
        app.line.completion = "rim "
        assert app.line.suggestion == "rim "
        await pilot.press("left")
        assert app.line.suggestion == ""
        await pilot.press("right")
        assert app.line.text == "@Ka"
        assert app.line.suggestion == "rim "
        await pilot.press("right")
        assert app.line.text == "@Karim "
        assert app.line.completion == ""


async def test_typing_the_completion_uses_it_up_and_anything_else_drops_it() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await type_in(app, pilot, "@Ka")
        app.line.completion = "rim"
        await pilot.press("r")
        assert app.line.suggestion == app.line.completion == "im"
        await pilot.press("backspace")
        assert app.line.suggestion == app.line.completion == ""


async def test_a_key_is_told_once_and_only_the_last_text_waits() -> None:
    texts: list[str] = []

    class Listening(LineApp):
        def on_typing_line_typed(self, message: TypingLine.Typed) -> None:
            texts.append(message.text)

        def on_text_area_changed(self, message: TextArea.Changed) -> None:
            texts.append("the general message came too")

    app = Listening()
    async with app.run_test() as pilot:
        await pilot.press("a", "b")
        await pilot.pause()
        assert texts == ["a", "ab"]
        assert TypingLine.Typed("abc").can_replace(TypingLine.Typed("ab"))
        assert not TypingLine.Typed("abc").can_replace(TypingLine.Submitted("ab"))


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u200d", "e\u0301", "œ", "日", "👍"])
async def test_every_letter_is_typed(space: str) -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        type_at_once(app, *((character, character) for character in space))
        await pilot.pause()
        assert app.line.text == space


@pytest.mark.parametrize("key", [("alt+1", None), ("alt+é", "é"), ("ctrl+b", "\x02"), ("f12", None)])
async def test_other_keys_type_nothing(key: tuple[str, str | None]) -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        type_at_once(app, key)
        await pilot.pause()
        assert app.line.text == ""


@pytest.mark.parametrize("pasted", ["une ligne", "une ligne\r", "\r\nune ligne\n"])
async def test_one_pasted_line_is_typed_in(pasted: str) -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("<", ">", "left")
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.line.text == "<une ligne>"
        await pilot.press("ctrl+z")
        assert app.line.text == "<>"


async def test_several_pasted_lines_are_for_the_owner() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("a")
        app.post_message(events.Paste("un\r\ndeux\rtrois\n"))
        await pilot.pause()
        assert app.told() == ["PastedLines un\ndeux\ntrois\n"]
        assert app.line.text == "a"


async def test_control_characters_are_kept_and_never_drawn() -> None:
    nasty = "a\x1b[31mb\x07c\x9bd\x00e\u202ef\u2066g\x7fh\ti\x0bj\x0ck\x85l\u2028m"
    app = LineApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.post_message(events.Paste(nasty))
        await pilot.pause()
        shown = "".join(drawn(app))
        assert not any(unicodedata.category(sign) == "Cc" for sign in shown)
        assert "\u202e" not in shown
        assert "\u2066" not in shown
        assert "a␛[31mb␇c" in shown
        await pilot.press("enter")
        assert app.told() == [f"Submitted {nasty}"]


async def test_completion_and_prompt_are_drawn_harmlessly() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        app.line.prompt = ("\x1b[2J ▸ ", "no such colour")
        await pilot.press("a")
        app.line.completion = "\x1b]0;\x07"
        await pilot.pause()
        assert "\x1b" not in "".join(drawn(app))


async def test_it_grows_to_five_lines_and_shrinks_back() -> None:
    app = LineApp()
    async with app.run_test(size=(30, 12)) as pilot:
        for lines in (1, 2, 3, 4, 5, 6, 7):
            app.line.put("\n".join(f"ligne {number}" for number in range(1, lines + 1)))
            await pilot.pause()
            assert app.line.size.height == min(lines, 5)
            assert app.screen.query_one("#above").region.y == 0
            shown = [row.strip() for row in drawn(app)]
            assert shown == [f"ligne {number}" for number in range(1, lines + 1)][-5:]
        await pilot.press("enter")
        await pilot.pause()
        assert app.line.size.height == 1


async def test_typing_over_the_edge_shows_every_row() -> None:
    app = LineApp()
    async with app.run_test(size=(20, 12)) as pilot:
        await type_in(app, pilot, "un deux trois quatre cinq six")
        await pilot.pause()
        assert " ".join(row.strip() for row in drawn(app)) == "un deux trois quatre cinq six"


async def test_the_row_being_typed_is_in_sight_at_every_key() -> None:
    app = LineApp()
    async with app.run_test(size=(12, 12)) as pilot:
        for character in "un mot court et un autre mot court puis un dernier mot":
            await type_in(app, pilot, character)
            assert app.line.text[-1] == character
            assert character in drawn(app)[-1]
            assert app.cursor_position[1] == 11


async def test_the_prompt_stands_left_and_the_cursor_after_it() -> None:
    app = LineApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.line.prompt = ("A liberté ▸ ", "#00aa00")
        await pilot.press("é", "a")
        await pilot.pause()
        assert drawn(app)[0].startswith("A liberté ▸ éa")
        assert app.cursor_position == (len("A liberté ▸ éa"), 9)
        app.line.prompt = ("▸ ", "")
        await pilot.pause()
        assert drawn(app)[0].startswith("▸ éa")
        assert app.cursor_position == (4, 9)
        app.line.prompt = ("un thème au nom bien trop long pour la ligne ▸ ", "")
        await pilot.pause()
        assert drawn(app)[0].index("éa") == 13


async def test_the_cursor_follows_when_the_window_changes() -> None:
    app = LineApp()
    async with app.run_test(size=(40, 10)) as pilot:
        await type_in(app, pilot, "abc")
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert app.cursor_position == (3, 19)
        assert app.line.text == "abc"


async def test_a_key_lays_nothing_out_anew() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        await pilot.press("a")
        layouts = []
        app.screen.screen_layout_refresh_signal.subscribe(app.line, lambda screen: layouts.append(1), immediate=True)
        app.screen.screen_layout_refresh_signal.subscribe(app.themes, lambda screen: layouts.append(1), immediate=True)
        await type_and_set(app, pilot)
        assert layouts == []


async def type_and_set(app: LineApp, pilot: Pilot[None]) -> None:
    await type_in(app, pilot, "bcd")
    app.line.completion = "efg"
    app.line.prompt = ("", "red")
    await pilot.press("right")
    await pilot.pause()


async def test_another_look_is_drawn_at_once() -> None:
    app = LineApp()
    async with app.run_test() as pilot:
        app.line.put("abc")
        await pilot.pause()
        before = app.line.render_lines(app.line.size.region)[0]
        app.theme = "textual-light"
        await pilot.pause()
        assert app.line.render_lines(app.line.size.region)[0] != before


async def test_no_binding_takes_a_function_key() -> None:
    app = LineApp()
    async with app.run_test():
        bound = {key for key, active in app.screen.active_bindings.items() if active.node is app.line}
        assert not {key for key in bound if key[0] == "f" and key[1:].isdigit()}
        assert not bound & {"pageup", "pagedown"}


@given(st.text(), st.text(), st.data())
def test_the_document_keeps_any_text(before: str, typed: str, data: st.DataObject) -> None:
    document = TypedDocument(before)
    assert document.text == before
    index = data.draw(st.integers(0, len(before)))
    row, column = before[:index].count("\n"), len(before[:index].rsplit("\n", 1)[-1])
    result = document.replace_range((row, column), (row, column), typed)
    assert document.text == before[:index] + typed + before[index:]
    document.replace_range((row, column), result.end_location, "")
    assert document.text == before
    assert [len(line) for line in document.lines] == [len(line) for line in before.split("\n")]
    assert document.lines == [drawable(line) for line in before.split("\n")]
