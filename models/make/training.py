"""Learning: Adam, the rate falling like a cosine until time is up.

The triphone head learns by a criterion, at first cross-entropy; the phone head always by that. What
is judged and kept is the average of the last steps' weights, which hears better than any of them.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, cast

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.make.copies import Copy
from models.make.features import CEPSTRA
from models.make.mixing import Batch, Classes, Mixer, Shape
from models.make.network import EVERY, Network, Size, Statistics
from models.make.tying import Ties

Criterion: TypeAlias = Callable[[Tensor, Tensor], Tensor]
"""From logits, (pieces, outputs, classes), and classes, (pieces, outputs) with -1 where there is
none, to a mean loss in nats."""

PIECES: Final = 64
OUTPUTS: Final = 48
RATE: Final = 0.002
_LEAST: Final = 0.01
"""Share of the rate that is left at the end."""
_WARMING: Final = 200
"""Steps until the rate is reached."""
_PHONES: Final = 0.3
"""How much the phone head counts."""
_LONGEST: Final = 2.0
"""Gradients are shortened to this."""
_SMALL: Final = 30.0
"""Frames added to each class when its share is counted."""
_KEPT: Final = 0.998
"""Share of the average that a step leaves as it is."""
_REPORT: Final = 500
_CHECKED: Final = 24


@dataclass(frozen=True, slots=True)
class Score:
    """How well frames are named."""

    loss: float
    """Of the triphone head, by the criterion that it learns by."""
    classes: float
    """Share of frames whose class is right."""
    phones: float
    """Share of frames whose phone is right."""

    def __str__(self) -> str:
        return f"loss {self.loss:.3f}, classes {self.classes:.3f}, phones {self.phones:.3f}"


def shape(size: Size) -> Shape:
    """The pieces that a network of this size learns from."""
    return Shape(OUTPUTS, EVERY, size.context)


def tied(copy: Copy, ties: Ties) -> tuple[Classes, Classes]:
    """Each frame's class and phone; -1 where a senone is no class of the triphone head."""
    classes = ties.outputs[copy.labels.senones]
    return np.where(classes < ties.classes, classes, -1), ties.phones[copy.labels.phones]


def statistics(copy: Copy, ties: Ties, batch: Batch) -> Statistics:
    """Means and deviations of what is shown, and each class's share of a copy's frames."""
    classes, phones = tied(copy, ties)
    frames = batch.cepstra.reshape(-1, len(CEPSTRA))
    return Statistics(
        frames.mean(0),
        frames.std(0),
        _shares(classes[classes >= 0], ties.classes),
        _shares(phones, ties.phone_classes),
    )


def _shares(labels: Classes, count: int) -> np.ndarray:
    counts = np.bincount(labels, minlength=count) + _SMALL
    return np.asarray(counts / counts.sum(), np.float32)


def cross_entropy(logits: Tensor, classes: Tensor) -> Tensor:
    """Each output by itself."""
    return functional.cross_entropy(logits.flatten(0, 1), classes.flatten(), ignore_index=-1)


def train(
    network: Network,
    mixer: Mixer,
    checks: Sequence[Batch],
    seconds: float,
    highest: float,
    path: Path,
    report: Callable[[str], None] = print,
    criterion: Criterion = cross_entropy,
) -> Score:
    """Learn for so long; `path` always holds the best so far, by its loss on `checks`.

    `highest`: the rate that it begins with.
    """
    optimizer = torch.optim.Adam(network.parameters(), highest, (0.9, 0.99), fused=True)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(_KEPT), use_buffers=True)
    mean = cast(Network, average.module)

    def keep(best: Score, when: str) -> Score:
        score = judge(mean, checks, criterion)
        report(f"{when}: {score}")
        if score.loss >= best.loss:
            return best
        mean.save(path)
        return score

    began, step, best = time.monotonic(), 0, Score(np.inf, 0.0, 0.0)
    while (gone := (time.monotonic() - began) / seconds) < 1:
        rate = highest * (_LEAST + (1 - _LEAST) * 0.5 * (1 + np.cos(np.pi * gone)))
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / _WARMING)
        learn(network, optimizer, mixer.draw(PIECES), criterion)
        average.update_parameters(network)
        step += 1
        if step % _REPORT == 0:
            best = keep(best, f"{gone:.1%}, step {step}")
    best = keep(best, f"end, step {step}")
    report(f"kept: {best}")
    return best


def learn(
    network: Network,
    optimizer: torch.optim.Optimizer,
    batch: Batch,
    criterion: Criterion = cross_entropy,
) -> float:
    """One step; the loss before it."""
    network.train()
    loss, _ = _losses(network, batch, criterion)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST)
    optimizer.step()
    return float(loss.detach())


def judge(
    network: Network, batches: Sequence[Batch], criterion: Criterion = cross_entropy
) -> Score:
    """The mean score over these."""
    network.eval()
    with torch.no_grad():
        scores = [_losses(network, batch, criterion)[1] for batch in batches]
    return Score(*np.mean([(s.loss, s.classes, s.phones) for s in scores], 0).tolist())


def checks(mixer: Mixer) -> list[Batch]:
    """What a network is judged by while it learns."""
    return [mixer.draw(PIECES) for _ in range(_CHECKED)]


def _losses(network: Network, batch: Batch, criterion: Criterion) -> tuple[Tensor, Score]:
    classes, phones = torch.from_numpy(batch.classes), torch.from_numpy(batch.phones)
    with torch.autocast("cpu", torch.bfloat16):
        heads = network(network.normalised(batch.cepstra))
    by_class, by_phone = (head.float() for head in heads)
    loss = criterion(by_class, classes)
    score = Score(
        float(loss.detach()),
        float((by_class.argmax(2) == classes).float().mean()),
        float((by_phone.argmax(2) == phones).float().mean()),
    )
    return loss + _PHONES * cross_entropy(by_phone, phones), score
