from __future__ import annotations

import json
from pathlib import Path

import pytest
from levelhed.data.articles import Article, DisplayLine, FeedTitle, read_article
from levelhed.data.errors import InputError
from levelhed.data.sections import MAX_PARAGRAPHS, MAX_TEXT
from levelhed.model import Scorer
from levelhed.model.articles import ArticleScore, house_style_kinds, score_article
from levelhed.model.text import MAX_BODY

SEED = Path(__file__).parents[3] / "shared" / "seed" / "hard-talk-soft-progress.txt"
BODY = (
    "The port of Karst reopened on Wednesday after the storm, the harbour office said.",
    "Nineteen ships were waiting. The harbour office expects to clear the queue in eight days.",
    "Wheat prices were little changed. EU buyers were absent from the market.",
)


def _article(*lines: tuple[str, str], titles: tuple[FeedTitle, ...] = (), language: str = "en") -> Article:
    over = tuple(range(len(BODY)))
    placed = tuple(DisplayLine(kind, text, None, None, over) for kind, text in lines)  # type: ignore[arg-type]
    return Article(None, None, None, None, language, placed, BODY, titles)


def test_a_line_is_scored_against_the_paragraphs_it_stands_over_alone(scorer: Scorer) -> None:
    line = DisplayLine("crosshead", "Ships wait for berths", None, None, (1,))
    [scored] = score_article(scorer, Article(None, None, None, None, "en", (line,), BODY)).lines
    assert scored.score is not None
    assert scored.score.tone_gap == scorer.score(line.text, BODY[1]).tone_gap


@pytest.mark.parametrize("kind", ["crosshead", "kicker"])
def test_capitals_of_a_house_style_cost_nothing(scorer: Scorer, kind: str) -> None:
    lines = score_article(scorer, _article((kind, "SHIPS WAIT FOR BERTHS AT KARST"), (kind, "EU BUYERS ABSENT"))).lines
    plain = scorer.score("Ships wait for berths at Karst", "\n".join(BODY))
    assert lines[0].score is not None and lines[1].score is not None
    assert lines[0].score.heat == pytest.approx(plain.heat)
    whole = lines[0].score.evidence[0]
    assert (whole.kind, whole.text, whole.points) == ("all_caps", "SHIPS WAIT FOR BERTHS AT KARST", 0.0)
    assert not [e for e in lines[1].score.evidence if e.kind == "shouted_word"]
    for scored in lines:
        assert scored.score is not None
        assert all(scored.line.text[e.start : e.end] == e.text for e in scored.score.evidence)


def test_capitals_shout_where_they_are_no_house_style(scorer: Scorer) -> None:
    crossheads = [("crosshead", text) for text in ("Ships wait", "SHIPS WAIT FOR BERTHS", "No buyers")]
    assert house_style_kinds(_article(*crossheads)) == frozenset()
    text = "SHIPS WAIT FOR BERTHS AT KARST"
    hed = score_article(scorer, _article(("hed", text))).lines[0]
    assert hed.score == scorer.score(text, "\n".join(BODY))


def test_a_line_that_cannot_be_scored_holds_its_error_and_the_others_their_scores(scorer: Scorer) -> None:
    result = score_article(scorer, _article(("hed", "Port of Karst reopens"), ("caption", "A ship. " * 200)))
    assert result.lines[0].score is not None
    assert result.lines[1].score is None
    assert result.lines[1].error is not None and result.lines[1].error.kind == "too_long"
    assert json.loads(json.dumps(result.to_dict()))["lines"][1]["error"]["kind"] == "too_long"


def test_a_title_that_is_louder_than_the_hed_is_a_finding(scorer: Scorer) -> None:
    titles = (
        FeedTitle("title", "Port of Karst reopens"),
        FeedTitle("og:title", "CHAOS as stricken port of Karst is OVERWHELMED!"),
    )
    [finding] = score_article(scorer, _article(("hed", "Port of Karst reopens"), titles=titles)).findings
    assert (finding.kind, finding.source, finding.hed) == ("social_louder", "og:title", "Port of Karst reopens")
    assert finding.heat > finding.hed_heat


def test_a_title_that_is_calmer_than_the_hed_is_none(scorer: Scorer) -> None:
    titles = (FeedTitle("og:title", "Port of Karst reopens"),)
    assert not score_article(
        scorer, _article(("hed", "CHAOS as port of Karst is OVERWHELMED!"), titles=titles)
    ).findings


def test_another_language_is_refused_by_name(scorer: Scorer) -> None:
    with pytest.raises(InputError, match="French") as refused:
        score_article(scorer, _article(("hed", "Le port"), language="fr"))
    assert refused.value.kind == "not_english"


def test_the_loudest_line_comes_first(scorer: Scorer) -> None:
    result = score_article(scorer, _article(("dek", "Ships wait"), ("hed", "CHAOS as port is OVERWHELMED!")))
    assert [s.line.kind for s in result.loudest_first()] == ["hed", "dek"]


@pytest.mark.parametrize("reader", ["scorer", "deep_scorer"])
@pytest.mark.parametrize("label", ["Crime", "Politics", "The crossing", "Obituaries"])
def test_a_label_that_nobody_can_judge_is_not_the_loudest_line(
    label: str, reader: str, request: pytest.FixtureRequest
) -> None:
    lines = ("kicker", label), ("hed", "Port of Karst reopens after two days")
    result = score_article(request.getfixturevalue(reader), _article(*lines))
    last = result.loudest_first()[-1]
    assert last.line.kind == "kicker"
    assert last.score is not None
    assert not last.score.judged


@pytest.mark.parametrize("reader", ["scorer", "deep_scorer"])
def test_the_two_largest_gaps_of_the_page_that_started_it(reader: str, request: pytest.FixtureRequest) -> None:
    if not SEED.is_file():
        pytest.skip("the page that started it is not here")
    found = score_article(request.getfixturevalue(reader), read_article(SEED.read_bytes()))
    loudest = [s.line.text for s in found.loudest_first()[:2]]
    assert loudest == [
        "Biden shows more SPINE against Putin in comparison to Trump",
        "US OFFERS RUSSIA - THE PRESSURE OF ITS COMPANY!",
    ]
    shouted = {e.text for s in found.lines if s.score for e in s.score.evidence if e.kind == "shouted_word"}
    assert shouted == {"SPINE"}


def test_an_article_comes_back_from_its_json(scorer: Scorer) -> None:
    titles = (FeedTitle("og:title", "CHAOS as stricken port of Karst is OVERWHELMED!"),)
    lines = ("hed", "Port of Karst reopens"), ("caption", "A ship. " * 200)
    record = json.loads(json.dumps(score_article(scorer, _article(*lines, titles=titles)).to_dict()))
    assert record["findings"]
    assert json.loads(json.dumps(ArticleScore.from_dict(record).to_dict())) == record


@pytest.mark.parametrize("change", [{"lines": [{}]}, {"body": None}, {"findings": [{"kind": 1}]}, {"model": {}}])
def test_what_is_no_article_is_refused(scorer: Scorer, change: dict[str, object]) -> None:
    record = score_article(scorer, _article(("hed", "Port of Karst reopens"))).to_dict()
    with pytest.raises(InputError) as refused:
        ArticleScore.from_dict({**record, **change})
    assert refused.value.kind == "bad_score"


def test_no_body_that_is_read_is_too_long_to_be_scored() -> None:
    assert MAX_TEXT + MAX_PARAGRAPHS <= MAX_BODY
