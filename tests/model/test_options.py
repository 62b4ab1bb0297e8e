from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.model.options import KINDS, Options, Region

HEADLINE = "Minister DESTROYS 'shameful' critics in brutal, stunning row!"


def _adds_up(scorer: Scorer, headline: str, body: str | None, options: Options) -> None:
    score = scorer.score(headline, body, options)
    assert score.baseline.sensationalism + sum(s.points for s in score.evidence) == pytest.approx(score.sensationalism)
    assert score.baseline.bias + sum(s.bias_points for s in score.evidence) == pytest.approx(score.bias)
    assert not {s.kind for s in score.evidence} & set(options.without)


@given(
    st.lists(st.sampled_from(["DESTROYS", "critics", "'shameful'", "you won't believe", "!", "7", "FURY", "over"])),
    st.lists(st.sampled_from(KINDS), max_size=4),
    st.lists(st.sampled_from(["destroys", "FURY", "you won't", "believe"]), max_size=3),
    st.lists(st.one_of(st.just("quotations"), st.builds(Region, st.integers(0, 9), st.integers(9, 30))), max_size=2),
)
@settings(max_examples=40, deadline=None)
def test_what_is_left_adds_up_to_the_score(
    scorer: Scorer, words: list[str], without: list[str], allow: list[str], skip: list[Region]
) -> None:
    options = Options(tuple(without), tuple(allow), tuple(skip))  # type: ignore[arg-type]
    _adds_up(scorer, " ".join(["Minister", *words]), sample.body(), options)


def test_no_options_change_nothing(scorer: Scorer) -> None:
    assert scorer.score(HEADLINE, sample.body(), Options()) == scorer.score(HEADLINE, sample.body())


def test_an_allowed_word_is_not_listed_and_adds_nothing(scorer: Scorer) -> None:
    plain, allowed = scorer.score(HEADLINE), scorer.score(HEADLINE, options=Options(allow=("Destroys",)))
    assert "DESTROYS" in [s.text for s in plain.evidence]
    assert "DESTROYS" not in [s.text for s in allowed.evidence]
    assert allowed.heat < plain.heat


def test_an_allowed_phrase_is_allowed_as_a_whole(scorer: Scorer) -> None:
    line = "You won't believe what a brutal row this was"
    listed = [s.text for s in scorer.score(line, options=Options(allow=("brutal row",))).evidence]
    assert "brutal" not in listed
    assert "brutal" in [s.text for s in scorer.score(line, options=Options(allow=("brutal fight",))).evidence]


def test_quotations_are_skipped_with_their_marks(scorer: Scorer) -> None:
    line = "Minister calls rivals 'a brutal and shameful lot' in debate"
    score = scorer.score(line, options=Options(skip=("quotations",)))
    assert [s.text for s in score.evidence] == ["Minister", "calls", "rivals", "in", "debate"]


def test_a_region_takes_the_words_it_touches(scorer: Scorer) -> None:
    at = HEADLINE.index("brutal")
    listed = [s.text for s in scorer.score(HEADLINE, options=Options(skip=(Region(at + 2, at + 3),))).evidence]
    assert "brutal" not in listed
    assert "DESTROYS" in listed


def test_a_region_takes_the_one_word_of_a_line(scorer: Scorer) -> None:
    whole, skipped = (scorer.score("SHOCKING", options=o) for o in (None, Options(skip=(Region(0, 8),))))
    assert skipped.sensationalism < whole.sensationalism - 30
    assert not skipped.evidence
    kept = scorer.score("SHOCKING", options=Options(skip=("quotations",)))
    assert kept.sensationalism == whole.sensationalism


def test_capitals_of_a_whole_line_can_be_a_house_style(scorer: Scorer) -> None:
    line = "COUNCIL PLANS NEW FERRY CUTS"
    plain, styled = scorer.score(line), scorer.score(line, options=Options(without=("all_caps",)))
    assert "all_caps" in {s.kind for s in plain.evidence}
    assert styled.sensationalism < plain.sensationalism


@pytest.mark.parametrize(
    ("record", "kind", "where"),
    [
        ({"without": ["shouting"]}, "unknown_kind", "options/without/0"),
        ({"allow": ["fine", " "]}, "not_a_word", "options/allow/1"),
        ({"allow": ["x" * 101]}, "too_long", "options/allow/0"),
        ({"allow": ["x"] * 201}, "too_long", "options/allow"),
        ({"skip": [{"start": 3, "end": 2}]}, "bad_region", "options/skip/0"),
    ],
)
def test_options_that_make_no_sense_are_refused(record: dict[str, object], kind: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        Options.from_dict(record)
    assert (caught.value.kind, caught.value.where) == (kind, where)


def test_options_survive_json() -> None:
    options = Options(("question",), ("slams",), ("quotations", Region(0, 4)))
    assert Options.from_dict(options.to_dict()) == options
