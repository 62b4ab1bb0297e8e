from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from levelhed.data.articles import Article, DisplayLine, FeedTitle, read_article
from levelhed.data.errors import InputError
from levelhed.data.language import UNKNOWN
from levelhed.data.sections import MAX_PARAGRAPHS, MAX_TEXT
from levelhed.model import Score, Scorer
from levelhed.model.articles import ArticleScore, house_style_kinds, score_article
from levelhed.model.text import MAX_BODY, check_body

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


def test_paragraphs_are_lines_of_their_own(scorer: Scorer) -> None:
    body = ("Updates from the harbour of Karst all day", *BODY)
    line = DisplayLine("hed", "Ships wait for berths", None, None, (0, 1, 2, 3))
    [scored] = score_article(scorer, Article(None, None, None, None, "en", (line,), body)).lines
    assert scored.score == scorer.score(line.text, "\n".join(body))


def test_the_hed_among_the_paragraphs_bears_out_no_other_line(scorer: Scorer) -> None:
    lines = ("hed", "Storm flattens nine boats in harbour"), ("dek", "Nine boats are flattened by the storm")
    article = _article(*lines)
    over = tuple(range(len(BODY) + 1))
    pasted = replace(
        article, body=(lines[0][1], *BODY), lines=tuple(replace(line, paragraphs=over) for line in article.lines)
    )
    one, other = (score_article(scorer, a).lines[1].score for a in (article, pasted))
    assert one is not None and other is not None
    assert one.support == other.support


def test_a_paragraph_in_another_language_ends_no_page_that_is_in_english(scorer: Scorer) -> None:
    french = (
        "Le port a rouvert mercredi après la tempête, a dit le maire, et dix-neuf navires attendaient dans la rade. "
        "Nous espérons que tous seront partis avant la fin de la semaine prochaine, a-t-il ajouté devant la presse."
    )
    with pytest.raises(InputError, match="French"):
        check_body(french)
    line = DisplayLine("crosshead", "What the mayor said", None, None, (1,))
    article = Article(None, None, None, None, "en", (line,), (BODY[0], french, *BODY[1:]))
    assert score_article(scorer, article).lines[0].score is not None


def test_a_page_whose_language_nobody_knows_is_scored(scorer: Scorer) -> None:
    assert score_article(scorer, _article(("hed", "Port reopens"), language=UNKNOWN)).lines[0].score is not None


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


@pytest.mark.parametrize(("texts", "kinds"), [(("WAIT", "No buyers"), set()), (("WAIT", "SHIPS", "No"), {"crosshead"})])
def test_more_than_half_of_the_lines_make_a_house_style(texts: tuple[str, ...], kinds: set[str]) -> None:
    assert house_style_kinds(_article(*(("crosshead", text) for text in texts))) == kinds


def test_of_a_house_style_what_is_not_in_capitals_stays_as_it_is(scorer: Scorer) -> None:
    texts = "SHIPS WAIT FOR BERTHS", "EU BUYERS ABSENT", "No Buyers from Eu"
    scored = score_article(scorer, _article(*(("crosshead", text) for text in texts))).lines[2]
    assert scored.score == scorer.score(texts[2], "\n".join(BODY))


def test_a_house_style_is_read_as_its_story_writes_the_words(scorer: Scorer) -> None:
    article = replace(
        _article(("crosshead", "NO WHEAT FOR US")), body=(*BODY[:2], "No wheat was sold to the US this week.")
    )
    [scored] = score_article(scorer, article).lines
    initialism, pronoun = (scorer.score(f"No wheat for {us}", "\n".join(article.body)) for us in ("US", "us"))
    assert scored.score is not None
    assert scored.score.heat == initialism.heat != pronoun.heat


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
    assert result.lines[1].error is not None
    assert (result.lines[1].error.kind, result.lines[1].error.where) == ("too_long", "caption")
    assert result.loudest_first() == [result.lines[0]]
    assert json.loads(json.dumps(result.to_dict()))["lines"][1]["error"]["kind"] == "too_long"


def test_a_title_that_is_louder_than_the_hed_is_a_finding(scorer: Scorer) -> None:
    titles = (
        FeedTitle("title", "Port of Karst reopens"),
        FeedTitle("og:title", "CHAOS as stricken port of Karst is OVERWHELMED!"),
    )
    [finding] = score_article(scorer, _article(("hed", "Port of Karst reopens"), titles=titles)).findings
    assert (finding.kind, finding.source, finding.hed) == ("social_louder", "og:title", "Port of Karst reopens")
    assert finding.heat == scorer.score(finding.text, "\n".join(BODY)).heat > finding.hed_heat
    assert f"og:title is {finding.heat - finding.hed_heat:.0f} points louder" in finding.message


def _findings(scorer: Scorer, heats: dict[str, float], *titles: str, hed: str = "Port of Karst reopens") -> list[str]:
    plain = scorer.score("Council meets")

    class Told:
        info = scorer.info

        def read_body(self, *_: object) -> None: ...

        def score_line(self, line: str, *_: object, **__: object) -> Score:
            return replace(plain, heat=heats[line])

    lines = ("hed", hed), ("dek", "It has been shut for two days")
    article = _article(*lines, titles=tuple(FeedTitle("og:title", title) for title in titles))
    return [finding.text for finding in score_article(Told(), article).findings]  # type: ignore[arg-type]


def test_a_title_is_louder_from_ten_points_on_and_told_of_once(scorer: Scorer) -> None:
    heats = {
        "Port of Karst reopens": 20.0,
        "It has been shut for two days": 0.0,
        "Port opens": 29.9,
        "Storm over": 30.0,
    }
    assert _findings(scorer, heats, "Port opens", "Storm over", "Storm over!", "Storm over") == ["Storm over"]


def test_a_title_of_the_heds_own_letters_or_that_cannot_be_scored_is_passed_over(scorer: Scorer) -> None:
    heats = {"Port of Karst reopens": 20.0, "It has been shut for two days": 0.0, "Storm over": 80.0}
    titles = "PORT OF KARST REOPENS", "", "Storm over"
    assert _findings(scorer, {**heats, titles[0]: 90.0}, *titles) == ["Storm over"]


def test_without_a_hed_that_can_be_scored_no_title_is_compared(scorer: Scorer) -> None:
    heats = {"It has been shut for two days": 0.0, "Storm over": 80.0}
    assert _findings(scorer, heats, "Storm over", hed="Port reopens. " * 200) == []


def test_a_title_that_is_calmer_than_the_hed_is_none(scorer: Scorer) -> None:
    titles = (FeedTitle("og:title", "Port of Karst reopens"),)
    assert not score_article(
        scorer, _article(("hed", "CHAOS as port of Karst is OVERWHELMED!"), titles=titles)
    ).findings


def test_another_language_is_refused_by_name(scorer: Scorer) -> None:
    with pytest.raises(InputError, match="French") as refused:
        score_article(scorer, _article(("hed", "Le port"), language="fr"))
    assert (refused.value.kind, refused.value.where) == ("not_english", "page")


def test_the_loudest_line_comes_first(scorer: Scorer) -> None:
    result = score_article(scorer, _article(("dek", "Ships wait"), ("hed", "CHAOS as port is OVERWHELMED!")))
    assert [s.line.kind for s in result.loudest_first()] == ["hed", "dek"]


def test_a_line_over_nothing_comes_behind_those_with_a_gap(scorer: Scorer) -> None:
    lines = (
        DisplayLine("caption", "CHAOS as port is OVERWHELMED by the storm!", None, None, ()),
        DisplayLine("hed", "Harbour office says port reopened on Wednesday", None, None, (0, 1, 2)),
    )
    result = score_article(scorer, Article(None, None, None, None, "en", lines, BODY))
    over, without = result.lines[1].score, result.lines[0].score
    assert over is not None and over.tone_gap is not None and over.tone_gap < 0
    assert without is not None and without.tone_gap is None and without.judged
    assert [s.line.kind for s in result.loudest_first()] == ["hed", "caption"]


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
    article = replace(_article(*lines, titles=titles), url="u", outlet="o", author="a", published="p")
    before = score_article(scorer, article)
    record = json.loads(json.dumps(before.to_dict()))
    assert record["findings"]
    after = ArticleScore.from_dict(record)
    assert json.loads(json.dumps(after.to_dict())) == record
    assert after.article == article
    assert after.lines[1].error is not None and before.lines[1].error is not None
    assert after.lines[1].error.__reduce__() == before.lines[1].error.__reduce__()


@pytest.mark.parametrize("change", [{"lines": [{}]}, {"body": None}, {"findings": [{"kind": 1}]}, {"model": {}}])
def test_what_is_no_article_is_refused(scorer: Scorer, change: dict[str, object]) -> None:
    record = score_article(scorer, _article(("hed", "Port of Karst reopens"))).to_dict()
    with pytest.raises(InputError) as refused:
        ArticleScore.from_dict({**record, **change})
    assert refused.value.kind == "bad_score"


def test_no_body_that_is_read_is_too_long_to_be_scored() -> None:
    assert MAX_TEXT + MAX_PARAGRAPHS <= MAX_BODY
