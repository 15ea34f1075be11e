"""The explorer page in a notebook."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path


class Page:
    """The page of `export html`: it plays through time, and works without a server."""

    def __init__(self, html: str, height: int) -> None:
        #: The page, in one file.
        self.html = html
        self.height = height

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the page to a file."""
        Path(path).write_text(self.html, encoding="utf-8")

    def _repr_html_(self) -> str:
        style = f"width:100%;height:{self.height}px;border:1px solid #ccc"
        # The page runs its own script, and reaches nothing of the notebook.
        return f'<iframe sandbox="allow-scripts allow-downloads" style="{style}" srcdoc="{escape(self.html)}"></iframe>'

    def __repr__(self) -> str:
        return f"<page of {len(self.html):,} characters: save(path) writes it>"
