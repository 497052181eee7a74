"""Times as texts name them, read token by token; `extractors.periods` makes periods of them."""
