"""The network: a factorised time-delay network (TDNN-F) that says one phone state every 30 ms.

After Povey and others, "Semi-orthogonal low-rank matrix factorization for deep neural networks"
(Interspeech 2018), without the constraint. Nine spliced frames, then blocks that each look one
output frame back and one ahead, then two heads: tied triphone states, and phones alone, of which
the graph makes `[unk]`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.make.features import BANDS, Floats

SPLICED: Final = 9
EVERY: Final = 3
BYPASS: Final = 0.66
LAST: Final = 160
_EPSILON: Final = 1e-3
_MOMENTUM: Final = 0.02
_NORM: Final = {"g": "weight", "b": "bias"}
_NORM_STATE: Final = {"m": "running_mean", "v": "running_var"}


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is."""

    hidden: int = 416
    bottleneck: int = 104
    blocks: int = 8

    @property
    def context(self) -> int:
        """Frames of 10 ms that it looks back and ahead."""
        return SPLICED // 2 + EVERY * self.blocks


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is fixed before learning."""

    mean: Floats
    """(40,) of the cepstra."""
    deviation: Floats
    class_priors: Floats
    phone_priors: Floats


class Network(nn.Module):
    """(pieces, frames, 40) cepstra in, logits of both heads out.

    `frames` = 3 * (outputs - 1) + 9 + 6 * blocks.
    """

    def __init__(self, size: Size, statistics: Statistics) -> None:
        super().__init__()
        self.size, self.statistics = size, statistics
        width, narrow = size.hidden, size.bottleneck
        self.first = _matrix(SPLICED * BANDS, width, 1.4)
        self.down = nn.ParameterList(_matrix(2 * width, narrow) for _ in range(size.blocks))
        self.up = nn.ParameterList(_matrix(2 * narrow, width, 1.4) for _ in range(size.blocks))
        self.norms = nn.ModuleList(
            nn.BatchNorm1d(width, _EPSILON, _MOMENTUM) for _ in range(size.blocks + 1)
        )
        self.last = _matrix(width, LAST)
        self.classes = _matrix(LAST, len(statistics.class_priors), 0.5)
        self.phones = _matrix(LAST, len(statistics.phone_priors), 0.5)
        self.class_bias = nn.Parameter(torch.tensor(np.log(statistics.class_priors)))
        self.phone_bias = nn.Parameter(torch.tensor(np.log(statistics.phone_priors)))

    def forward(self, cepstra: Tensor) -> tuple[Tensor, Tensor]:
        """Triphone classes and phones."""
        outputs = (cepstra.shape[1] - SPLICED) // EVERY + 1
        spliced = [cepstra[:, at : at + EVERY * (outputs - 1) + 1 : EVERY] for at in range(SPLICED)]
        hidden = functional.relu(self._norm(0, torch.cat(spliced, 2) @ self.first))
        for at in range(self.size.blocks):
            low = torch.cat([hidden[:, :-1], hidden[:, 1:]], 2) @ self.down[at]
            high = torch.cat([low[:, :-1], low[:, 1:]], 2) @ self.up[at]
            new = functional.relu(self._norm(at + 1, high))
            hidden = new + BYPASS * hidden[:, 1:-1]
        low = hidden @ self.last
        return low @ self.classes + self.class_bias, low @ self.phones + self.phone_bias

    def normalised(self, cepstra: Floats) -> Tensor:
        """Cepstra as `forward` wants them."""
        return torch.from_numpy((cepstra - self.statistics.mean) / self.statistics.deviation)

    def _norm(self, at: int, values: Tensor) -> Tensor:
        flat: Tensor = self.norms[at](values.reshape(-1, values.shape[2]))
        return flat.reshape(values.shape)

    def save(self, path: Path) -> None:
        """Write `network.npz`: matrices as float16, the little rest as float32."""
        arrays = {name: _stored(value) for name, value in self._values().items()}
        half = path.with_suffix(".half.npz")
        arrays |= {"mu": self.statistics.mean, "sd": self.statistics.deviation}
        arrays |= {
            "prior_cd": self.statistics.class_priors,
            "prior_ci": self.statistics.phone_priors,
        }
        sizes = {"H": self.size.hidden, "B": self.size.bottleneck, "NB": self.size.blocks}
        arrays |= {name: np.array(value) for name, value in sizes.items()}
        np.savez_compressed(half, allow_pickle=False, **arrays)
        half.replace(path)

    def _values(self) -> dict[str, Tensor]:
        """All that is learnt, by its name in the file.

        `w0`, `g0`, `b0` the first layer and its norm; `l*`, `w*`, `g*`, `b*` the blocks; `pl`,
        `cd`, `cdb`, `ci`, `cib` the heads; `s_m*`, `s_v*` the norms' means and variances.
        """
        parameters: dict[str, Tensor] = {
            "w0": self.first,
            "pl": self.last,
            "cd": self.classes,
            "ci": self.phones,
            "cdb": self.class_bias,
            "cib": self.phone_bias,
        }
        states: dict[str, Tensor] = {}
        for at, norm in enumerate(self.norms):
            parameters |= {f"{n}{at}": norm.get_parameter(w) for n, w in _NORM.items()}
            states |= {f"s_{n}{at}": norm.get_buffer(b) for n, b in _NORM_STATE.items()}
        for at, (down, up) in enumerate(zip(self.down, self.up, strict=True)):
            parameters |= {f"l{at}": down, f"w{at + 1}": up}
        return {f"p_{name}": value for name, value in parameters.items()} | states


def read_network(path: Path) -> Network:
    """Read what `save` wrote, ready to go on learning."""
    with np.load(path) as file:
        arrays = dict(file)
    size = Size(*(int(arrays[name]) for name in ("H", "B", "NB")))
    fixed = (arrays[name] for name in ("mu", "sd", "prior_cd", "prior_ci"))
    network = Network(size, Statistics(*fixed))
    with torch.no_grad():
        for name, value in network._values().items():
            value.copy_(torch.from_numpy(arrays[name].astype(np.float32)))
    return network


def _matrix(rows: int, columns: int, gain: float = 1.0) -> nn.Parameter:
    return nn.Parameter(torch.randn(rows, columns) * gain / rows**0.5)


def _stored(value: Tensor) -> np.ndarray:
    array: np.ndarray = value.detach().numpy()
    return array.astype(np.float16 if array.ndim == 2 else np.float32)
