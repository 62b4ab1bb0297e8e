from __future__ import annotations

from pathlib import Path

import pytest
from levelhed.model import Scorer

SEED = Path(__file__).parents[3] / "shared" / "seed" / "hard-talk-soft-progress.txt"
BODY = "Diplomats met in Geneva. They discussed the New START treaty and the US budget. Talks go on."


def _shouted(scorer: Scorer, headline: str, body: str | None = BODY) -> list[str]:
    return [e.text for e in scorer.score(headline, body).evidence if e.kind == "shouted_word"]


@pytest.mark.parametrize(
    ("headline", "shouted"),
    [
        ("Biden shows more SPINE against Putin", ["SPINE"]),
        ("US and NATO discuss New START in Geneva", []),
        ("Diplomats START talks in Geneva", []),
        ("Ministers REFUSE to answer", ["REFUSE"]),
        ("GDP rises as FBI hires", []),
        ("LIVE: Diplomats meet in Geneva", []),
        ("Is this a FREE event?", ["FREE"]),
    ],
)
def test_only_ordinary_words_in_capitals_are_shouted(headline: str, shouted: list[str], scorer: Scorer) -> None:
    assert _shouted(scorer, headline) == shouted


def test_the_body_s_own_writing_decides(scorer: Scorer) -> None:
    assert _shouted(scorer, "Diplomats discuss New START in Geneva", "Diplomats met. They start again soon.") == [
        "START"
    ]
    assert _shouted(scorer, "Diplomats discuss New START in Geneva") == []


def test_a_whole_line_in_capitals_is_reported_once(scorer: Scorer) -> None:
    kinds = [e.kind for e in scorer.score("MINISTERS REFUSE TO ANSWER", BODY).evidence]
    assert kinds.count("all_caps") == 1
    assert "shouted_word" not in kinds


def test_a_shout_is_never_free(scorer: Scorer) -> None:
    for word in ("agree", "publish", "road", "figures"):
        plain = "Members agree to publish road figures on Monday"
        loud = plain.replace(word, word.upper())
        assert scorer.score(loud, BODY).sensationalism >= scorer.score(plain, BODY).sensationalism + 5


def test_the_page_that_started_it(scorer: Scorer) -> None:
    if not SEED.is_file():
        pytest.skip("the page that started it is not here")
    headline = "Biden shows more SPINE against Putin in comparison to Trump"
    assert _shouted(scorer, headline, SEED.read_text(encoding="utf-8")) == ["SPINE"]


def test_a_line_of_initialisms_alone_is_neither_a_shout_nor_in_capitals(scorer: Scorer) -> None:
    kinds = {e.kind for e in scorer.score("NATO EU UN FBI", BODY).evidence}
    assert not kinds & {"shouted_word", "all_caps"}


def test_an_initial_with_an_ending_is_no_shout(scorer: Scorer) -> None:
    kinds = {e.kind for e in scorer.score("Mel B's husband files for divorce", BODY).evidence}
    assert "shouted_word" not in kinds
