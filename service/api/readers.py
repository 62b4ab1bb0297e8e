"""The readers a service answers with: its own from the start, another one from its first use on."""

from __future__ import annotations

from threading import Lock

from levelhed.model.scorer import Scorer


class Readers:
    """Scorers by the name of their model, each loaded once whichever thread asks first.

    Parameters
    ----------
    default : str
        The model that answers where none is asked for; it is loaded here.
    scorer : Scorer, optional
        What to use for it instead of the installed one.
    """

    def __init__(self, default: str, scorer: Scorer | None = None) -> None:
        self.default = default
        self._loaded = {default: scorer or Scorer.load(default)}
        self._lock = Lock()

    def get(self, model: str | None = None) -> Scorer:
        """Return the scorer of `model`.

        Raises
        ------
        InputError
            As `Scorer.load`: ``unknown_model``, or ``missing_part`` where levelhed[deep] is not installed.
        """
        name = self.default if model is None else model
        if name not in self._loaded:
            # Only those wait that need a model which is not there yet.
            with self._lock:
                if name not in self._loaded:
                    self._loaded[name] = Scorer.load(name)
        return self._loaded[name]
