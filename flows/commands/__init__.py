"""The commands of `plantwatch`, a module a group; each has `register(app)`."""
