"""Imported by the fork server of the tests: the library that sends, with its services, which each sending process would load anew."""

import apprise

from flows import channels  # noqa: F401

apprise.Apprise.instantiate("json://localhost")
