from __future__ import annotations

import pytest
from levelhed.dashboard.gauge import gauge
from levelhed.dashboard.strip_plot import loudest_sentences, strip_plot
from levelhed.data import sample
from levelhed.model import Scorer


def test_every_sentence_is_a_dot_and_the_headline_a_line(scorer: Scorer) -> None:
    score = scorer.score(sample.headline(), sample.body())
    assert score.body is not None
    plot = strip_plot(score, sample.body()).to_dict()
    dots, [place] = (plot["datasets"][layer["data"]["name"]] for layer in plot["layer"][:2])
    assert len(dots) == score.body.sentences
    assert place["loudness"] == max(score.sensationalism, score.bias)
    # No two dots stand on each other.
    assert len({(dot["loudness"], dot["at"]) for dot in dots}) == score.body.sentences


def test_without_a_story_there_is_nothing_to_plot(scorer: Scorer) -> None:
    with pytest.raises(ValueError, match="without a body"):
        strip_plot(scorer.score(sample.headline()), "")


def test_the_loudest_sentences_stand_in_order_and_as_written(scorer: Scorer) -> None:
    body = f"{sample.body()} Brutal   SAVAGERY shocked everybody, furious critics raged."
    tone = scorer.score(sample.headline(), body).body
    assert tone is not None
    loudest = loudest_sentences(tone, body)
    assert loudest[0][1] == "Brutal SAVAGERY shocked everybody, furious critics raged."
    assert [loudness for loudness, _ in loudest] == sorted((loudness for loudness, _ in loudest), reverse=True)


def test_the_gauge_says_in_words_what_it_shows(scorer: Scorer) -> None:
    score = scorer.score(sample.headline(), sample.body())
    drawn = gauge(score, scorer.thresholds)
    assert f"Heat {score.heat:.0f} of 100" in drawn
    assert score.verdict.capitalize() in drawn


def test_a_dot_is_read_out_with_its_own_loudness(scorer: Scorer) -> None:
    score = scorer.score(sample.headline(), sample.body())
    plot = strip_plot(score, sample.body()).to_dict()
    dots = plot["datasets"][plot["layer"][0]["data"]["name"]]
    assert plot["layer"][0]["encoding"]["description"]["field"] == "said"
    assert all(dot["said"].startswith(f"loudness {dot['exact']}: ") for dot in dots)


def test_the_headlines_name_stands_above_the_dots_of_a_short_story(scorer: Scorer) -> None:
    score = scorer.score(sample.headline(), "The council met on Tuesday.")
    plot = strip_plot(score, "The council met on Tuesday.").to_dict()
    [dot], [place] = (plot["datasets"][layer["data"]["name"]] for layer in plot["layer"][:2])
    assert place["at"] - dot["at"] > 3
