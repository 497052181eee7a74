"""docs/sql.md tells the truth."""

from tests.publishing.sqldoc import PAGE, sample_page


def test_every_view_column_and_answer_is_as_the_page_says():
    """The page is what the sample site's published file gives now."""
    assert PAGE.read_text("utf-8") == sample_page(), "run: python -m tests.publishing.sqldoc"
