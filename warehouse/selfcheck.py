"""The night's own recall: where an article tells its former value, did we have it? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.dossiers import Dossier
from warehouse.history import History
from warehouse.statements import Key, Remembered
from warehouse.values import Value, relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A former value that an article tells and we had otherwise, or not at all."""

    announcement_id: str
    key: Key
    told: Value
    had: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """How often articles' own former values agreed with our versions."""

    agreed: int = 0
    misses: tuple[Miss, ...] = ()

    @property
    def missed(self) -> int:
        """Former values that we had otherwise or not at all."""
        return len(self.misses)

    @property
    def share(self) -> float | None:
        """Agreed of all told; None where none was told."""
        told = self.agreed + self.missed
        return self.agreed / told if told else None


def self_check(histories: Mapping[Key, History], found: Mapping[Key, Dossier]) -> SelfCheck:
    """Compares what tonight's articles remember with what stood before they spoke."""
    agreed, misses = 0, []
    for key, dossier in sorted(found.items()):
        for memory in dossier.remembered:
            if not memory.telling.fresh:
                continue
            had = _had(memory, histories.get(key))
            if any(
                relation(value, memory.value).sameness in ("same", "vaguer", "finer")
                for value in had
            ):
                agreed += 1
            else:
                misses.append(
                    Miss(
                        announcement_id=memory.announcement_id,
                        key=key,
                        told=memory.value,
                        had=had[-1] if had else None,
                    )
                )
    return SelfCheck(agreed=agreed, misses=tuple(misses))


def _had(memory: Remembered, history: History | None) -> list[Value]:
    """Values that we had of this key from other texts said up to then."""
    if history is None:
        return []
    return [
        v.value
        for v in history.alive
        if v.value is not None
        and v.stated_at <= memory.stated_at
        and v.revision_id != memory.telling.revision_id
    ]
