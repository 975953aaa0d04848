"""The terminal report as a picture for the README; not a format."""

from io import StringIO

from ..finding import Report
from . import Context
from .text import lines

# rich's own template with a border instead of a window, and with fonts that need no network.
_SVG = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def svg(report: Report, context: Context, *, title: str = "predeploy scan") -> str:
    """The text report, in colour, as one SVG document; the same report gives the same bytes."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    console = Console(
        file=StringIO(), record=True, force_terminal=True, no_color=False, legacy_windows=False, width=context.width
    )
    for line in lines(report, context):
        console.print(Text.assemble(*line), soft_wrap=True, highlight=False)
    grey = (139, 148, 158)
    theme = TerminalTheme(
        (22, 27, 34),
        (230, 237, 243),
        [grey, (255, 123, 114), (86, 211, 100), (227, 179, 65), (121, 192, 255), (210, 168, 255), (86, 212, 221), grey],
    )
    return console.export_svg(title=title, theme=theme, code_format=_SVG, unique_id="predeploy")
