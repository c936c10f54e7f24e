"""Compiles the message catalogues, so that a wheel and an editable install speak French, and writes the manual for a wheel."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locale_dir: Path) -> list[Path]:
    """Write a ``.mo`` beside every ``.po`` below ``locale_dir`` and return what was written."""
    written = []
    for po in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        mo = po.with_suffix(".mo")
        with mo.open("wb") as target:
            write_mo(target, catalogue)
        written.append(mo)
    return written


def write_manuals(source: Path, folder: Path) -> dict[str, str]:
    """Write the manual in both languages; returns where each file goes in an installation.

    Args:
        source: the folder with the package.
        folder: where to write.
    """
    sys.path.insert(0, str(source))
    from facilitator.cli.manual import manual
    from facilitator.language import use

    placed = {}
    for language, place in (("en", "share/man/man1"), ("fr", "share/man/fr/man1")):
        use(language)
        page = folder / place / "facilitator.1"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(manual(), encoding="utf-8")
        placed[str(page)] = f"{place}/facilitator.1"
    return placed


class CatalogueHook(BuildHookInterface):
    """Runs before every build, also before an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues where the package stands; a wheel brings the manual too."""
        root = Path(self.root)
        compile_catalogues(root / "src" / "facilitator" / "locale")
        if self.target_name == "wheel" and version != "editable":
            build_data["shared_data"].update(write_manuals(root / "src", root / "build" / "manual"))


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent / "src" / "facilitator" / "locale")
