"""The additive reader: its tables fitted to people's labels and, where teachers are at hand, to what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from levelhed.model.features import Vocabulary
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.training.corpora import FOLDS, Row, outlet_folds
from levelhed.model.training.student import PENALTY, VECTOR_SCALE, Floats, fit_soft, learn_vocabulary, tfidf_rows
from levelhed.model.training.taught import Taught
from levelhed.model.training.vectors import mean_vectors
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_auc_score

TEACHER_SHARE = 0.5
"""Share of the teacher in the target of a row that people labelled too.

0.5 and 0.7 were tried on the first fold (table "Additive reader, first fold only" in ``model/README.md``).
"""

SOFT_WEIGHT = 0.5
"""Weight of a line that only the teacher speaks of, beside 1 for one that people labelled. Not swept."""

STATEMENT_WEIGHT = 0.1
"""Without a teacher: weight of a Wikipedia statement for `bias`, which it shares a label with but not a kind of text.

Swept by cross-validation before there were teachers: 0.1 gave a macro-F1 of 0.741 on BABE, 0.3 0.738, 1.0 0.715.
"""


@dataclass(frozen=True, slots=True)
class Student:
    """Fitted tables, log-odds: weights (3, n) of `vocabulary`, terms (3, n_words) of `words`, and intercepts (3,)."""

    vocabulary: Vocabulary
    weights: Floats
    words: Sequence[str]
    word_terms: Floats
    intercept: Floats


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything the student learns from, one row a line, labelled rows first.

    Attributes
    ----------
    rows : sequence of Row
    keys : sequence of keys
        How each of them reads.
    vocabulary, matrix
        N-grams and their TF-IDF rows.
    words : sequence of str
    vectors : callable or None
        Static vectors (n_words, m) of `words` by the teacher of a fold, or by all of them for None.
    taught : Taught or None
    labelled : int
    relabelled : array of shape (n_stock, 3) or None
        What the second reader says of the unlabelled lines; it saw every label, so no held-out figure may use it.
    """

    rows: Sequence[Row]
    keys: Sequence[Sequence[str | None]]
    vocabulary: Vocabulary
    matrix: sp.csr_matrix
    words: Sequence[str]
    vectors: Callable[[int | None], NDArray[np.float32]] | None
    taught: Taught | None
    labelled: int
    relabelled: Floats | None

    @classmethod
    def of(
        cls,
        rows: Sequence[Row],
        stock: Sequence[Row],
        lines: Sequence[Line],
        taught: Taught | None,
        words: Sequence[str] = (),
        vectors: Callable[[int | None], NDArray[np.float32]] | None = None,
        relabelled: Floats | None = None,
    ) -> Lesson:
        """Prepare the features of `rows` and, with teachers, of `stock`; `lines` are both as read."""
        keys = [line.keys for line in lines]
        vocabulary = learn_vocabulary(keys)
        rows_of = tfidf_rows(vocabulary, keys)
        return cls([*rows, *stock], keys, vocabulary, rows_of, words, vectors, taught, len(rows), relabelled)


def fit_student(lesson: Lesson, *, held_out: int | None = None) -> Student:
    """Fit the three heads; with `held_out`, on nothing that knows the labels of that fold."""
    weights = np.zeros((len(HEADS), len(lesson.vocabulary.hashes)))
    terms = np.zeros((len(HEADS), len(lesson.words)))
    intercept = np.zeros(len(HEADS))
    vectors = means = None
    if lesson.vectors is not None:
        vectors = lesson.vectors(held_out)
        means = mean_vectors(lesson.keys, {w: i for i, w in enumerate(lesson.words)}, vectors)
    for h, head in enumerate(HEADS):
        target, weight = targets(lesson, head, held_out)
        scale = np.float32(VECTOR_SCALE[head])
        dense = None if means is None or not scale else means * scale
        weights[h], own, intercept[h] = fit_soft(lesson.matrix, target, weight, PENALTY, dense)
        if dense is not None and vectors is not None:
            terms[h] = vectors @ (own * scale)
    return Student(lesson.vocabulary, weights, lesson.words, terms, intercept)


def targets(lesson: Lesson, head: str, held_out: int | None) -> tuple[Floats, Floats]:
    """Return the target (0-1) and weight of each row for one head."""
    n = len(lesson.rows)
    target, weight = np.zeros(n), np.zeros(n)
    h = HEADS.index(head)
    if lesson.taught is not None:
        if held_out is not None:
            labelled, stock = lesson.taught.rows[held_out], lesson.taught.stock[held_out]
        else:
            labelled = lesson.taught.of_rows(lesson.rows[: lesson.labelled])
            stock = lesson.taught.of_stock() if lesson.relabelled is None else lesson.relabelled
        soft = np.concatenate([labelled[:, h], stock[:, h]])
        target = np.nan_to_num(1 / (1 + np.exp(-soft)))
        weight = np.where(np.isnan(soft), 0.0, SOFT_WEIGHT)
    for i, row in enumerate(lesson.rows):
        if held_out is not None and row.fold == held_out:
            weight[i] = 0.0
        elif head in row.targets:
            share = TEACHER_SHARE if lesson.taught is not None else 0.0
            target[i] = share * target[i] + (1 - share) * row.targets[head]
            weight[i] = 1.0
        elif head == "bias" and "statement" in row.targets and lesson.taught is None:
            target[i], weight[i] = row.targets["statement"], STATEMENT_WEIGHT
    return target, weight


def out_of_fold(
    lesson: Lesson, score: Callable[[Student, list[int]], Floats], report: Callable[[str], None] = print
) -> Floats:
    """Return the log-odds of each labelled row by a student that never saw its fold, shape (labelled, 3).

    NaN where the row is in no fold.

    Parameters
    ----------
    score : callable
        Gives a student's log-odds of the rows at some indices, as serving reads them.
    """
    logits = np.full((lesson.labelled, len(HEADS)), np.nan)
    for fold in range(FOLDS):
        report(f"student {fold + 1} of {FOLDS}")
        own = [i for i in range(lesson.labelled) if lesson.rows[i].fold == fold]
        logits[own] = score(fit_student(lesson, held_out=fold), own)
    return logits


def outlets_held_out(lesson: Lesson) -> dict[str, float]:
    """Return the macro-F1 of `bias` by people's labels alone, with rows held out at random and with whole outlets.

    The teachers saw every outlet, so they must not speak here; both figures are of a student without them. Beside them
    stands what the name of the outlet tells by itself, ``outlet_alone``: rows held out at random, no word of them read.
    """
    own = [i for i in range(lesson.labelled) if "bias" in lesson.rows[i].targets and lesson.rows[i].group]
    if not own:
        return {}
    rows = [lesson.rows[i] for i in own]
    label = np.array([r.targets["bias"] for r in rows]) > 0.5
    found = {}
    for name, folds in (("random", [r.fold for r in rows]), ("outlets", outlet_folds(rows))):
        said = _alone(lesson, "bias", own, folds)
        found[name] = float(f1_score(label, said > 0, average="macro"))
    found["outlet_alone"] = float(f1_score(label, told_by_outlet(rows, label), average="macro"))
    return found


def told_by_outlet(rows: Sequence[Row], label: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return, for each of `rows`, whether `label` holds for most rows of its outlet in the other folds, shape (n,)."""
    folds, outlets = np.array([r.fold for r in rows]), np.array([r.group for r in rows])
    said = np.zeros(len(rows), dtype=bool)
    for fold in range(FOLDS):
        held = folds == fold
        for outlet in set(outlets[held]):
            own = outlets == outlet
            others = label[own & ~held]
            said[own & held] = 2 * others.sum() > len(others)
    return said


def without_research_only(lesson: Lesson) -> dict[str, dict[str, float]]:
    """Return what a reader learns without the research-only sets, beside one with them; both by people's labels alone.

    Without them Wikipedia's biased statements, which are free, stand in for both heads. The figure is the area under
    the ROC curve on the sets left out, since the two kinds of text have priors of their own.
    """
    free = replace(lesson, taught=None)
    n = len(lesson.rows)
    found = {}
    for head in ("exaggeration", "bias"):
        own = [i for i in range(lesson.labelled) if head in lesson.rows[i].targets]
        statements = [i for i in range(lesson.labelled) if "statement" in lesson.rows[i].targets]
        target, weight = np.zeros(n), np.zeros(n)
        weight[statements] = 1.0
        target[statements] = [lesson.rows[i].targets["statement"] for i in statements]
        weights, _, _ = fit_soft(lesson.matrix, target, weight, PENALTY)
        label = [lesson.rows[i].targets[head] for i in own]
        found[f"{head}: AUROC"] = {
            "default": float(roc_auc_score(label, _alone(free, head, own, [lesson.rows[i].fold for i in own]))),
            "without": float(roc_auc_score(label, lesson.matrix[own] @ weights)),
        }
    return found


def _alone(lesson: Lesson, head: str, own: Sequence[int], folds: Sequence[int]) -> Floats:
    # Held-out log-odds of the rows `own` by students that people's labels alone have taught.
    target, weight = targets(replace(lesson, taught=None), head, None)
    said = np.zeros(len(own))
    for fold in range(FOLDS):
        held = [own[n] for n, f in enumerate(folds) if f == fold]
        kept = weight.copy()
        kept[held] = 0.0
        weights, _, intercept = fit_soft(lesson.matrix, target, kept, PENALTY)
        said[[n for n, f in enumerate(folds) if f == fold]] = lesson.matrix[held] @ weights + intercept
    return said
