"""The version of the reader, stored with every reading: raised whenever the same page may give other rows."""

EXTRACTOR = "grammar"
EXTRACTOR_VERSION = "10"
