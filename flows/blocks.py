"""Secrets kept in Prefect blocks: `block:NAME` is a Secret block, `block:TYPE/NAME` any block with an address."""

from typing import Any

from flows.alerts import ChannelUnavailable, Secret


def block_secret(name: str) -> Secret:
    """The apprise URL in a Prefect block. Raises ChannelUnavailable; asks Prefect's API."""
    from prefect.blocks.core import Block

    kinds: Any = Block
    full = name if "/" in name else f"secret/{name}"
    try:
        block: Any = kinds.load(full, _sync=True)
    except Exception as error:  # noqa: BLE001 - whatever Prefect raises, its text may quote the address
        raise ChannelUnavailable(
            f"Prefect block {full} cannot be loaded ({type(error).__name__}); see `prefect block ls`"
        ) from None
    held: Any = block.get() if hasattr(block, "get") else getattr(block, "url", None)
    text = held.get_secret_value() if hasattr(held, "get_secret_value") else held
    if not isinstance(text, str) or not text.strip():
        raise ChannelUnavailable(f"Prefect block {full} holds no address")
    return Secret(text.strip())
