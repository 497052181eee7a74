"""Bytes to text where declarations lie."""

import pytest

from extractors.encoding import decoded

RUSSIAN = (
    "Автозавод в Калуге выпустит 40 тысяч автомобилей в 2026 году, сообщил директор предприятия."
)
CYRILLIC = ["utf-8", "windows-1251", "koi8-r", "cp866", "iso-8859-5", "utf-16"]


@pytest.mark.parametrize("true", CYRILLIC)
@pytest.mark.parametrize(
    "said", ["utf-8", "windows-1251", "koi8-r", "iso-8859-1", "us-ascii", "nonsense-9", None]
)
@pytest.mark.parametrize("where", ["xml", "meta", "header"])
def test_russian_reads_right_whatever_is_declared(true, said, where):
    """Russian in any of its encodings is read right under a right, wrong, unknown or missing declaration."""
    head = {
        "xml": f"<?xml version='1.0' encoding='{said}'?>",
        "meta": f"<meta charset={said}>",
    }.get(where, "")
    body = (head if said else "") + f"<p>{RUSSIAN}</p>"
    assert RUSSIAN in decoded(body.encode(true), said if where == "header" else None)


@pytest.mark.parametrize(
    ("text", "true", "said"),
    [
        ("Größere Werke für Zürich, 40 000 Autos", "cp1252", None),
        ("Größere Werke für Zürich, 40 000 Autos", "cp1252", "utf-8"),
        ("Größere Werke für Zürich, 40 000 Autos", "utf-8", "iso-8859-1"),
        ("L’usine d’Aulnay fermée – “fin”", "cp1252", "iso-8859-1"),
        ("Továrna v Mladé Boleslavi vyrobí více vozů", "cp1250", "windows-1250"),
        ("日産自動車は工場を閉鎖する", "shift_jis", "shift_jis"),
        ("日産自動車は工場を閉鎖する", "euc_jp", "euc-jp"),
        ("比亚迪将建设新工厂", "gb18030", "gb2312"),
        ("현대자동차 공장 생산", "euc_kr", "euc-kr"),
        ("Завод", "windows-1251", "windows-1251"),
        ("plain ascii", "ascii", "utf-16"),
    ],
)
def test_other_languages_too(text, true, said):
    """A declaration that can be right is believed; valid UTF-8 is UTF-8."""
    assert text in decoded(f"<p>{text}</p>".encode(true, "replace").replace(b"?", b"?"), said)


def test_one_broken_byte_does_not_turn_the_page():
    """UTF-8 with a broken byte stays UTF-8 with one U+FFFD."""
    body = RUSSIAN.encode() * 5 + b"\xff" + RUSSIAN.encode()
    assert decoded(body).count("\ufffd") == 1


def test_never_fails():
    """All bytes, NULs and cut-off sequences give some text."""
    for body in (
        b"",
        bytes(range(256)),
        b"\x00\x00\x00",
        b"\xff\xfe",
        "я".encode()[:1],
        b"\xef\xbb\xbf",
    ):
        assert isinstance(decoded(body), str)
