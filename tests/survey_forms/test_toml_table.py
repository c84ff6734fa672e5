"""Strict reading of TOML."""

import pytest

from survey_forms.toml_table import read_toml


def test_file_that_is_no_toml_is_refused_by_name():
    with pytest.raises(ValueError, match=r"broken\.toml: expected TOML in UTF-8"):
        read_toml("broken.toml", b"id = ")


def test_file_that_is_not_utf8_is_refused_by_name():
    with pytest.raises(ValueError, match=r"latin\.toml: expected TOML in UTF-8"):
        read_toml("latin.toml", "id = 'é'".encode("latin-1"))


def test_key_written_twice_is_refused():
    with pytest.raises(ValueError, match=r"twice\.toml: expected TOML"):
        read_toml("twice.toml", b"id = 'a'\nid = 'b'")


def test_unknown_key_is_refused_with_the_known_ones():
    table = read_toml("f.toml", b"wieghts = 1")
    with pytest.raises(ValueError, match=r"f\.toml: wieghts: expected no such key .*weights"):
        table.only("weights")


@pytest.mark.parametrize("value", ["", "'  '", "1", "[]"])
def test_text_that_is_missing_blank_or_no_text_is_refused(value):
    table = read_toml("f.toml", f"id = {value}".encode() if value else b"")
    with pytest.raises(ValueError, match=r"f\.toml: id: expected a text that is not empty, found"):
        table.text("id")


@pytest.mark.parametrize("value", ["0", "true", "1.0", "'1'"])
def test_whole_number_takes_nothing_else(value):
    table = read_toml("f.toml", f"version = {value}".encode())
    with pytest.raises(ValueError, match="a whole number of at least 1"):
        table.whole("version", least=1)


@pytest.mark.parametrize("value", ["[]", "['id', 'id']", "'id'", "[1]"])
def test_texts_are_a_list_without_repeats(value):
    table = read_toml("f.toml", f"languages = {value}".encode())
    with pytest.raises(ValueError, match="a list of different texts"):
        table.texts("languages")


def test_place_of_a_nested_fault_is_named():
    top = read_toml("f.toml", b"[[items]]\nkey = 'a'\n[[items]]\nkey = ''")
    second = list(top.tables("items"))[1]
    with pytest.raises(ValueError, match=r"f\.toml: items\[2\]\.key: expected"):
        second.text("key")


@pytest.mark.parametrize("content", [b"", b"items = []", b"items = 'a'", b"items = [1]"])
def test_tables_are_a_list_of_tables(content):
    with pytest.raises(ValueError, match=r"f\.toml: items: expected a list of tables"):
        list(read_toml("f.toml", content).tables("items"))


def test_table_is_a_table():
    with pytest.raises(ValueError, match=r"f\.toml: rule: expected a table, found 1"):
        read_toml("f.toml", b"rule = 1").table("rule")


def test_words_need_each_language():
    table = read_toml("f.toml", b"[names]\nid = 'Waktu'").table("names")
    with pytest.raises(ValueError, match=r"names\.en: expected a text that is not empty, found no"):
        table.words(("id", "en"))


def test_words_take_no_language_that_the_file_does_not_announce():
    table = read_toml("f.toml", b"[names]\nid = 'Waktu'\njv = 'Wektu'").table("names")
    with pytest.raises(ValueError, match=r"names\.jv: expected no such key"):
        table.words(("id",))


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), ("f = true", True), ("f = false", False)]
)
def test_flag_is_false_where_it_is_left_out(text, expected):
    assert read_toml("f.toml", text.encode()).flag("f") is expected


@pytest.mark.parametrize("value", ["0", "'true'", "[]"])
def test_flag_takes_nothing_else(value):
    with pytest.raises(ValueError, match=r"f\.toml: f: expected true or false, found"):
        read_toml("f.toml", f"f = {value}".encode()).flag("f")
