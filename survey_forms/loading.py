"""Reads one instrument file and refuses it, saying why, when anything in it does not add up."""

import hashlib
import re
from pathlib import Path

from survey_forms.instrument import (
    BlockChoice,
    BlockField,
    Choice,
    CommentPrompt,
    Instrument,
    Item,
)
from survey_forms.rule_loading import read_rule
from survey_forms.toml_table import TomlTable, read_toml

Languages = tuple[str, ...]

_TOP_KEYS = (
    "id",
    "version",
    "languages",
    "unofficial",
    "translation_of",
    "titles",
    "list_order",
    "items",
    "overall",
    "by_name_only",
    "respondent",
    "comment",
    "rule",
)

FEWEST_CHOICES = 2
HIGHEST_DIGIT = 9

# Keys become field names, HTML ids and JSON names; codes are stored with every answer.
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


def load_instrument(path: Path) -> Instrument:
    """The instrument in this file; a ValueError names file, place and what was expected."""
    content = path.read_bytes()
    top = read_toml(path.name, content)
    top.only(*_TOP_KEYS)
    languages = top.texts("languages")
    items = _items(top, languages)
    overall = _overall(top, items, languages)
    return Instrument(
        id=_matching(top, "id", _ID),
        version=top.whole("version", least=1),
        checksum=hashlib.sha256(content).hexdigest(),
        languages=languages,
        titles=top.table("titles").words(languages),
        items=items,
        list_order=_list_order(top, items),
        block=_block(top, (*items, overall) if overall else items, languages),
        comment=_comment(top, languages),
        rule=read_rule(top.table("rule"), items, languages),
        overall=overall,
        by_name_only=top.flag("by_name_only"),
        unofficial=_unofficial(top, languages),
        translation_of=top.text("translation_of") if "translation_of" in top.values else None,
    )


def _unofficial(top: TomlTable, languages: Languages) -> Languages:
    if "unofficial" not in top.values:
        return ()
    unofficial = top.texts("unofficial")
    # The first language is the one that every other is a translation of.
    if not set(unofficial) <= set(languages[1:]):
        raise top.fault("unofficial", f"some of {', '.join(languages[1:])}")
    return unofficial


def _matching(table: TomlTable, key: str, pattern: re.Pattern[str]) -> str:
    text = table.text(key)
    if not pattern.fullmatch(text):
        raise table.fault(key, f"a text of the form {pattern.pattern}")
    return text


def _items(top: TomlTable, languages: Languages) -> tuple[Item, ...]:
    items = tuple(_item(table, languages) for table in top.tables("items"))
    top.refuse_repeats("items", (item.key for item in items), "key")
    for item in items:
        _refuse_other_scale(top, item, items[0])
    return items


def _refuse_other_scale(top: TomlTable, item: Item, first: Item) -> None:
    values = [choice.value for choice in item.choices]
    expected = [choice.value for choice in first.choices]
    if values != expected:
        raise ValueError(
            f"{top.file}: items: {item.key}: expected the values {expected} that "
            f"{first.key} has, because one index needs one scale, found {values}."
        )


def _item(table: TomlTable, languages: Languages) -> Item:
    table.only("key", "names", "questions", "choices", "aliases")
    return Item(
        key=_matching(table, "key", _KEY),
        names=table.table("names").words(languages),
        questions=table.table("questions").words(languages),
        choices=_choices(table, languages),
        aliases=table.texts("aliases") if "aliases" in table.values else (),
    )


def _choices(table: TomlTable, languages: Languages) -> tuple[Choice, ...]:
    choices = tuple(
        Choice(row.whole("value", least=0), row.words(languages, besides=("value",)))
        for row in table.tables("choices")
    )
    values = [choice.value for choice in choices]
    # Ratings are stored as one digit each, and tallies count from the lowest value upwards.
    if len(values) < FEWEST_CHOICES or values != list(range(values[0], values[0] + len(values))):
        raise table.fault("choices", "two or more values that rise by one")
    if values[-1] > HIGHEST_DIGIT:
        raise table.fault("choices", "values of one digit")
    return choices


def _list_order(top: TomlTable, items: tuple[Item, ...]) -> tuple[str, ...]:
    order = top.texts("list_order")
    keys = [item.key for item in items]
    if sorted(order) != sorted(keys):
        raise top.fault("list_order", f"each of {', '.join(keys)} once")
    return order


def _overall(top: TomlTable, items: tuple[Item, ...], languages: Languages) -> Item | None:
    if "overall" not in top.values:
        return None
    overall = _item(top.table("overall"), languages)
    top.refuse_repeats("overall", (*(item.key for item in items), overall.key), "key")
    # One character is stored and counted for it like for an element, so it shares their scale.
    _refuse_other_scale(top, overall, items[0])
    return overall


def _block(top: TomlTable, items: tuple[Item, ...], languages: Languages) -> tuple[BlockField, ...]:
    if "respondent" not in top.values:
        return ()
    respondent = top.table("respondent").only("not_stated", "fields")
    not_stated = BlockChoice("", respondent.table("not_stated").words(languages))
    block = tuple(
        _block_field(table, not_stated, languages) for table in respondent.tables("fields")
    )
    # Questions and block fields stand on one form, so their keys must differ from each other too.
    keys = [item.key for item in items] + [field.key for field in block]
    respondent.refuse_repeats("fields", keys, "key")
    return block


def _block_field(table: TomlTable, not_stated: BlockChoice, languages: Languages) -> BlockField:
    table.only("key", "labels", "choices")
    choices = tuple(
        BlockChoice(_matching(row, "code", _CODE), row.words(languages, besides=("code",)))
        for row in table.tables("choices")
    )
    table.refuse_repeats("choices", (choice.code for choice in choices), "code")
    labels = table.table("labels").words(languages)
    return BlockField(_matching(table, "key", _KEY), labels, (not_stated, *choices))


def _comment(top: TomlTable, languages: Languages) -> CommentPrompt | None:
    if "comment" not in top.values:
        return None
    table = top.table("comment").only("labels", "hints")
    return CommentPrompt(
        labels=table.table("labels").words(languages),
        hints=table.table("hints").words(languages),
    )
