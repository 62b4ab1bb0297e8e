from __future__ import annotations

from typing import get_args

from levelhed.model import Scorer
from levelhed.model.rules import rules
from levelhed.model.score import EvidenceKind


def test_every_rule_speaks_of_a_kind_of_evidence_and_names_where_it_was_read() -> None:
    assert set(rules()) <= set(get_args(EvidenceKind))
    assert all(rule.source and rule.says and rule.link.startswith("https://") for rule in rules().values())


def test_a_shout_cites_the_rule_on_capitals(scorer: Scorer) -> None:
    score = scorer.score("Biden shows more SPINE against Putin")
    assert {s.rule for s in score.evidence if s.kind == "shouted_word"} == {"ap-headline-capitals"}
    assert {s.rule for s in score.evidence if s.kind == "other"} == {None}
