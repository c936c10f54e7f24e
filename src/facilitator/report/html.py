"""The report as one self-contained page: readable on a phone, printable on A4, in light and dark, without any script."""

from collections.abc import Sequence
from html import escape

from facilitator.report.tree import Block, Bullets, Paragraph, Quotation, Report, Run, Subheading, Typed, Verbatim

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfdfb; --soft: #5a5a5a; --mark: #fff1b8; --rule: #d8d4c8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e1; --paper: #191a1b; --soft: #a9a59c; --mark: #5a4a10; --rule: #3a3a3a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.06rem/1.6 Georgia, "Times New Roman", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.2rem 4rem; overflow-wrap: break-word; }
h1, h2, h3 { font-family: system-ui, "Segoe UI", sans-serif; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.6rem; margin: 0 0 .4rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; color: var(--soft); }
p { margin: 0 0 .8rem; } .facts { color: var(--soft); }
em { font-style: normal; background: var(--mark); padding: 0 .12em; border-radius: .15em; }
.label { font-family: system-ui, "Segoe UI", sans-serif; font-size: .92em; font-weight: 600; }
ul, ol { padding-left: 1.3rem; margin: 0 0 1rem; } li { margin: 0 0 .4rem; } li p { margin: 0; }
pre { white-space: pre-wrap; } a { color: inherit; }
@page { size: A4; margin: 20mm; @bottom-center { content: counter(page) " / " counter(pages); } }
@media print { body { font-size: 11pt; background: none; color: #000; } main { max-width: none; padding: 0; }
  em { text-decoration: underline; background: none; } h2 { break-after: avoid; } p, li { orphans: 2; widows: 2; } }
"""


def to_html(report: Report) -> str:
    """The report as a whole HTML document."""
    title = escape(report.title) or escape(report.parts[0].heading if report.parts else "")
    facts = "".join(f'<p class="facts">{escape(fact)}</p>\n' for fact in report.facts)
    sections = "".join(
        f"<section>\n<h2>{escape(part.heading)}</h2>\n{_blocks(part.blocks)}</section>\n" for part in report.parts
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n{facts}</header>\n"
        f"{sections}</main>\n</body>\n</html>\n"
    ).replace("\x00", "\ufffd")


def _blocks(blocks: Sequence[Block]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{_runs(runs)}</p>\n"
        case Bullets(items, start):
            inner = "".join(f"<li>{_item(item)}</li>\n" for item in items)
            return f"<ul>\n{inner}</ul>\n" if start is None else f'<ol start="{start}">\n{inner}</ol>\n'
        case Quotation(inner_blocks):
            return f"<blockquote>{_blocks(inner_blocks)}</blockquote>\n"
        case Verbatim(text):
            return f"<pre>{escape(text)}</pre>\n"
        case Subheading(text):
            return f"<h3>{escape(text)}</h3>\n"
        case Typed(_, inner_blocks):
            return _blocks(inner_blocks)


def _item(blocks: Sequence[Block]) -> str:
    """A list item; a single paragraph stands without its own element."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _runs(blocks[0].runs)
    return _blocks(blocks)


def _runs(runs: Sequence[Run]) -> str:
    out = []
    for run in runs:
        text = escape(run.text)
        match run.style:
            case "break":
                text = "<br>\n"
            case "highlight":
                text = f"<em>{text}</em>"
            case "label":
                text = f'<span class="label">{text}\u00a0:</span> '
            case "strong":
                text = f"<strong>{text}</strong>"
            case "code":
                text = f"<code>{text}</code>"
            case _:
                pass
        out.append(f'<a href="{escape(run.link)}" rel="noopener noreferrer">{text}</a>' if run.link else text)
    return "".join(out)
