"""`plantwatch extract` and `evaluate`: the reader of announcements alone, without network or database."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from extractors.model import Announcement, Document, Reading
from extractors.scoring import CORE, Score, Tally
from flows.declarations import Misuse
from flows.options import Config, Failure
from flows.reader_choice import ReaderName, Readers
from flows.settings import load_settings

FIELDS = (
    "plant", "kind", "low", "high", "unit", "per", "period_start", "period_end", "status", "prior", "product", "speaker",
    "part", "wording", "voice", "said_on", "quote", "start", "end", "confidence",
)  # fmt: skip


By = Annotated[
    ReaderName, typer.Option("--reader", help="Who reads: the grammar, a language model, or both.")
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        help="Endpoint of the model, such as http://localhost:11434/v1.",
        show_default=False,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="Name of the model; default: PLANTWATCH_MODEL. Its key: OPENAI_API_KEY."
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: plantwatch extract --published 2024-04-15 article.txt")(extract)
    app.command(epilog="Example: plantwatch evaluate gold/ texts/")(evaluate)


def extract(  # noqa: PLR0913, PLR0917
    files: Annotated[
        list[Path] | None, typer.Argument(help="Texts or HTML pages; none: standard input.")
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(
            "--jsonl",
            help="One JSON object a line: id, text or html, optionally published, lang, url, title. - reads standard input.",
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="Publication date of the files, YYYY-MM-DD.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Also show which shapes fired and what was rejected, and why."
        ),
    ] = False,
    reader: By = ReaderName.GRAMMAR,
    base_url: BaseUrl = None,
    model: Model = None,
    config: Config = None,
) -> None:
    """Announcements of texts or HTML pages, as JSON; needs no database, and no network unless a model is to read."""
    readers = _readers(config, reader, base_url, model, explain=explain)
    when = _date(published, "--published")
    told = _lines(jsonl) if jsonl else _files(files or [Path("-")], when)
    for given, read in readers.read(told):
        print(
            json.dumps(
                {
                    "id": given,
                    "announcements": [as_row(said) for said in read.reading.announcements],
                    **_notes(read.reading, explain=explain),
                    **({"failure": read.failure} if read.failure else {}),
                },
                ensure_ascii=False,
            )
        )
    _complain(readers)


def evaluate(  # noqa: PLR0913, PLR0917
    gold: Annotated[
        Path,
        typer.Argument(
            help="Folder of *.json or a file of JSON lines, in the shape of docs/annotation.md."
        ),
    ],
    texts: Annotated[Path, typer.Argument(help="Folder of the texts, ID.txt.")],
    misses: Annotated[
        bool, typer.Option("--misses", help="Also print every row missed or spurious.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the figures as one JSON object.")
    ] = False,
    reader: By = ReaderName.GRAMMAR,
    base_url: BaseUrl = None,
    model: Model = None,
    config: Config = None,
) -> None:
    """Precision, recall and F1 of a reader against gold announcements; language and date from the gold."""
    from extractors.scoring import score

    readers = _readers(config, reader, base_url, model)
    wanted = load_gold(gold)
    told = ((key, gold_document(doc, texts)) for key, doc in wanted.items())
    result = score(
        wanted,
        {
            key: {"id": key, "announcements": [as_row(a) for a in read.reading.announcements]}
            for key, read in readers.read(told)
        },
    )
    if as_json:
        print(json.dumps(score_object(result), ensure_ascii=False))
    else:
        _print_score(result, misses=misses)
    _complain(readers)


def _print_score(result: Score, *, misses: bool) -> None:
    print(f"{result.documents} documents")
    for name, tally in (
        ("all", result.all),
        *result.kinds.items(),
        ("kind and number only", result.loose),
        ("prior among right", result.prior),
    ):
        print(
            f"{name:22} gold {tally.gold:4} predicted {tally.predicted:4} right {tally.right:4}  "
            f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
        )
    print(
        "agree among right:",
        ", ".join(f"{name} {share:.3f}" for name, share in result.agree.items()),
    )
    for side in ("missed", "spurious") if misses else ():
        for key, row in getattr(result, side):
            print(
                f"{key} {side}: "
                + " ".join(f"{name}={row.get(name)!r}" for name in ("plant", *CORE))
            )


def score_object(result: Score) -> dict[str, Any]:
    """The figures as plain values."""

    def figures(tally: Tally) -> dict[str, float]:
        return {
            "gold": tally.gold,
            "predicted": tally.predicted,
            "right": tally.right,
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
        }

    return {
        "documents": result.documents,
        "all": figures(result.all),
        "kinds": {name: figures(tally) for name, tally in result.kinds.items()},
        "kind and number only": figures(result.loose),
        "prior among right": figures(result.prior),
        "agree among right": {name: round(share, 4) for name, share in result.agree.items()},
    }


def load_gold(path: Path) -> dict[str, dict[str, Any]]:
    """Gold documents by id. Raises Misuse naming file and line."""
    if not path.exists():
        raise Misuse(f"{path}: no such file or folder of gold announcements")
    if path.is_dir():
        told = [(file, 1, file.read_text("utf-8")) for file in sorted(path.glob("*.json"))]
    else:
        told = [
            (path, number, line)
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if line.strip()
        ]
    docs: dict[str, dict[str, Any]] = {}
    for file, number, text in told:
        try:
            doc = json.loads(text)
            docs[doc["id"]] = doc
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise Misuse(
                f"{file}:{number}: no gold document ({error}); it needs id, published and announcements"
            ) from None
    if not docs:
        raise Misuse(f"{path}: holds no gold document")
    return docs


def gold_document(doc: dict[str, Any], texts: Path) -> Document:
    """The text of a gold document as the reader is given it. Raises Misuse."""
    file = texts / f"{doc['id']}.txt"
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise Misuse(f"{file}: cannot be read: {error.strerror}") from None
    return document_of(
        text,
        published=_date(doc.get("published"), f"{doc['id']}: published"),
        language=doc.get("lang"),
    )


def _readers(
    config: Path | None,
    reader: ReaderName,
    base_url: str | None,
    model: str | None,
    *,
    explain: bool = False,
) -> Readers:
    from flows.gazetteer import read_gazetteer

    settings = load_settings(config)
    gazetteer = read_gazetteer(settings)
    return Readers(
        reader, settings.model, gazetteer, base_url=base_url, model=model, explain=explain
    )


def _complain(readers: Readers) -> None:
    """Says on standard error what the model was asked and dropped; a text that it did not read makes the command fail."""
    told = readers.told()
    if told:
        print(told, file=sys.stderr)
    if readers.failures:
        raise Failure(
            f"{readers.failures} texts were not read by the model (they count as empty): {readers.last_failure}"
        )


def document_of(
    text: str,
    *,
    published: date | None = None,
    language: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Document:
    """A text as the reader is given it: repeated paragraphs are not read twice."""
    from extractors.paragraphs import split_paragraphs

    repeats = frozenset(p.position for p in split_paragraphs(text) if p.repeat_of is not None)
    return Document(
        text=text,
        published=published,
        title=title,
        language=language if language in ("en", "ru") else None,
        url=url,
        skip=repeats,
    )


def as_row(said: Announcement) -> dict[str, Any]:
    """An announcement in the shape of docs/annotation.md, with quote and span."""
    from flows.printing import plain

    return {name: plain(getattr(said, name)) for name in FIELDS}


def _notes(reading: Reading, *, explain: bool) -> dict[str, Any]:
    return {"dropped": dict(reading.dropped), "notes": list(reading.notes)} if explain else {}


def _lines(name: str) -> Iterator[tuple[Any, Document]]:
    source = sys.stdin if name == "-" else _open(Path(name))
    with source:
        for number, line in enumerate(source, 1):
            if line.strip():
                yield _line(line, f"{name}:{number}")


def _open(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise Misuse(f"{path}: cannot be read: {error.strerror}") from None


def _line(line: str, where: str) -> tuple[Any, Document]:
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise Misuse(f"{where}: not JSON: {error}") from None
    if (
        not isinstance(given, dict)
        or "id" not in given
        or not isinstance(given.get("text", given.get("html")), str)
    ):
        raise Misuse(f"{where}: needs `id` and `text` or `html`")
    published = _date(given.get("published"), f"{where}: published")
    title = given.get("title") if isinstance(given.get("title"), str) else None
    if "text" in given:
        return given["id"], document_of(
            given["text"],
            published=published,
            language=given.get("lang"),
            title=title,
            url=given.get("url"),
        )
    return given["id"], _of_html(
        given["html"].encode("utf-8", "replace"),
        published,
        url=given.get("url"),
        title=title,
        language=given.get("lang"),
    )


def _files(files: list[Path], published: date | None) -> Iterator[tuple[str, Document]]:
    for file in files:
        try:
            body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        except OSError as error:
            raise Misuse(
                f"{file}: cannot be read: {error.strerror}; name a text or an HTML page"
            ) from None
        head = body[:2000].lower()
        if b"<html" in head or b"<!doctype html" in head or b"<body" in head:
            yield str(file), _of_html(body, published)
        else:
            yield str(file), document_of(body.decode("utf-8", "replace"), published=published)


def _of_html(
    body: bytes,
    published: date | None,
    *,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Document:
    from extractors.article import read_page

    now = datetime.now(UTC)
    page = read_page(
        body,
        url=url or "",
        media_type="text/html",
        charset=None,
        want_title=title is None,
        want_date=published is None,
        fetched_at=now,
    )
    when = published or (page.published.date() if page.published else None)
    return document_of(
        page.text, published=when, language=language, title=title or page.title, url=url
    )


def _date(text: object, where: str) -> date | None:
    if text is None or text == "":
        return None
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        raise Misuse(f"{where}: {text!r} is no date; write YYYY-MM-DD") from None
