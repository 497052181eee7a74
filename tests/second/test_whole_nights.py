"""Whole nights of the sample site with a second reader: alerts come once, whenever the model comes to its texts."""

from pathlib import Path

import msgspec
import pytest

from flows.settings import ModelSettings
from tests.campaigns import at_length
from tests.nights import Stage, ask, sample_stage
from tests.second.server import error, model_server

CUTS = "SELECT plant_id, direction FROM target_changes WHERE kind = 'target'"
LATER = "SELECT count(*) AS rows FROM changes WHERE cause NOT IN ('news', 'edit')"


def with_model(stage: Stage, base_url: str) -> Stage:
    """The same site and folder, and a model."""
    model = ModelSettings(base_url=base_url, model="little", seconds=10)
    return Stage(stage.site, msgspec.structs.replace(stage.settings, model=model))


@pytest.mark.campaign
@at_length
def test_a_model_that_comes_late_alerts_nobody_again(tmp_path: Path) -> None:
    """Down for two nights, up on the third and fourth: one cut, one alert, as without a model."""
    with sample_stage(tmp_path / "data") as stage:
        with model_server(lambda _b, _n: error(503, "loading")) as server:
            down = [with_model(stage, server.base).play(n) for n in (1, 2)]
        with model_server() as server:
            up = [with_model(stage, server.base).play(n) for n in (3, 3)]
            asked = len(server.asked)
        assert [night.outcome for night in (*down, *up)] == ["degraded", "degraded", "good", "good"]
        assert asked == len(ask(stage.settings, "FROM model_answers"))
        cuts = ask(stage.settings, CUTS)
        assert [(c["plant_id"], c["direction"]) for c in cuts] == [("avtotor", "lowered")]
        assert ask(stage.settings, LATER) == [{"rows": 0}]
        assert len(stage.site.hooks) == 1
        readers = ask(stage.settings, "SELECT DISTINCT extractor FROM live_readings ORDER BY 1")
        assert {"extractor": "joint:little"} in readers
