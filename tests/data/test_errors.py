from __future__ import annotations

import pytest
from levelhed.data.errors import in_words


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (OSError("[Errno -2] Name or service not known"), "Name or service not known"),
        (FileNotFoundError(2, "No such file or directory", "news.csv"), "No such file or directory: 'news.csv'"),
        (ValueError("row 3 [Errno 5] is text"), "row 3 [Errno 5] is text"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_an_error_is_told_in_words(error: Exception, said: str) -> None:
    assert in_words(error) == said
