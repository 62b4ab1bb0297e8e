from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from levelhed.data.errors import InputError
from levelhed.model.artefact import packaged
from levelhed.model.inflections import inflects
from levelhed.model.linear import HEADS
from levelhed.model.marks import MARKS
from levelhed.model.scorer import Scorer
from levelhed.model.training.augmented import LEAST_WORDS, augmented
from levelhed.model.training.calibrate import (
    PROMISED,
    fit_blend,
    fit_calibration,
    mark_values,
    promised,
    threshold_for_precision,
)
from levelhed.model.training.cased_text import capital_shares, name_words
from levelhed.model.training.command import train
from levelhed.model.training.corpora import FOLDS, Corpora, Row, key, outlet_folds, read_corpora
from levelhed.model.training.dictionary import dictionary_words
from levelhed.model.training.fast import told_by_outlet
from levelhed.model.training.lexicon import Lexicon
from levelhed.model.training.metrics import best_f1_threshold, calibration_error, figures
from levelhed.model.training.student import fit_soft, learn_vocabulary, tfidf_rows
from levelhed.model.training.taught import LARGER_SHARE, Larger, Taught
from levelhed.model.training.work_folder import open_work_folder

if TYPE_CHECKING:
    from levelhed.model.wordpieces import WordPieces


@pytest.mark.datasets
def test_no_test_post_has_a_twin_in_training(datasets_dir: Path) -> None:
    corpora = read_corpora(datasets_dir)
    test = {key(r.text) for r in corpora.test}
    trained = [key(r.text) for r in [*corpora.rows, *corpora.stock]]
    assert not test & set(trained)
    assert len(test) == len(corpora.test)
    assert len(trained) == len(set(trained))


@pytest.mark.datasets
def test_every_labelled_row_is_held_out_once_and_outlets_stay_whole(datasets_dir: Path) -> None:
    rows = read_corpora(datasets_dir).of("bias")
    assert {r.fold for r in rows} == set(range(FOLDS))
    folds: dict[str, set[int]] = {}
    for row, fold in zip(rows, outlet_folds(rows), strict=True):
        folds.setdefault(row.group, set()).add(fold)
    assert all(len(own) == 1 for own in folds.values())


def test_an_outlet_is_told_by_its_rows_in_other_folds() -> None:
    rows = [Row("", "babe_sg2", {}, fold, group=group) for fold, group in enumerate("aaabc")]
    label = np.array([True, True, False, True, False])
    assert told_by_outlet(rows, label).tolist() == [False, False, True, False, False]


@pytest.mark.datasets
def test_the_committed_artefact_has_the_error_its_manifest_claims(datasets_dir: Path, scorer: Scorer) -> None:
    posts = read_corpora(datasets_dir).test
    rated = np.array([scorer.score(r.text).clickbait / 100 for r in posts])
    mse = float(np.mean((rated - np.array([r.targets["clickbait"] for r in posts])) ** 2))
    claimed = json.loads((packaged("fast") / "manifest.json").read_text())["test"]["mse"]["value"]
    assert mse == pytest.approx(claimed, abs=1e-9)
    assert mse < 0.0332


def test_sets_that_cannot_be_left_out_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be left out"):
        train(tmp_path, tmp_path, work=tmp_path, without=["webis_clickbait_17"])


def test_a_folder_that_is_no_encoder_teaches_nothing(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the larger teacher needs levelhed[teacher]")
    with pytest.raises(InputError, match=r"holds no model\.safetensors"):
        train(tmp_path, tmp_path, work=tmp_path, larger=tmp_path)


def test_what_a_training_with_other_options_left_is_not_taken_up(tmp_path: Path) -> None:
    work = tmp_path / "build" / "train"
    open_work_folder(work, {"without": [], "larger_teacher": None})
    open_work_folder(work, {"larger_teacher": None, "without": []})
    with pytest.raises(InputError, match=r"holds what a training with other options left.*--work"):
        open_work_folder(work, {"without": ["babe_sg2"], "larger_teacher": None})
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made"):
        open_work_folder(tmp_path / "file" / "train", {})


def test_larger_teachers_speak_of_clickbait_where_they_have_read_a_line() -> None:
    rows = [Row("a", "posts", {}, fold=0), Row("b", "posts", {}, fold=1), Row("c", "helps", {})]
    said = np.arange(FOLDS * 3 * 3, dtype=float).reshape(FOLDS, 3, 3)
    alone = Taught(said, said)
    both = Taught(said, said, Larger(np.array([10.0, np.nan, np.nan]), np.array([np.nan, 20.0, np.nan])))
    assert alone.of_rows(rows) == pytest.approx(alone.unseen(rows))
    of_rows, of_stock = both.of_rows(rows), both.of_stock()
    assert of_rows[0, 0] == pytest.approx(LARGER_SHARE * 10 + (1 - LARGER_SHARE) * said[0, 0, 0])
    assert of_stock[1, 0] == pytest.approx(LARGER_SHARE * 20 + (1 - LARGER_SHARE) * said[:, 1, 0].mean())
    of_rows[0, 0], of_stock[1, 0] = alone.unseen(rows)[0, 0], said[:, 1, 0].mean()
    assert of_rows == pytest.approx(alone.unseen(rows))
    assert of_stock == pytest.approx(said.mean(0))


def test_larger_teachers_speak_only_of_posts_that_they_never_saw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch", reason="the larger teacher needs levelhed[teacher]")
    from levelhed.model.training import larger

    posts = [
        Row(" ".join(f"{letter}{n}" for letter in "abcdef"), "webis_clickbait_17", {HEADS[0]: 0.5}) for n in range(20)
    ]
    stock = [Row(f"headline {n}", "stop_clickbait", {}) for n in range(9)]
    trained: list[set[str]] = []
    asked: list[str] = []

    def train_encoder(data: list[str], *_: object, **__: object) -> int:
        trained.append(set(data))
        return len(trained)

    def read(teacher: int, lines: list[str], _: object) -> np.ndarray:
        assert not trained[teacher - 1] & set(lines)
        asked.extend(lines)
        return np.full((len(lines), len(HEADS)), float(teacher))

    monkeypatch.setattr(larger, "threads", lambda: None)
    monkeypatch.setattr(larger, "WordPieces", lambda _: None)
    monkeypatch.setattr(larger, "items", lambda rows, *_: [row.text for row in rows])
    monkeypatch.setattr(larger, "train_encoder", train_encoder)
    monkeypatch.setattr(larger, "read", read)
    corpora = Corpora([*posts, Row("no post", "babe_sg2", {"bias": 1.0})], [], stock, [])
    nothing = Taught(np.zeros((FOLDS, 21, 3)), np.zeros((FOLDS, 9, 3)))
    taught = larger.teach_further(corpora, nothing, list, tmp_path, tmp_path, lambda _: None)
    # One teacher of each dealing reads a line: 1 or 2, and 3 or 4.
    assert {asked.count(row.text) for row in (*posts, *stock)} == {2}
    assert taught.larger is not None
    assert set(taught.larger.rows[:20]) == {2.0, 2.5, 3.0} == set(taught.larger.stock)
    assert math.isnan(taught.larger.rows[20])
    assert {said for _, said in taught.larger.made} == {1.0, 2.0, 3.0, 4.0}
    again = larger.teach_further(corpora, nothing, list, tmp_path, tmp_path, lambda _: None)
    assert len(trained) == 4
    assert again.larger is not None
    assert again.larger.made == taught.larger.made


def test_the_second_reader_is_the_mean_of_its_trainings_where_larger_teachers_speak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch", reason="the second reader's training needs levelhed[teacher]")
    from levelhed.model.training import deep

    seeds: list[int] = []

    def train_encoder(*_: object, seed: int, kept: Path, **__: object) -> None:
        seeds.append(seed)
        kept.write_text(str(seed))

    monkeypatch.setattr(deep, "threads", lambda: None)
    monkeypatch.setattr(deep, "base_folder", Path)
    monkeypatch.setattr(deep, "WordPieces", lambda _: None)
    monkeypatch.setattr(deep, "deep_items", lambda *_: [])
    monkeypatch.setattr(deep, "soup", lambda _: SimpleNamespace(state_dict=dict))
    monkeypatch.setattr(deep, "train_encoder", train_encoder)
    monkeypatch.setattr(deep, "averaged", lambda files: {int(file.read_text()) for file in files})
    corpora = Corpora([], [], [], [])
    nothing = np.zeros((FOLDS, 0, 3))
    alone = Taught(nothing, nothing)
    both = Taught(nothing, nothing, Larger(np.zeros(0), np.zeros(0)))
    for taught, count in ((alone, 1), (both, deep.TRAININGS)):
        seeds.clear()
        work = tmp_path / str(count)
        work.mkdir()
        served = deep.train_deep(corpora, taught, list, work, lambda _: None)
        assert served == set(seeds)
        assert len(served) == count
        # A training that was cut off between two goes on with the second.
        (work / f"deep-{count - 1}.pt").unlink()
        assert deep.train_deep(corpora, taught, list, work, lambda _: None) == served
        assert len(seeds) == count + 1


def test_lines_made_from_posts_keep_to_the_group_that_their_teacher_never_saw() -> None:
    posts = [
        "You will not believe what the mayor said",
        "This is what the council said about the park",
        "Nine ways to save what the bank took",
        "Here is what the judge saw in the park",
        "Too short",
    ]
    groups = [0, 1, 0, 1, 0]
    made = augmented(posts, groups, random.Random(1))
    assert made == augmented(posts, groups, random.Random(1))
    assert {n for n, _ in made} == {0, 1, 2, 3}
    assert {(0, "You will not believe what the bank took"), (1, "This is what the judge saw in the park")} <= set(made)
    for n, line in made:
        words, own = line.split(), posts[n].split()
        assert words != own
        assert len(words) >= LEAST_WORDS
        # A stretch, a crossing or words in others' places.
        crossed = any(line.endswith(" ".join(posts[m].split()[-2:])) for m in range(4) if groups[m] == groups[n])
        assert line in posts[n] or crossed or (len(words) == len(own) and words[0] == own[0])


def test_capital_shares_ignore_lines_in_capitals() -> None:
    texts = ["The FBI said no.", "the fbi", "A fine day for the FBI", "EVERYTHING IS LOUD FBI"]
    assert capital_shares(texts)["fbi"] == pytest.approx(2 / 3)


def test_calibration_recovers_a_known_distortion_and_keeps_the_floors() -> None:
    truth = np.random.default_rng(0).normal(size=20_000)
    target = 1 / (1 + np.exp(-truth))
    none = np.zeros((len(truth), len(MARKS)))
    slope, intercept, marks = fit_calibration("exaggeration", (truth - 1) / 2, none, target)
    assert slope == pytest.approx(2, abs=0.05)
    assert intercept == pytest.approx(1, abs=0.05)
    blend = (0.0, 0.4, 0.6)
    weights = np.stack([marks, marks, marks])
    assert blend[1] * marks + blend[2] * marks + promised(weights, blend) == pytest.approx(
        [max(PROMISED.get(m, 0.0), w) for m, w in zip(MARKS, marks, strict=True)]
    )
    assert calibration_error(target, target) < 1e-12
    assert calibration_error(target, np.full(len(target), 0.9)) > 0.3


def test_marks_of_a_line_add_up() -> None:
    values = mark_values([[(0, 2, 1.0), (0, 4, 1.0), (1, None, 1.0)], []])
    assert values[0, :2].tolist() == [2.0, 1.0]
    assert not values[1].any()


def test_a_graded_fit_finds_the_odds_it_was_given() -> None:
    keys = [["calm", "word"], ["loud", "word"]] * 200
    vocabulary = learn_vocabulary(keys)
    matrix = tfidf_rows(vocabulary, keys)
    target = np.array([0.2, 0.8] * 200)
    weights, _, intercept = fit_soft(matrix, target, np.ones(400), 1e-3)
    said = 1 / (1 + np.exp(-(matrix @ weights + intercept)))
    assert said == pytest.approx(target, abs=0.01)


def test_an_interval_holds_its_figure() -> None:
    rng = np.random.default_rng(0)
    values = rng.uniform(size=2_000)
    found = figures(values, values * 0.5, {"mean": lambda t, p: float(p.mean())})["mean"]
    low, high = found["interval"]  # type: ignore[misc]
    assert low < found["value"] < high  # type: ignore[operator]
    assert high - low < 0.02


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
    assert scorer.info.checksum == scorer.figures()["checksum"]


def test_names_are_told_by_their_capitals_inside_sentences() -> None:
    texts = ["The mayor met Okafor today in Lagos. Then she left.", "Later she and Okafor left for Lagos by train."]
    assert name_words(texts) == {"okafor", "lagos"}


def test_sharing_points_out_never_moves_what_a_line_is_said_to_be() -> None:
    torch = pytest.importorskip("torch", reason="the encoder is trained with levelhed[teacher]")
    from levelhed.model.training.encoder import TASKS, Batch, Encoder, _shapley_loss
    from levelhed.model.wordpieces import Pieces

    class Told(torch.nn.Module):
        heads = torch.nn.Linear(4, len(TASKS) + 1)

        def forward(self, ids: object, mask: object) -> object:
            return self.heads(torch.nn.functional.one_hot(ids % 4, 4).float() * mask[..., None])

    torch.manual_seed(20)
    both = [Pieces((101, 7, 8, 9, 102), (-1, 0, 1, 2, -1)), Pieces((101, 5, 102), (-1, 0, -1))]
    batch = Batch.of(both, torch.device("cpu"))
    terms = torch.randn(*batch.ids.shape, len(TASKS) + 1, requires_grad=True)
    encoder: Encoder = Told()  # type: ignore[assignment]
    _shapley_loss(encoder, batch, terms).backward()
    moved = terms.grad[..., : len(HEADS)] * batch.inner[..., None]
    assert moved[0].abs().max() > 1e-3
    assert moved.sum(1).abs().max() < 1e-6


def test_the_encoder_computes_on_one_device(monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch", reason="the encoder is trained with levelhed[teacher]")
    from levelhed.model.training import encoder as training
    from levelhed.model.wordpieces import Pieces

    class Told(torch.nn.Module):
        # A device without numbers stands for a GPU: whatever is left on the processor is refused beside it.
        device = torch.device("meta")
        heads = torch.nn.Linear(4, len(training.TASKS) + 1, device="meta")

        def forward(self, ids: object, mask: object) -> object:
            return self.heads(torch.nn.functional.one_hot(ids % 4, 4).float() * mask[..., None])

    class Cutter:
        def cut(self, lines: Sequence[object], most: int) -> list[Pieces]:
            return [pieces for _ in lines]

    monkeypatch.setattr(training, "half", lambda _: nullcontext())
    pieces = Pieces((101, 7, 8, 102), (-1, 0, 1, -1))
    labelled = Row("a b", "posts", {"clickbait": 0.2}, cue=("a",))
    told = training.Item(pieces, labelled, (0.0, 1.0, 0.0, 0.0), (0.1, math.nan, 0.3))
    encoder: training.Encoder = Told()  # type: ignore[assignment]
    loss = training._loss(encoder, [told, training.Item(pieces, labelled)], 103, 0.0, training.TASKS)
    assert loss.device == encoder.device
    loss.backward()  # type: ignore[no-untyped-call]
    cutter: WordPieces = Cutter()  # type: ignore[assignment]
    with pytest.raises(NotImplementedError, match="Cannot copy out of meta tensor"):
        training.read(encoder, Lexicon.of(["A calm line."]).read_lines(["A calm line."]), cutter)


def test_a_dictionary_knows_words_and_their_forms_and_no_names() -> None:
    words = dictionary_words()
    assert {"gutless", "wrung", "pips", "dithering", "headlights", "unwind"} <= words
    assert not {"london", "biden", "s", "it's"} & words


def test_every_word_of_the_dictionary_is_found_by_a_shorter_one_or_itself() -> None:
    lexicon = Lexicon.of(["The council told Dithering to wring it out.", "And Dithering was told by it to go."])
    assert {"council", "wring"} <= lexicon.known
    assert "dithering" in lexicon.learned
    assert not {"council", "wring", "dithering"} & lexicon.spelt
    assert "headlight" in lexicon.spelt
    assert "headlights" not in lexicon.spelt
    untold = dictionary_words() - lexicon.learned - lexicon.known
    found = [w for w in untold if w in lexicon.spelt or inflects(w, lexicon.spelt) or inflects(w, lexicon.known)]
    assert len(found) == len(untold)


def test_a_training_that_was_cut_off_goes_on_to_the_same_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = pytest.importorskip("torch", reason="the encoder is trained with levelhed[teacher]")
    from levelhed.model.training import encoder as training
    from levelhed.model.wordpieces import Pieces

    class Small(torch.nn.Module):
        def __init__(self, *_: object) -> None:
            super().__init__()
            self.table = torch.nn.Embedding(200, 4)
            self.dropout = torch.nn.Dropout(0.5)
            self.heads = torch.nn.Linear(4, len(training.TASKS) + 1)
            self.device = torch.device("cpu")

        def forward(self, ids: object, _: object) -> object:
            return self.heads(self.dropout(self.table(ids)))

    def cut_off(told: str) -> None:
        if "epoch 2" in told:
            raise KeyboardInterrupt

    def trained(kept: Path, report: Callable[[str], None] = lambda _: None) -> None:
        cutter: WordPieces = SimpleNamespace(mask_piece=103)  # type: ignore[assignment]
        training.train_encoder(data, cutter, seed=20, epochs=3, pieces_a_batch=40, kept=kept, report=report)

    monkeypatch.setattr(training, "Encoder", Small)
    drawn = random.Random(20)
    data = [
        training.Item(Pieces((101, *drawn.sample(range(2, 100), 6), 102), (-1, *range(6), -1)), Row("", "posts", own))
        for own in [{"clickbait": n / 60, "bias": float(n % 2)} for n in range(60)]
    ]
    trained(tmp_path / "whole.pt")
    with pytest.raises(KeyboardInterrupt):
        trained(tmp_path / "cut.pt", cut_off)
    assert not (tmp_path / "cut.pt").exists()
    epochs: list[str] = []
    trained(tmp_path / "cut.pt", epochs.append)
    assert [told.split(":")[0].strip() for told in epochs] == ["epoch 2", "epoch 3"]
    whole, cut = (training.load_weights(tmp_path / f"{name}.pt") for name in ("whole", "cut"))
    assert all(torch.equal(whole[name], cut[name]) for name in whole)
    assert {file.name for file in tmp_path.iterdir()} == {"whole.pt", "cut.pt"}
