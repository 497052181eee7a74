"""Files that a person edits (TOML) → checked values, with errors that name file, line and key."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)
ONE_LINE = r"^[^\x00-\x1f\x7f]+\Z"
"""Text on one line, not empty, without control characters."""


class Misuse(Exception):  # noqa: N818
    """The call or the configuration is wrong; the message says where and what to do. Exit status 2."""


def read_declaration(path: Path, shape: type[T]) -> T:
    """The TOML file at `path` as `shape`.

    `shape` should forbid unknown fields. Raises Misuse with file, line and key.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise Misuse(f"{path}: no such file; name an existing one") from None
    except IsADirectoryError:
        raise Misuse(f"{path}: is a folder; name a TOML file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path}: cannot be read as UTF-8 text: {error}") from None
    return parse_declaration(text, str(path), shape)


def parse_declaration(text: str, name: str, shape: type[T]) -> T:
    """TOML `text` as `shape`; `name` stands for the file in errors."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misuse(f"{name}: not TOML: {error}") from None
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        if repr(ONE_LINE) in message:
            message = "empty, or with a line break or another control character; write words on one line, such as 'https://example.org/about-us'"
        line = line_of(text, path.rstrip("`"), message)
        where = f"{name}:{line}" if line else name
        key = re.findall(r"\.(\w+)", path)[-1:]
        of = f" in `{key[0]}`" if key and "field" not in message else ""
        raise Misuse(f"{where}: {message}{of}{_suggestion(message, shape, path)}") from None


def line_of(text: str, path: str, message: str = "") -> int | None:
    """The line (from 1) of the value at a msgspec path such as `.source[2].url`, as well as it can be found."""
    unknown = re.search(r"unknown field `([^`]+)`", message)
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", path)
    lines, at, table = text.splitlines(), 0, ""
    for name, index in steps:
        if name:
            table = name
            found = _find(lines, rf"\s*(\[+\s*[\w.]*\b{name}\b|{name}\s*=)", at)
        else:
            found = _nth(lines, rf"\s*\[\[\s*[\w.]*\b{table}\b", int(index))
        at = at if found is None else found
    if unknown:
        found = _find(lines, rf"\s*(\[+\s*)?{re.escape(unknown[1])}\b", at)
        return (at if found is None else found) + 1
    return at + 1 if steps else None


def _find(lines: list[str], pattern: str, start: int) -> int | None:
    return next((n for n in range(start, len(lines)) if re.match(pattern, lines[n])), None)


def _nth(lines: list[str], pattern: str, nth: int) -> int | None:
    hits = [n for n, line in enumerate(lines) if re.match(pattern, line)]
    return hits[nth] if nth < len(hits) else None


def _suggestion(message: str, shape: type[msgspec.Struct], path: str) -> str:
    unknown = re.search(r"unknown field `([^`]+)`", message)
    known = _fields(shape, path)
    if not unknown or not known:
        return ""
    near = difflib.get_close_matches(unknown[1], known, n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known keys: {', '.join(sorted(known))}"


def _fields(shape: type[msgspec.Struct], path: str) -> list[str]:
    node = msgspec.inspect.type_info(shape)
    for name, _ in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        if isinstance(node, msgspec.inspect.StructType) and name:
            node = next((f.type for f in node.fields if f.encode_name == name), node)
        if isinstance(node, msgspec.inspect.UnionType):
            node = node.types[0]
        if isinstance(node, msgspec.inspect.ListType | msgspec.inspect.VarTupleType):
            node = node.item_type
    return (
        [f.encode_name for f in node.fields] if isinstance(node, msgspec.inspect.StructType) else []
    )
