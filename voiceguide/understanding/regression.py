"""Multinomial logistic regression over sparse words and a dense vector side by side.

scikit-learn holds both in one sparse matrix, which takes fifteen times as long.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_ITERATIONS: Final = 300
_STEEP: Final = 1e-6
"""Slope of the mean loss at which the weights are taken as found."""


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Weights by class; shapes (features, classes), (dimensions, classes), (classes,)."""

    words: Floats
    vector: Floats
    bias: Floats


def fit(
    words: Any, vectors: Floats, labels: npt.NDArray[np.intp], classes: int, strength: float
) -> Coefficients:
    """The weights that tell `labels` (0 to `classes` - 1) apart best. Needs scipy.

    `words` is a float32 CSR matrix (lines, features), `vectors` (lines, dimensions); `strength` is
    the inverse of the regularisation. The same input gives the same weights.
    """
    from scipy.optimize import minimize

    lines, features, dimensions = len(labels), words.shape[1], vectors.shape[1]
    across = words.T.tocsr()
    wanted = np.zeros((lines, classes), np.float32)
    wanted[np.arange(lines), labels] = 1.0

    def split(flat: npt.NDArray[Any]) -> Coefficients:
        rows = flat.astype(np.float32).reshape(-1, classes)
        return Coefficients(rows[:features], rows[features:-1], rows[-1])

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        """Mean loss, and its slope."""
        now = split(flat)
        scores = words @ now.words + vectors @ now.vector + now.bias
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        whole = odds.sum(axis=1, keepdims=True)
        missed = float((np.log(whole[:, 0]) - (scores * wanted).sum(axis=1)).sum())
        off = odds / whole - wanted
        bias = off.sum(axis=0, keepdims=True)
        slope = np.concatenate([across @ off, vectors.T @ off, bias]).astype(np.float64).ravel()
        slope[:-classes] += flat[:-classes] / strength
        size = float((flat[:-classes] ** 2).sum()) / (2 * strength)
        return (missed + size) / lines, slope / lines

    start = np.zeros((features + dimensions + 1) * classes)
    limits = {"maxiter": _ITERATIONS, "gtol": _STEEP}
    # scipy's type stubs want arrays with the number of dimensions in their type.
    found = minimize(  # type: ignore[call-overload]
        loss, start, jac=True, method="L-BFGS-B", options=limits
    )
    return split(found.x)
