"""Reading a page as a person and its script would: words, tables, figures."""

from __future__ import annotations

import html
import json
import re
from typing import Any

TAG = re.compile(r"<[^>]+>")
FIGURE = r'<script type="application/json" id="{key}-figure">(.*?)</script>'
TABLE = r'aria-labelledby="{key}-caption">.*?<tbody>(.*?)</tbody>'


def words(page: str) -> str:
    """The text of a page without tags and without what scripts read."""
    seen = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(TAG.sub(" ", seen)).split())


def figure(page: str, key: str) -> dict[str, Any]:
    """The figure of that key, as the script gets it."""
    found = re.search(FIGURE.format(key=key), page, re.DOTALL)
    assert found, f"the page has no figure {key!r}"
    return json.loads(found[1])


def table(page: str, key: str) -> list[list[str]]:
    """The rows of the table of that key, as text."""
    found = re.search(TABLE.format(key=key), page, re.DOTALL)
    assert found, f"the page has no table {key!r}"
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", r, re.DOTALL)] for r in rows]


def number(shown: str) -> float:
    """A number in Indonesian as a number."""
    return float(shown.replace(".", "").replace(",", "."))
