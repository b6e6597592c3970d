"""One line of Markdown as styled text: `code` and **strong**, for places too small for a Markdown widget."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from study.markdown import SPAN

CODE: Final = "$text-warning"


def inline(text: str, style: str = "") -> Content:
    """Return the text with its code and strong parts styled, over `style`."""
    parts: list[Content] = []
    end = 0
    for found in SPAN.finditer(text):
        parts.append(Content(text[end : found.start()]))
        if found["code"] is not None:
            parts.append(Content.styled(found["code"], CODE))
        else:
            parts.append(Content.styled(found["strong"], "bold"))
        end = found.end()
    parts.append(Content(text[end:]))
    content = Content("").join(parts)
    return content.stylize_before(style) if style else content
