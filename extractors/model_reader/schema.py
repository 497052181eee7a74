"""The shape of the answer, as a JSON schema and as types that it is read into."""

from typing import Any

KINDS = ("target", "output", "capacity", "start", "stop", "investment")
PER = ("year", "month", "week", "day")
STATUS = ("planned", "done")
VOICES = ("producer", "authority", "outside")


def _nullable(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


def _one_of(values: tuple[str, ...], *, nullable: bool) -> dict[str, Any]:
    if nullable:
        return {"type": ["string", "null"], "enum": [*values, None]}
    return {"type": "string", "enum": list(values)}


ROW: dict[str, Any] = {
    "quote": {"type": "string"},
    "plant": {"type": "string"},
    "kind": _one_of(KINDS, nullable=False),
    "low": _nullable("number"),
    "high": _nullable("number"),
    "unit": _nullable("string"),
    "per": _one_of(PER, nullable=True),
    "period_start": _nullable("string"),
    "period_end": _nullable("string"),
    "status": _one_of(STATUS, nullable=True),
    "prior": {"type": "boolean"},
    "product": _nullable("string"),
    "part": _nullable("string"),
    "speaker": _nullable("string"),
    "voice": _one_of(VOICES, nullable=True),
}
"""The quote comes first: a model that has copied the sentence reads the figure from it."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "announcements": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": ROW,
                "required": list(ROW),
                "additionalProperties": False,
            },
        }
    },
    "required": ["announcements"],
    "additionalProperties": False,
}
