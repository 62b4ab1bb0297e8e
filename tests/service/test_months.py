from __future__ import annotations

import pytest
from levelhed.service.report.months import month_of


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2024-03-05T10:00:00Z", "2024-03"),
        ('"2024-03-05 10:00:00"', "2024-03"),
        ("2024-03", "2024-03"),
        ("Tue, 05 Mar 2024 10:00:00 +0000", "2024-03"),
        ("2024-13-05", None),
        ("12024-03-05", None),
        ("2024-031", None),
        ("March 2024", None),
        ("Tue, 05 Mar 99999999999999999999 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_month_is_read_where_the_date_says_it(date: str, month: str | None) -> None:
    assert month_of(date) == month
