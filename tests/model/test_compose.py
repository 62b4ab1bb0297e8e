"""The one sum of a line: whose words count how much, what a denial may add, where a line of nothing stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from levelhed.model.compose import Calibration, compose
from levelhed.model.line import Line, read_line
from levelhed.model.linear import HEADS, Logits
from levelhed.model.marks import MARKS
from levelhed.model.names import Names

NAMES = Names(frozenset(), frozenset(["award", "council", "is", "mayor", "not", "plan", "says", "the", "to", "vile"]))
TERMS = {"award": 1.0, "vile": 2.0, "plan": -1.0}


class _Reader:
    """Says the same of a word wherever it stands; of every other word nothing."""

    name = "made"

    def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
        terms = [[TERMS.get(key or "", 0.0)] * len(HEADS) for line in lines for key in line.keys]
        return np.array(terms).reshape(-1, len(HEADS))


def _calibration(*, calm: float = -1.0, loaded: float = 0.0, shouted: float = 0.0) -> Calibration:
    marks = np.zeros((len(HEADS) + 1, len(MARKS)))
    marks[-1, MARKS.index("loaded_word")] = loaded
    marks[-1, MARKS.index("shouted_word")] = shouted
    plain = np.ones(len(HEADS))
    return Calibration.of({"slope": plain, "intercept": -plain, "calm": calm * plain, "marks": marks})


def _words(text: str, quoted: frozenset[str] = frozenset(), loaded: float = 0.0) -> dict[str, Logits]:
    line = read_line(text, NAMES, {}, body_quoted=quoted)
    parts = compose(_Reader(), _calibration(loaded=loaded), [line], {0: quoted}).parts(0)
    return {token.lower: own for token, own in zip(line.tokens, parts.words, strict=True)}


def test_somebody_elses_words_are_softer_and_softest_where_the_story_quotes_them_too() -> None:
    own, said, quoted = (
        _words(text)["vile"][0]
        for text in ("The council plan is vile", "Council says the plan is vile", "Council 'the plan is vile'")
    )
    repeated = _words("Council 'the plan is vile'", frozenset({"vile"}))["vile"][0]
    assert 0.0 < repeated < quoted < said < own == TERMS["vile"]
    assert _words("Vile council 'to plan'")["vile"][0] == TERMS["vile"]
    assert _words("Council 'the plan is vile'", frozenset({"plan"}))["vile"][0] == quoted
    assert _words("Council says the plan is vile", frozenset({"vile"}))["vile"][0] == said


def test_a_plain_word_in_scare_quotes_is_the_outlets_own() -> None:
    assert _words("Council 'award' to mayor")["award"][0] == TERMS["award"]
    assert _words("Council 'award' to mayor", frozenset({"award"}))["award"][0] < TERMS["award"]


def test_what_calms_a_line_calms_it_whoever_says_it() -> None:
    assert _words("Council 'the plan is vile'")["plan"][0] == TERMS["plan"]


def test_what_marks_a_loaded_word_is_as_soft_as_the_word() -> None:
    own, quoted = (_words(text, loaded=1.0)["vile"][-1] for text in ("The plan is vile", "Mayor 'the plan is vile'"))
    assert 0.0 < quoted < own == 1.0


def test_a_mark_adds_its_weight_as_often_as_it_counts_whoever_is_quoted() -> None:
    for text, each in (("The plan is VILE", 2.0), ("The PLAN is VILE", 1.25), ("Mayor: 'the plan is VILE'", 2.0)):
        line = read_line(text, NAMES, {})
        parts = compose(_Reader(), _calibration(shouted=2.0), [line]).parts(0)
        assert [parts.words[i, -1] for i in line.capitals.shouted] == pytest.approx([each] * len(line.capitals.shouted))


def test_what_a_reader_says_counts_by_the_slope() -> None:
    slope = np.array([0.5, 1.0, 2.0])
    calibration = replace(_calibration(), slope=slope)
    line = read_line("The plan is vile", NAMES, {})
    assert compose(_Reader(), calibration, [line]).parts(0).words[3, :-1] == pytest.approx(slope * TERMS["vile"])


def test_a_denial_is_no_louder_than_the_plain_statement() -> None:
    texts = ("The plan is not vile", "The plan is vile", "Mayor 'the plan is not vile'", "Mayor 'the plan is vile'")
    lines = [read_line(text, NAMES, {}) for text in texts]
    by_body = {2: frozenset({"vile"}), 3: frozenset({"vile"})}

    class Louder(_Reader):
        def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
            denying = np.array([[key == "not"] * len(HEADS) for line in lines for key in line.keys])
            return super().read(lines) + 3.0 * denying

    composed = compose(Louder(), _calibration(), lines, by_body)
    for denied, plain in ((0, 1), (2, 3)):
        assert composed.logits[denied] == pytest.approx(composed.logits[plain])
        assert composed.parts(denied).logits == pytest.approx(composed.logits[denied])


def test_what_a_denial_adds_is_taken_off_all_of_its_words_together() -> None:
    class Louder(_Reader):
        def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
            return super().read(lines) + [[3.0 * (key == "not")] for line in lines for key in line.keys]

    line = read_line("The plan is not vile, not to the mayor", NAMES, {})
    assert len(line.negators) == 2
    composed = compose(Louder(), _calibration(), [line])
    assert composed.parts(0).logits == pytest.approx(composed.logits[0])


def test_a_denial_that_calms_is_left_as_it_is() -> None:
    class Calmer(_Reader):
        def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
            return super().read(lines) - [[3.0 * (key == "not")] for line in lines for key in line.keys]

    lines = [read_line(text, NAMES, {}) for text in ("The plan is not vile", "The plan is vile")]
    composed = compose(Calmer(), _calibration(), lines)
    assert composed.logits[0, :-1] == pytest.approx(composed.logits[1, :-1] - 3.0)


def test_to_leave_words_out_changes_no_parts_but_its_own() -> None:
    parts = compose(_Reader(), _calibration(), [read_line("The plan is vile", NAMES, {})]).parts(0)
    before = parts.logits
    assert parts.without([3], whole=False).logits == pytest.approx(before - parts.words[3])
    assert parts.words[3].any()
    assert parts.logits == pytest.approx(before)


def test_the_way_to_a_calm_line_is_shared_by_what_is_read() -> None:
    lines = [read_line(text, NAMES, {}) for text in ("The plan", "...", "", "Opinion | The plan")]
    assert [line.read for line in lines] == [2, 1, 0, 2]
    composed = compose(_Reader(), _calibration(calm=-3.0), lines)
    # From the calm line's -3 to the -1 of a line of nothing.
    assert composed.parts(0).words[:, 0] == pytest.approx([1.0, 1.0 + TERMS["plan"]])
    assert composed.parts(3).words[:, 0] == pytest.approx([0.0, 0.0, 1.0, 1.0 + TERMS["plan"]])
    assert composed.parts(1).words[:, 0] == pytest.approx([2.0])
    assert composed.parts(2).line[:-1] == pytest.approx([2.0] * len(HEADS))
    for i in range(len(lines)):
        assert composed.parts(i).logits == pytest.approx(composed.logits[i])


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"slope": np.ones(2)}, "calibration"),
        ({"intercept": np.ones(4)}, "calibration"),
        ({"calm": np.ones((3, 1))}, "calibration"),
        ({"marks": np.zeros((len(HEADS), len(MARKS)))}, "marks"),
        ({"marks": np.zeros((len(HEADS) + 1, len(MARKS) + 1))}, "marks"),
    ],
)
def test_a_calibration_of_another_shape_is_refused(changed: dict[str, np.ndarray], fault: str) -> None:
    plain = np.ones(len(HEADS))
    arrays = {"slope": plain, "intercept": plain, "calm": plain, "marks": np.zeros((len(HEADS) + 1, len(MARKS)))}
    with pytest.raises(KeyError, match=fault):
        Calibration.of({**arrays, **changed})
