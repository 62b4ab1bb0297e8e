from __future__ import annotations

from typing import get_args

import pytest
from levelhed.dashboard.headline_view import chosen_offer, describe
from levelhed.dashboard.highlight import split_headline
from levelhed.dashboard.local_desk import LocalDesk
from levelhed.dashboard.marked_words import LEGEND, legend
from levelhed.data import sample
from levelhed.model import Evidence, Scorer
from levelhed.model.score import EvidenceKind

HOSTILE = "<script>alert('FURY')</script> \u202edesrever\u202c \U0001f6a8 BOLD \"claim\" & more!"


@pytest.mark.parametrize("headline", [HOSTILE, sample.headline(), "!", "ALL OF IT SHOUTED"])
def test_the_pieces_joined_are_the_headline(scorer: Scorer, headline: str) -> None:
    pieces = split_headline(headline, scorer.score(headline, sample.body()).evidence)
    assert "".join(p.text for p in pieces) == headline
    assert all(headline[p.start : p.start + len(p.text)] == p.text for p in pieces)


@pytest.mark.parametrize("kind", ["other", "all_caps"])
def test_what_speaks_of_the_whole_line_marks_none_of_it(kind: str) -> None:
    headline = "Council 'brutal' on cuts"
    spans = [
        Evidence(a, b, headline[a:b], k, 9.0, 9.0, "outlet", None, "Why.", None)  # type: ignore[arg-type]
        for a, b, k in ((0, len(headline), kind), (9, 15, "loaded_word"))
    ]
    assert [p.text for p in split_headline(headline, spans) if p.family] == ["brutal"]


@pytest.mark.parametrize(("word", "family"), [("ferry", "other"), ("the", None), ("of", None), ("–", None)])
def test_an_ordinary_word_that_adds_is_not_called_loaded(word: str, family: str | None) -> None:
    headline = f"Council {word} island"
    span = Evidence(8, 8 + len(word), word, "other", 9.0, 1.0, "outlet", None, "Adds.", None)
    pieces = split_headline(headline, [span])
    assert [p.family for p in pieces if p.text == word] == ([family] if family else [])
    assert legend(pieces) == ([{"family": "other", "text": "adds with the words beside it"}] if family else [])


def test_every_kind_of_evidence_has_an_underline_of_its_own() -> None:
    for kind in get_args(EvidenceKind):
        span = Evidence(8, 13, "ferry", kind, 9.0, 9.0, "outlet", None, "Why.", None)
        [piece] = [p for p in split_headline("Council ferry", [span]) if p.family]
        assert piece.family in LEGEND


def test_a_replacement_is_offered_with_the_heat_it_gives(desk: LocalDesk) -> None:
    headline, body = sample.headline(), sample.body()
    score = desk.score(headline, body, model="fast")
    pieces = split_headline(headline, score.evidence, desk.edits(headline, body, score, model="fast"))
    [index] = [i for i, p in enumerate(pieces) if p.text == "DEFIES"]
    offer = chosen_offer(pieces, index)
    assert offer is not None
    assert offer.headline == headline.replace("DEFIES", "defies")
    sent = describe(pieces, score.heat, offers=True)["pieces"][index]
    after = desk.score(offer.headline, body, model="fast").heat
    assert sent["change"] == f"heat {score.heat:.0f} → {after:.0f}"


@pytest.mark.parametrize("index", [-1, 99, None, "0", 1.0, {"a": 1}])
def test_a_piece_that_is_not_there_offers_nothing(scorer: Scorer, index: object) -> None:
    pieces = split_headline(sample.headline(), scorer.score(sample.headline(), sample.body()).evidence)
    assert chosen_offer(pieces, index) is None
