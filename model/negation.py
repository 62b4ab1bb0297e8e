"""Words that deny what follows them."""

from __future__ import annotations

from collections.abc import Mapping

NEGATORS: Mapping[str, str | None] = {
    **dict.fromkeys(("not", "never", "hardly", "scarcely", "neither", "nor"), None),
    **{"can't": "can", "cannot": "can", "won't": "will", "don't": "do", "doesn't": "does", "didn't": "did"},
    **{"isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "hasn't": "has", "haven't": "have"},
    **{"hadn't": "had", "wouldn't": "would", "couldn't": "could", "shouldn't": "should"},
}
"""Words that deny what follows, and what is left of each when the denial is taken out."""
