"""The page in a real browser: no fault that axe knows, no script that runs, nothing fetched, nothing cut off on a phone."""

import json
import re
from pathlib import Path

import pytest

from facilitator.model.session import Session
from facilitator.report.export import export
from facilitator.report.options import ReportOptions
from tests.report.outside import chromium, package, program, run
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, idea, note
from tests.report.test_office import SYNTHESIS

HOSTILE = FRENCH.but(
    title="Un titre sans fin " + "x" * 90,
    synthesis=f"{SYNTHESIS}\n\n```\n{'y' * 200}\n```\n\n<https://a.example.org/{'z' * 200}>",
    notes=tuple(
        made.but(id=f"n{at}")
        for at, made in enumerate([*map(note, NAUGHTY), *(idea(text, at % 2) for at, text in enumerate(NAUGHTY))])
    ),
)
SESSIONS = {"fr": FRENCH, "en": ENGLISH, "hostile": HOSTILE}
DARK = "--blink-settings=preferredColorScheme=0"
RUN_AXE = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const told = list => list.map(one => [one.id, one.nodes.map(node => node.html)]);
  document.body.setAttribute("data-found", JSON.stringify({
    violations: told(found.violations), passes: found.passes.map(one => one.id),
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    wide: document.documentElement.scrollWidth - innerWidth,
  }));
});
"""


def page_of(session: Session, folder: Path, changed: str = "") -> Path:
    """The page as a file. ``changed`` is put at its end, and the policy that would forbid it is taken out."""
    text = export(session, "html", ReportOptions(group="theme"))
    if changed:
        text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", text).replace(
            "</body>", f"{changed}</body>"
        )
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return page


@pytest.mark.parametrize("look", [(), (DARK,)], ids=["light", "dark"])
@pytest.mark.parametrize("name", SESSIONS)
def test_axe_finds_no_violation(name: str, look: tuple[str, ...], tmp_path: Path) -> None:
    axe = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    page = page_of(SESSIONS[name], tmp_path, f"<script>{axe}</script><script>{RUN_AXE}</script>")
    shown = chromium(page, "--window-size=500,2000", "--virtual-time-budget=20000", *look, "--dump-dom")
    found = re.search(r'data-found="([^"]*)"', shown)
    assert found is not None
    told = json.loads(found[1].replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert told["violations"] == []
    assert {"color-contrast", "heading-order", "landmark-one-main", "region", "html-has-lang", "document-title"} <= set(
        told["passes"]
    )
    assert told["dark"] is bool(look)
    assert told["wide"] <= 0


def test_the_policy_lets_no_script_run(tmp_path: Path) -> None:
    page = page_of(FRENCH, tmp_path)
    script = "<script>document.body.append('it ' + 'ran')</script>"
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{script}</body>"), encoding="utf-8")
    assert "it ran" not in chromium(page, "--dump-dom")
    assert "it ran" in chromium(page_of(FRENCH, tmp_path, script), "--dump-dom")


def test_it_prints_on_a4_with_numbered_pages(tmp_path: Path) -> None:
    printed = tmp_path / "page.pdf"
    chromium(page_of(HOSTILE, tmp_path), "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    told = run(program("pdfinfo"), str(printed))
    pages = int(re.findall("Pages: +([0-9]+)", told)[0])
    assert "(A4)" in told
    text = run(program("pdftotext"), "-layout", str(printed), "-")
    numbers = re.findall(r"^[ \f]*([0-9]+) ?/ ?([0-9]+)$", text, re.MULTILINE)
    assert numbers == [(str(page), str(pages)) for page in range(1, pages + 1)]
    assert pages > 2
