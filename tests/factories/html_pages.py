"""A page as a person or a browser takes it in: words, links, fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

UNSEEN = ("script", "style", "title")


@dataclass
class Page(HTMLParser):
    """What stands on a page; `fields` are what a browser would send, in the order of the page."""

    language: str = ""
    title: str = ""
    words: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()

    @classmethod
    def of(cls, reply: TestResponse) -> Page:
        """The page of a reply."""
        page = cls()
        page.feed(reply.get_data(as_text=True))
        return page

    @property
    def text(self) -> str:
        """Everything there is to read, on one line."""
        return " ".join(" ".join(self.words).split())

    @property
    def sent(self) -> dict[str, str]:
        """What a browser would send by field name."""
        return dict(self.fields)

    def has(self, tag: str, **attributes: str) -> bool:
        """Whether there is such an element."""
        return any(
            name == tag and attributes.items() <= {k: v or "" for k, v in held.items()}.items()
            for name, held in self.tags
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        held = dict(attrs)
        self.tags.append((tag, held))
        self._open.append(tag)
        if held.get("id"):
            self.ids.append(held["id"] or "")
        if tag == "html":
            self.language = held.get("lang") or ""
        if tag == "a":
            self.links.append((held.get("href") or "", ""))
        self._take_field(tag, held)

    def handle_data(self, data: str) -> None:
        """Take in words."""
        where = self._open[-1] if self._open else ""
        if where == "title":
            self.title += data
        elif where == "textarea":
            # A browser leaves out the line break after <textarea>, and so is one written there.
            self.fields[-1] = (self.fields[-1][0], self.fields[-1][1] + data.removeprefix("\n"))
        elif where not in UNSEEN:
            self.words.append(data)
        if "a" in self._open and self.links:
            href, name = self.links[-1]
            self.links[-1] = (href, f"{name}{data}".strip())

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that close by themselves."""
        while self._open and self._open.pop() != tag:
            continue

    def _take_field(self, tag: str, held: dict[str, str | None]) -> None:
        name, value = held.get("name") or "", held.get("value") or ""
        if tag == "input" and held.get("type") == "radio" and "checked" not in held:
            return
        if tag in ("input", "select", "textarea") and name:
            self.fields.append((name, value))
        if tag == "option" and "selected" in held:
            self.fields[-1] = (self.fields[-1][0], value)
