"""Tables with a header row: cells of production become rows of their column's kind and period."""

from datetime import date

from extractors.tables import find_cells

ENGLISH = """Output of the two yards

Vehicles assembled, January-June
Plant | 2023 | 2024 | Change
Northfield | 5,330 | 1,510 | -71.7%
- of which vans | 530 | 410 | -22.6%
Southport | 2,020 | 7,310 | +261.9%
"""


def test_a_months_heading_and_a_year_s_column_give_the_months_of_that_year() -> None:
    """ "January-June" above the table and "2023" above a column are the first half of 2023."""
    cells = find_cells(ENGLISH, date(2024, 7, 5), "en")
    assert [(c.label, c.kind, c.first, ENGLISH[c.start : c.end].strip()) for c in cells] == [
        ("Northfield", "output", date(2023, 1, 1), "5,330"),
        ("Northfield", "output", date(2024, 1, 1), "1,510"),
        ("Southport", "output", date(2023, 1, 1), "2,020"),
        ("Southport", "output", date(2024, 1, 1), "7,310"),
    ]
    assert {c.last for c in cells} == {date(2023, 6, 30), date(2024, 6, 30)}


def test_columns_of_plans_are_targets_and_columns_of_sales_are_none() -> None:
    """The head of a column says whether it holds what was made, what is planned, or what was sold."""
    text = "Выпуск автобусов, шт.\nЗавод | I полугодие 2024 | План-2024 | Продажи 2024\nСевер | 5 214 | 10 600 | 4 900\n"
    cells = find_cells(text, date(2024, 7, 23), "ru")
    assert [(c.kind, c.first, c.last) for c in cells] == [
        ("output", date(2024, 1, 1), date(2024, 6, 30)),
        ("target", date(2024, 1, 1), date(2024, 12, 31)),
    ]


def test_a_table_of_sales_holds_nothing_of_production() -> None:
    """A table whose heading and heads say nothing of making is left alone."""
    text = "Sales by month\nBrand | May 2024 | June 2024\nAlba | 1,000 | 1,200\n"
    assert find_cells(text, date(2024, 7, 5), "en") == []
