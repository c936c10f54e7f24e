"""Words of the program on several lines: what French ties together stays on one line."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from facilitator.tui.widgets.sentence import Sentence

WORDS = "Entrée\u00a0: suite\u00a0; sur une ligne vide\u00a0: début"


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Sentence(Content.styled(WORDS, "bold"))


@pytest.mark.parametrize("width", [9, 12, 17, 23, 31, 44])
async def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before(width: int) -> None:
    app = Shown()
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        sentence = app.query_one(Sentence)
        lines = [strip.text.rstrip() for strip in sentence.render_lines(sentence.region.reset_offset)]
        assert " ".join(lines).replace("\u00a0", " ") == WORDS.replace("\u00a0", " ")
        assert [line for line in lines if line[:1] in ":;"] == []
        assert len(lines) == sentence.size.height


async def test_its_words_change() -> None:
    app = Shown()
    async with app.run_test(size=(12, 20)) as pilot:
        sentence = app.query_one(Sentence)
        sentence.update(Content("court"))
        await pilot.pause()
        assert sentence.size.height == 1
