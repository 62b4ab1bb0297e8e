from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from threading import Thread

import pytest
from levelhed.model import Scorer
from levelhed.model.body import REMEMBERED_LETTERS, Body, BodyReader, percentile
from levelhed.model.line import Line
from levelhed.model.score import SentenceTone
from levelhed.model.sentences import split_sentences

STORY = "The council met on Monday. It heard from four people about the budget. A report is due in June."


@pytest.mark.parametrize("dateline", ["SALT LAKE CITY (AP) — ", "LONDON, Oct. 9 (Reuters) - ", "LAS VEGAS -- "])
def test_a_dateline_makes_no_story_louder(dateline: str, scorer: Scorer) -> None:
    with_it, without = (scorer.score("Council hears of budget", text).body for text in (dateline + STORY, STORY))
    assert with_it is not None
    assert without is not None
    assert with_it.loudness == pytest.approx(without.loudness)


def test_a_dateline_is_no_witness_of_capitals_and_one_of_places(scorer: Scorer) -> None:
    score = scorer.score("Mayor tells CITY of budget in London", "SALT LAKE CITY (AP) - " + STORY)
    assert "CITY" in [e.text for e in score.evidence if e.kind == "shouted_word"]
    score = scorer.score("Mayor tells of budget in London", "LONDON (AP) - " + STORY)
    assert "London" not in [e.text for e in score.evidence if e.kind == "unsupported_name"]


@pytest.mark.parametrize(
    "written",
    [
        "WHAT HAPPENED\n\n{}\n\nGetty Images",
        "10:15 GMT\n{}\n\n11.30am\nKEY EVENT",
        "Background\n{}",
        "{}\n\tSource: The Wall Street Journal ",
        "WHAT HAPPENS NEXT\n{}\nPhotos: Anna Berg for the Daily Ferry",
        "Credit: Anna Berg of the Daily Ferry\n{}\nvia: the news desk of Karst",
    ],
)
def test_headings_times_and_labels_are_no_sentences(written: str, scorer: Scorer) -> None:
    with_them, without = (scorer.score("Council hears of budget", text).body for text in (written.format(STORY), STORY))
    assert with_them is not None
    assert without is not None
    assert with_them.sentences == 3
    assert with_them.loudness == pytest.approx(without.loudness)


@pytest.mark.parametrize(
    "line",
    ["What the council did", "What happened next?", "Source: nine people who were in the room and heard it all"],
)
def test_a_line_of_more_words_or_with_a_stop_is_a_sentence(line: str, scorer: Scorer) -> None:
    body = scorer.read_body(f"{line}\n{STORY}")
    assert body is not None
    assert body.tone.sentences == 4


def test_a_few_words_behind_a_sentence_are_one_themselves(scorer: Scorer) -> None:
    body = scorer.read_body(f"Nobody was hurt. It is over\n{STORY}")
    assert body is not None
    assert body.tone.sentences == 5


def test_where_there_are_only_labels_they_are_what_is_read(scorer: Scorer) -> None:
    body = scorer.read_body("WHAT HAPPENS NEXT")
    assert body is not None
    assert body.tone.sentences == 1


def test_a_sentence_that_stands_twice_is_the_first_of_the_two(scorer: Scorer) -> None:
    body = scorer.read_body(f"{STORY} {STORY}")
    assert body is not None
    assert [(s.start, s.end) for s in body.tone.per_sentence] == split_sentences(STORY)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_however_a_line_ends_the_story_is_the_same(end: str, scorer: Scorer) -> None:
    plain = (
        "The council met on Monday.\n\nWHAT HAPPENS NEXT\nIt spoke of two\nbridges over the river.\n10:15 GMT\n\n"
        "A vote was held.\nMembers agreed to publish the figures"
    )
    written = plain.replace("\n", end)
    one, other = (scorer.score("Council meets", body) for body in (plain, written))
    assert one.body
    assert other.body
    assert (one.tone_gap, one.support) == (other.tone_gap, other.support)
    for sentence, same in zip(one.body.per_sentence, other.body.per_sentence, strict=True):
        assert written[same.start : same.end] == plain[sentence.start : sentence.end].replace("\n", end)


@pytest.mark.parametrize("speaker", ["MAYOR", "CLLR MOSS", "THE PRESIDENT", "TAPPER (on camera)"])
def test_a_transcript_shouts_no_speaker(speaker: str, scorer: Scorer) -> None:
    lines = STORY.split(". ")
    shouted, plain = (
        scorer.score("Council hears of budget", "\n".join(f"{name}: {line}" for line in lines)).body
        for name in (speaker, speaker.title())
    )
    assert shouted is not None
    assert plain is not None
    assert shouted.loudness == pytest.approx(plain.loudness, abs=2.0)


def test_a_shout_as_long_as_a_sentence_is_no_speaker(scorer: Scorer) -> None:
    shout = "THE COUNCIL HAS VOTED TO CLOSE THE POOL"
    loud, plain = (scorer.read_body(f"{words} FOR GOOD: it said so.\n{STORY}") for words in (shout, shout.title()))
    assert loud is not None and plain is not None
    assert loud.tone.loudness > plain.tone.loudness + 2


def test_a_story_all_in_capitals_bears_witness_too(scorer: Scorer) -> None:
    score = scorer.score("Council hears of budget in June", STORY.upper())
    assert score.support == 1.0


@pytest.mark.parametrize("headline", ["{} defends record on housing", "{} Fails to End Row Over Housing", "{}: I quit"])
@pytest.mark.parametrize("name", ["Hunt", "Truss", "Target", "Cleverly"])
def test_a_body_tells_what_is_a_name(headline: str, name: str, scorer: Scorer) -> None:
    body = "{} spoke on Monday about the plan. A vote on the plan of {} is due in June. Critics asked for more time."
    one, two = (scorer.score(headline.format(n), body.format(n, n)) for n in (name, "Merkel"))
    assert one.tone_gap is not None
    assert two.tone_gap is not None
    for figure in ("sensationalism", "bias", "clickbait", "exaggeration", "tone_gap"):
        assert abs(getattr(one, figure) - getattr(two, figure)) <= 1


@pytest.mark.parametrize("name", ["Savage", "Cleverly", "Crook", "Coward"])
@pytest.mark.parametrize("headline", ["Aides urge {} to drop plan", "Why Nobody Trusts {}"])
def test_behind_a_given_name_any_word_of_a_body_is_a_name(headline: str, name: str, scorer: Scorer) -> None:
    body = "The plan of James {} was read on Monday. A vote is due in June, {} said. Critics asked for more time."
    one, two = (scorer.score(headline.format(n), body.format(n, n)) for n in (name, "Merkel"))
    assert one.bias == pytest.approx(two.bias, abs=1)
    assert one.sensationalism == pytest.approx(two.sensationalism, abs=1)
    shouted = scorer.score(headline.format(name.upper()), body.format(name, name))
    assert shouted.sensationalism > one.sensationalism


@pytest.mark.parametrize(
    "body",
    [
        "The hunt began on Monday. Members of the Hunt said that it went well. It will end in June.",
        "Hunt Begins in Valley Today\nIt began on Monday. It will end in June. Nobody asked for more time.",
        "It began on Monday. Hunt it was called. It will end in June.",
    ],
)
def test_what_a_body_writes_small_too_or_only_where_every_word_is_large_is_no_name(body: str, scorer: Scorer) -> None:
    plain = "It began on Monday. It will end in June. Nobody asked for more time."
    line = "Hunt: a long day out"
    assert scorer.score(line, body).bias == scorer.score(line, plain).bias


def test_a_body_that_tells_of_a_month_does_not_tell_what_may_is(scorer: Scorer) -> None:
    line = "Storm May Not Hit Coast"
    body = "The storm is due early in May. It was seen on Monday. Nobody was hurt."
    assert scorer.score(line, body).bias == scorer.score(line, body.replace("May", "June")).bias


def test_a_line_is_louder_than_the_sentences_that_are_below_it_on_their_louder_scale() -> None:
    tones = [SentenceTone(0, 1, *figures) for figures in ((10.0, 60.0), (60.0, 10.0), (40.0, 10.0), (10.0, 50.0))]
    assert percentile(50.0, tones) == 25.0
    assert percentile(50.1, tones) == 50.0


def _reader(scorer: Scorer, remembered: int) -> tuple[Callable[[str], Body | None], list[str]]:
    read: list[str] = []

    def read_line(text: str, *, body_names: frozenset[str] = frozenset()) -> Line:
        read.append(text)
        return scorer._read_line(text, body_names=body_names)

    bodies = BodyReader(read_line, scorer._figures, remembered, scorer._names.is_told_by_body)
    return lambda body: bodies.read([(body, ())])[0], read


def test_a_story_that_comes_again_is_read_anew_only_where_it_changed(scorer: Scorer) -> None:
    read_body, read = _reader(scorer, remembered=100)
    first = read_body(STORY)
    assert len(read) == 3
    assert read_body(STORY) == first == scorer.read_body(STORY)
    changed = STORY.replace("four people", "five people")
    assert read_body(changed) == scorer.read_body(changed)
    assert read[3:] == ["It heard from five people about the budget."]


def test_nothing_is_remembered_unless_it_is_asked_for(scorer: Scorer) -> None:
    read_body, read = _reader(scorer, remembered=0)
    assert read_body(STORY) == read_body(STORY)
    assert len(read) == 6


def test_what_is_remembered_is_bounded_in_number_and_in_length(scorer: Scorer) -> None:
    read_body, read = _reader(scorer, remembered=3)
    endless = "The council " + "met and " * (REMEMBERED_LETTERS // 8) + "went home."
    for body in (STORY, "Ships left. Trains came. Cars stood.", STORY, endless, endless):
        read_body(body)
    assert len(read) == 3 + 3 + 3 + 2


def test_a_scorer_that_remembers_gives_the_same_scores(scorer: Scorer) -> None:
    remembering = Scorer.load("fast", remembered=2)
    bodies = [STORY, STORY.replace("four", "five"), f"{STORY}\n\nSHOCK as mayor QUITS! {STORY}", STORY]
    headlines: Sequence[str] = [
        "Council HEARS of budget",
        "Mayor QUITS",
        "Council hears of budget",
        "A report is due in June",
    ]
    expected = [scorer.score(headline, body) for headline, body in zip(headlines, bodies, strict=True)]
    assert [remembering.score(h, b) for h, b in zip(headlines, bodies, strict=True)] == expected
    assert remembering.score_many(headlines, bodies) == expected


@pytest.mark.parametrize("model", ["fast", "deep"])
def test_a_loaded_scorer_remembers_where_it_is_told_to(
    model: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if model == "deep":
        request.getfixturevalue("deep_scorer")  # skips where there is none
    read: list[str] = []
    read_line = Scorer._read_line

    def counted(self: Scorer, text: str, *told: frozenset[str], **names: frozenset[str]) -> Line:
        read.append(text)
        return read_line(self, text, *told, **names)

    monkeypatch.setattr(Scorer, "_read_line", counted)
    remembering = Scorer.load(model, remembered=10)
    for _ in range(2):
        remembering.read_body(STORY)
    assert len(read) == 3


def test_threads_may_share_what_is_remembered(scorer: Scorer) -> None:
    remembering = Scorer.load("fast", remembered=4)
    numbers = count()
    bodies = [f"{STORY} Item {n % 5} was put off. The {n % 3} members left." for n in range(20)]
    expected = [scorer.score("Council hears of budget", body) for body in bodies]
    wrong: list[int] = []

    def score() -> None:
        for n in numbers:
            if n >= 200:
                return
            if remembering.score("Council hears of budget", bodies[n % 20]) != expected[n % 20]:
                wrong.append(n)

    threads = [Thread(target=score) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
