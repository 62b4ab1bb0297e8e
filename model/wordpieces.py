"""What the encoder reads: the keys of a line as word pieces, each told which token it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from levelhed.model.names import NAME
from levelhed.model.tokens import with_digits_alike
from tokenizers import Tokenizer

MOST_PIECES = 192
"""Pieces of a line that are read; the longest headline accepted (1,000 characters) has about 250, a sentence 40."""

_NAME_PIECE = "[unused0]"  # the vocabulary's own spare word; training gives it a meaning
_EMPTY = "."

_STANDING_IN = {1: "3", 2: "32", 3: "250", 4: "2015"}
_LONG = "25"  # and noughts


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one line, the two marks at its ends included, and the token each belongs to (-1: none)."""

    ids: tuple[int, ...]
    owners: tuple[int, ...]


class WordPieces:
    """Cuts keys into word pieces with the vocabulary in `file`, a ``tokenizer.json``.

    Numbers of as many digits read as one: read as they are, an age of 92 is three points calmer than one of 81. Those
    that stand in for all are the ones of several tried that move labelled rows least.

    Attributes
    ----------
    name_piece, mask_piece : int
        What a name, and a piece that is hidden in training, read as.
    """

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.name_piece = self.piece(_NAME_PIECE)
        self._first, self._last = self.piece("[CLS]", "<s>"), self.piece("[SEP]", "</s>")
        self.mask_piece = self.piece("[MASK]", "<mask>")

    def cut(self, lines: Sequence[Sequence[str | None]], most: int = MOST_PIECES) -> list[Pieces]:
        """Return the pieces of each line's keys; a line without any is read as a full stop that nobody owns."""
        kept = [[(i, key) for i, key in enumerate(keys) if key is not None] for keys in lines]
        words = [[_read_as(key) for _, key in line] or [_EMPTY] for line in kept]
        # One by one: a batch of a few lines takes longer, for it is dealt out to threads.
        encoded = [self._tokenizer.encode(own, is_pretokenized=True, add_special_tokens=False) for own in words]
        return [
            # Only added marks belong to no word, and none are added here.
            self._line(line, e.ids, [w for w in e.word_ids if w is not None], most)
            for line, e in zip(kept, encoded, strict=True)
        ]

    def piece(self, *spellings: str) -> int:
        """Return the number of a piece by the first of its spellings that the vocabulary has; KeyError for none."""
        for spelling in spellings:
            found = self._tokenizer.token_to_id(spelling)
            if found is not None:
                return int(found)
        raise KeyError(spellings[0])

    def _line(self, line: list[tuple[int, str]], ids: Sequence[int], words: Sequence[int], most: int) -> Pieces:
        named = {n for n, (_, key) in enumerate(line) if key == NAME}
        inner = [self.name_piece if w in named else i for i, w in zip(ids[:most], words, strict=False)]
        owners = [line[w][0] if line else -1 for w in words[:most]]
        return Pieces((self._first, *inner, self._last), (-1, *owners, -1))


def _read_as(key: str) -> str:
    return _EMPTY if key == NAME else with_digits_alike(key, _stand_in)


def _stand_in(length: int) -> str:
    return _STANDING_IN.get(length) or _LONG.ljust(length, "0")
