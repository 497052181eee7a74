"""The gazetteer that the rows were resolved by, and which articles a changed one could concern.

gazetteer ─enter_gazetteer─► plants, plant_names, gazetteer_definitions ─► articles to resolve anew
"""

import json
from datetime import datetime

from extractors.gazetteer_growth import Concern, Definition, concern, definitions
from warehouse.naming import GazetteerNames
from warehouse.state import Connection, append, query


def enter_gazetteer(
    connection: Connection, names: GazetteerNames, recorded_at: datetime
) -> list[str] | None:
    """Appends this version of the gazetteer where it is not the newest there; None where it is.

    Returns the articles whose rows it could resolve otherwise than the version before, in the order in which they came.
    """
    before = _newest(connection)
    if before == names.version:
        return None
    new = definitions(names.gazetteer)
    articles = _concerned(connection, _definitions(connection, before), new)
    _append(connection, names, new, recorded_at)
    return articles


def _newest(connection: Connection) -> str | None:
    found = connection.execute(
        "SELECT max_by(gazetteer_version, recorded_at) FROM plants"
    ).fetchall()
    return found[0][0] if found else None


def _definitions(connection: Connection, version: str | None) -> list[Definition]:
    """Of a version; a file may come back to a text that it had, so the rows entered last count."""
    rows = connection.execute(
        "SELECT definition_id, digest, keys, above FROM gazetteer_definitions WHERE gazetteer_version = ?"
        " QUALIFY recorded_at = max(recorded_at) OVER () ORDER BY rowid",
        [version],
    ).fetchall()
    return [
        Definition(
            id=name,
            digest=digest,
            keys=tuple(map(tuple, json.loads(keys))),
            above=tuple(json.loads(above)),
        )
        for name, digest, keys, above in rows
    ]


def _concerned(connection: Connection, old: list[Definition], new: list[Definition]) -> list[str]:
    """All articles where it is not known what the version before said."""
    found = concern(old, new) if old else None
    if found is None:
        return [row[0] for row in connection.execute(query("announcing_articles")).fetchall()]
    given = {"texts": _texts(connection, found), "ids": sorted(found.ids)}
    return [row[0] for row in connection.execute(query("concerned_articles"), given).fetchall()]


def _texts(connection: Connection, found: Concern) -> list[str]:
    """Of all that announcements call plants and products, what is concerned."""
    said = connection.execute(query("names_said")).fetchall()
    return [text for (text,) in said if found.touches(text)]


def _append(
    connection: Connection, names: GazetteerNames, new: list[Definition], recorded_at: datetime
) -> None:
    common = {"gazetteer_version": names.version, "recorded_at": recorded_at}
    plants, called = names.rows()
    said = [
        {
            "definition_id": d.id,
            "digest": d.digest,
            "keys": json.dumps(d.keys, ensure_ascii=False),
            "above": json.dumps(d.above, ensure_ascii=False),
        }
        for d in new
    ]
    for table, rows in (
        ("plants", plants),
        ("plant_names", called),
        ("gazetteer_definitions", said),
    ):
        append(connection, table, [{**row, **common} for row in rows], None)
