"""Builds the wheel and tries it in a clean environment outside the checkout: commands, data, catalogues."""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command that must succeed; returns its standard output."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def main() -> int:
    """Build, install, use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
        wheel = next(folder.glob("*.whl"))
        venv.create(folder / "clean", with_pip=True)
        scripts = folder / "clean" / ("Scripts" if os.name == "nt" else "bin")
        run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
        own = {
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "fr_FR.UTF-8",
        }
        program = scripts / "facilitator"
        assert "facilitator" in run(program, "--version", cwd=folder, **own)
        assert "emergence" in run(program, "themes", cwd=folder, **own)
        for place in ("man1", "fr/man1"):
            assert (folder / "clean" / "share" / "man" / place / "facilitator.1").exists(), (
                "the manual is not in the wheel"
            )
        for shell in ("bash", "zsh", "fish"):
            assert "facilitator" in run(program, "completion", shell, cwd=folder, **own)
        run(program, "demo", cwd=folder, **own)
        report = next((folder / "state").rglob("essaimer.md"))
        assert "## Idées à creuser" in report.read_text(encoding="utf-8"), "the catalogue is not in the wheel"
        run(
            program,
            "new",
            "a b",
            "--title",
            "Atelier 1 - Essai - Session 1",
            "--themes",
            "emergence",
            cwd=folder,
            **own,
        )
        run(program, "add", "a b", "! le temps manque", cwd=folder, **own)
        assert "le temps manque" in run(program, "export", "a b", cwd=folder, **own)
        print(f"wheel tried: {wheel.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
