"""The figures as a picture: each against its bound, the line in the middle."""

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.table import Row, number

_LEFT, _WIDTH, _RIGHT, _LINE, _TOP, _FOOT = 640, 420, 130, 22, 46, 34
_LEAST, _MOST = 1 / 8, 8.0
_GOOD, _BAD, _INK, _PALE = "#1b7f4b", "#b3261e", "#222222", "#cccccc"


def plot(rows: Sequence[Row]) -> str:
    """An SVG of the rows that have a bound: a dot for the median, a bar from the least to the most of the runs.

    Whether a bound holds is told by form too: a full dot, or a ring.

    Args:
        rows: the table.
    """
    shown = [row for row in rows if row.bound is not None and row.runs]
    width, height = _LEFT + _WIDTH + _RIGHT, _TOP + _LINE * len(shown) + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{_LEFT - 12}" y="18" text-anchor="end" font-weight="bold">share of what is allowed (1 = the bound)</text>',
        f'<text x="{_LEFT + _WIDTH + 10}" y="18" font-weight="bold">figure · bound</text>',
        *_grid(height),
        *(part for number, row in enumerate(shown) for part in _row(row, _TOP + _LINE * number + _LINE // 2)),
        f'<text x="{_LEFT}" y="{height - 10}">full dot: held · ring: not held · bar: all runs</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the picture."""
    path.write_text(plot(rows), encoding="utf-8")


def _grid(height: int) -> list[str]:
    parts = []
    for exponent in range(-3, 4):
        value = 2.0**exponent
        x, heavy = _x(value), exponent == 0
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8}" y2="{height - _FOOT + 4}" '
            f'stroke="{_INK if heavy else _PALE}" stroke-width="{1.5 if heavy else 1}"/>'
        )
        parts.append(f'<text x="{x:.1f}" y="{_TOP - 14}" text-anchor="middle">{value:g}</text>')
    return parts


def _row(row: Row, y: int) -> list[str]:
    assert row.bound is not None
    colour = _GOOD if row.held else _BAD
    low, at, high = (_x(value / row.bound) for value in (min(row.runs), row.figure, max(row.runs)))
    return [
        f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(row.what)}</text>',
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="3"/>',
        f'<circle cx="{at:.1f}" cy="{y}" r="5" stroke="{colour}" stroke-width="2" fill="{colour if row.held else "white"}"/>',
        f'<text x="{_LEFT + _WIDTH + 10}" y="{y + 4}">{number(row.figure, row.unit)} · ≤ {row.bound:g}</text>',
    ]


def _x(share: float) -> float:
    """Where a share stands, on a scale of doublings."""
    share = min(_MOST, max(_LEAST, share))
    return _LEFT + _WIDTH * math.log2(share / _LEAST) / math.log2(_MOST / _LEAST)
