from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from levelhed.data.errors import InputError
from levelhed.model.artefact import packaged
from levelhed.model.scorer import Scorer
from levelhed.model.training.cased_text import capital_shares, name_words
from levelhed.model.training.command import train
from levelhed.model.training.corpora import read_corpora
from levelhed.model.training.fit import fit_blend, key, platt, threshold_for_precision
from levelhed.model.training.metrics import best_f1_threshold, calibration_error


@pytest.mark.datasets
def test_no_test_post_has_a_twin_in_training(datasets_dir: Path) -> None:
    corpora = read_corpora(datasets_dir)
    train_keys = {key(e.text) for e in corpora.clickbait}
    assert not train_keys & {key(e.text) for e in corpora.clickbait_test}
    assert len({key(e.text) for e in corpora.clickbait_test}) == len(corpora.clickbait_test)


@pytest.mark.datasets
def test_the_committed_artefact_has_the_error_its_manifest_claims(datasets_dir: Path, scorer: Scorer) -> None:
    posts = read_corpora(datasets_dir).clickbait_test
    rated = np.array([scorer.score(e.text).clickbait / 100 for e in posts])
    mse = float(np.mean((rated - np.array([e.target for e in posts])) ** 2))
    claimed = json.loads((packaged("fast") / "manifest.json").read_text())["metrics"]["clickbait"]["mse"]
    # The artefact stores its weights in half precision.
    assert mse == pytest.approx(claimed, abs=1e-4)
    assert mse < 0.034


def test_sets_that_cannot_be_left_out_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be left out"):
        train(tmp_path, tmp_path, without=["webis_clickbait_17"])


def test_capital_shares_ignore_lines_in_capitals() -> None:
    texts = ["The FBI said no.", "the fbi", "A fine day for the FBI", "EVERYTHING IS LOUD FBI"]
    assert capital_shares(texts)["fbi"] == pytest.approx(2 / 3)


def test_calibration_recovers_a_known_distortion() -> None:
    truth = np.random.default_rng(0).normal(size=20_000)
    target = 1 / (1 + np.exp(-truth))
    slope, intercept = platt((truth - 1) / 2, target)
    assert slope == pytest.approx(2, abs=0.05)
    assert intercept == pytest.approx(1, abs=0.05)
    assert calibration_error(target, target) < 1e-12
    assert calibration_error(target, np.full(len(target), 0.9)) > 0.3


def test_the_blend_rises_with_either_head() -> None:
    rng = np.random.default_rng(0)
    _, clickbait, exaggeration = fit_blend(rng.normal(-1, 1, 5_000), rng.normal(-1, 1, 5_000))
    assert clickbait > 0.3
    assert exaggeration > 0.3


def test_thresholds_hold_what_they_promise() -> None:
    score = np.arange(1_000.0)
    label = score >= 500
    threshold = threshold_for_precision(score, label, 0.8)
    assert label[score >= threshold].mean() >= 0.8
    assert label[score >= threshold - 1].mean() < 0.8
    with pytest.raises(ValueError, match="precision"):
        threshold_for_precision(score, np.zeros(1_000, dtype=bool), 0.5)
    assert best_f1_threshold(label, score / 1_000) == pytest.approx(0.5, abs=0.011)


def test_an_installed_scorer_names_what_made_it() -> None:
    scorer = Scorer.load()
    assert scorer.info.checksum == scorer.figures()["files"]["weights.npz"]


def test_names_are_told_by_their_capitals_inside_sentences() -> None:
    texts = ["The mayor met Okafor today in Lagos. Then she left.", "Later she and Okafor left for Lagos by train."]
    assert name_words(texts) == {"okafor", "lagos"}
