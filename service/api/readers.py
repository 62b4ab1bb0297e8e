"""The readers a service answers with: its own from the start, another one from its first use on."""

from __future__ import annotations

from threading import Lock

from levelhed.data.errors import InputError
from levelhed.model import contextual
from levelhed.model.scorer import MODELS, Scorer


class Readers:
    """Scorers by the name of their model, each loaded once whichever thread asks first.

    Parameters
    ----------
    default : str
        The model that answers where none is asked for.
    scorer : Scorer, optional
        What to use for it instead of the installed one.
    remembered : int
        Sentences that each keeps as it read them; see `Scorer`.

    Raises
    ------
    InputError
        ``unknown_model``, or ``missing_part`` where what the default one needs is not installed.
    """

    def __init__(self, default: str, scorer: Scorer | None = None, remembered: int = 0) -> None:
        if default not in MODELS:
            raise InputError("unknown_model", "model", f"{default!r} is not a model; use {' or '.join(MODELS)}")
        if default == "deep" and scorer is None and not contextual.is_installed():
            raise InputError("missing_part", "the deep model", "needs onnxruntime; install levelhed[deep]")
        self.default = default
        self._loaded = {default: scorer} if scorer else {}
        self._remembered = remembered
        self._lock = Lock()

    @property
    def ready(self) -> bool:
        """Whether the default model is loaded."""
        return self.default in self._loaded

    def name(self, model: str | None) -> str:
        """Return the name of the model that a request asks for."""
        return self.default if model is None else model

    def get(self, model: str | None = None) -> Scorer:
        """Return the scorer of `model`; the first to ask loads it.

        Raises
        ------
        InputError
            As `Scorer.load`: ``unknown_model``, or ``missing_part`` where levelhed[deep] is not installed.
        """
        name = self.name(model)
        if name not in self._loaded:
            # Only those wait that need a model which is not there yet.
            with self._lock:
                if name not in self._loaded:
                    self._loaded[name] = Scorer.load(name, remembered=self._remembered)
        return self._loaded[name]
