"""How the page of a report looks: paper and ink, one column, highlights as with a felt pen."""

STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #1d1c1a; --soft: #5f5b54; --line: #ddd8cd; --felt: #fdeca6; --link: #1f4e79;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #191816; --ink: #ebe7df; --soft: #aaa498; --line: #3b3832; --felt: #57480f; --link: #9cc5ee; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 40rem; padding: clamp(1.25rem, 5vw, 3.5rem) clamp(1rem, 5vw, 2rem) 4rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Iowan Old Style", "Palatino Linotype", Georgia, "Liberation Serif", serif;
  overflow-wrap: anywhere; tab-size: 4;
}
h1, h2, h3, h4, b { font-family: system-ui, "Segoe UI", "Noto Sans", Arial, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.7rem; line-height: 1.2; text-wrap: balance; }
h2 { margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: 1.15rem; line-height: 1.3; }
h3 { margin: 1.75rem 0 .5rem; color: var(--soft); font-size: 1rem; line-height: 1.3; }
h4 { margin: 1.25rem 0 .4rem; color: var(--soft); font-size: .95rem; line-height: 1.3; }
p, li, h1, h2, h3, h4 { white-space: pre-wrap; }
p { margin: 0 0 .85rem; }
.fact { margin: 0; color: var(--soft); }
b { font-size: .92em; font-weight: 600; }
ul, ol, blockquote { white-space: normal; }
ul, ol { margin: 0 0 1.1rem; padding-left: 1.35rem; }
li > ul, li > ol, li > p { margin: .4rem 0 0; }
li { margin: 0 0 .4rem; }
section > ul + ul { margin-top: 1.6rem; }
mark { padding: .05em .15em; border-radius: .2em; background: var(--felt); color: inherit; box-decoration-break: clone; }
a { color: var(--link); text-underline-offset: .15em; }
blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
pre { margin: 0 0 1rem; padding: .75rem; border: 1px solid var(--line); white-space: pre-wrap; font-size: .9em; }
hr { margin: 1.5rem 0; border: 0; border-top: 1px solid var(--line); }
@page { size: A4; margin: 20mm 22mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --felt: #eee; --link: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.45; }
  h1, h2, h3, h4 { break-after: avoid; }
  .page { break-before: page; }
  p, li { orphans: 2; widows: 2; break-inside: avoid-page; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; border-bottom: .5pt solid #000; }
}
"""
