from __future__ import annotations

import pytest
from levelhed.dashboard.highlight import highlight
from levelhed.model import Evidence, Scorer

SCRIPT = "<script>alert('FURY')</script><img src=x onerror=alert(1)> \"><b>BOLD claim"


def test_every_tag_is_one_of_ours(scorer: Scorer) -> None:
    drawn = highlight(SCRIPT, scorer.score(SCRIPT, SCRIPT).evidence)
    assert drawn.count("<") == 2 + 2 * drawn.count("<span ")
    assert "&lt;" in drawn


@pytest.mark.parametrize("kind", ["other", "all_caps"])
def test_what_speaks_of_the_whole_line_marks_none_of_it(kind: str) -> None:
    headline = "Council 'brutal' on cuts"
    spans = [
        Evidence(a, b, headline[a:b], k, 9.0, 9.0, "outlet", None, "Why.", None)  # type: ignore[arg-type]
        for a, b, k in ((0, len(headline), kind), (9, 15, "loaded_word"))
    ]
    drawn = highlight(headline, spans)
    assert drawn.count("<span ") == 1
    assert ">brutal</span>" in drawn
