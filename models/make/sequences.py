"""The second criterion: how much likelier a whole row of sounds is than all it might be taken for.

Maximum mutual information, with the scales and priors that the recogniser searches with, and the
denominator in place of a lattice. A share of the first criterion stays, so that a class' score goes
on meaning how likely it is: `[unk]`, which the other head scores, is weighed against it.
"""

from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.make.denominator import Denominator
from models.make.features import Floats
from models.make.nnet3_export import taken_for
from models.make.training import cross_entropy
from voiceguide.language.tuning import SEARCH

_FRAMES: Final = 0.3
"""How much the first criterion counts still; this one counts the rest."""


class MutualInformation:
    """A `Criterion`: by whole pieces."""

    def __init__(self, denominator: Denominator, priors: Floats) -> None:
        """`priors`: (classes,) how common each is."""
        self._denominator = denominator
        self._priors = torch.from_numpy(np.log(taken_for(priors)).astype(np.float32))

    def __call__(self, logits: Tensor, classes: Tensor) -> Tensor:
        """See `Criterion`."""
        heard = functional.log_softmax(logits.detach(), 2) - self._priors
        likelihoods = (SEARCH.acoustic_scale * heard).transpose(0, 1).contiguous()
        occupied, total = self._denominator.occupancy(likelihoods.numpy())
        named = classes.clamp(min=0)
        wrong = torch.from_numpy(occupied).transpose(0, 1) - functional.one_hot(
            named, logits.shape[2]
        )
        wrong[classes < 0] = 0
        said = likelihoods.transpose(0, 1).gather(2, named[..., None]).sum()
        lost = (float(total.sum()) - said) / SEARCH.acoustic_scale / classes.numel()
        whole: Tensor = _Known.apply(logits, lost, wrong / classes.numel())
        return _FRAMES * cross_entropy(logits, classes) + (1 - _FRAMES) * whole


class _Known(torch.autograd.Function):
    """A loss whose value and gradient are worked out elsewhere."""

    @staticmethod
    def forward(context: Any, logits: Tensor, loss: Tensor, gradient: Tensor) -> Tensor:
        context.save_for_backward(gradient)
        return loss.clone()

    @staticmethod
    def backward(context: Any, outer: Tensor) -> tuple[Tensor, None, None]:
        (gradient,) = context.saved_tensors
        return outer * gradient, None, None
