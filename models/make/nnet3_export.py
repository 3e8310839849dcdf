"""The trained network as Vosk runs it: what training needed besides is folded into the weights.

A factored time-delay network (Povey and others, "Semi-orthogonal low-rank matrix factorization for
deep neural networks", 2018): nine frames spliced, then `NB` blocks of a bottleneck over two frames
three apart, an expansion over two such, a rectifier and a shortcut; two heads over one projection.
One head scores sounds between two others, the other, without its first class (silence, which the
first head has), sounds alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.language.kaldi.nnet3 import Affine, Component, Network, Plain, affine, encode

Array = NDArray[np.float64]

_SILENCE: Final = 0.1
"""Silence is taken for so many times as common as it is, lest rare sounds beat it in noise."""
SHORTCUT: Final = 0.66
"""Share of a block's input that is added to its output."""
SPLICED: Final = 4
"""Frames on either side of the first layer's middle one."""
STEP: Final = 3
"""Frames between the two that a block's layers look at."""
_STEADY: Final = 1e-3
"""Added to the variance by batch normalisation, as in training."""


def export(network: Mapping[str, Any]) -> bytes:
    """The second half of `final.mdl`, float32.

    `network` holds, with H hidden units, B in a bottleneck, NB blocks, 40 features, C classes with
    context and S without:

    | name | shape | what |
    |---|---|---|
    | `H`, `B`, `NB` | () | sizes |
    | `mu`, `sd` | (40,) | mean and standard deviation of the features |
    | `p_w0` | (360, H) | first layer, frames -4 to 4 |
    | `p_l{k}`, `p_w{k + 1}` | (2 H, B), (2 B, H) | block k's two layers |
    | `p_g{k}`, `p_b{k}`, `s_m{k}`, `s_v{k}` | (H,) | batch normalisation of layer k |
    | `p_pl` | (H, P) | projection |
    | `p_cd`, `p_cdb`, `p_ci`, `p_cib` | (P, C), (C,), (P, S), (S,) | heads |
    | `prior_cd`, `prior_ci` | (C,), (S,) | how common each class is |
    """
    arrays = {name: np.asarray(array, np.float64) for name, array in network.items()}
    hidden, blocks = int(arrays["H"]), int(arrays["NB"])
    wiring = _Wiring()
    _first_layer(wiring, arrays, hidden)
    last = "r0"
    for block in range(blocks):
        last = _block(wiring, arrays, hidden, block, last)
    context, alone = arrays["p_cdb"].size, arrays["p_cib"].size
    wiring.node("q", affine(arrays["p_pl"].T), last)
    for head, size in (("cd", context), ("ci", alone)):
        wiring.node(head, affine(arrays[f"p_{head}"].T, arrays[f"p_{head}b"]), "q")
        wiring.node(f"{head}l", Plain("LogSoftmax", size), head)
    wiring.lines += [
        f"dim-range-node name=cip input-node=cil dim-offset=1 dim={alone - 1}",
        "output-node name=output input=Append(cdl, cip) objective=linear",
    ]
    priors = np.concatenate([arrays["prior_cd"], arrays["prior_ci"][1:]])
    reach = SPLICED + STEP * blocks
    taken = taken_for(priors).astype(np.float32)
    return encode(Network(wiring.lines, wiring.components, reach, taken))


def taken_for(priors: NDArray[np.floating]) -> Array:
    """How common each class is taken to be in a search; silence is the first."""
    taken = np.array(priors, np.float64)
    taken[0] *= _SILENCE
    return taken


@dataclass(slots=True)
class _Wiring:
    """Components and what feeds them, as they come."""

    lines: list[str] = field(default_factory=lambda: ["input-node name=input dim=40"])
    components: list[tuple[str, Component]] = field(default_factory=list)

    def node(self, name: str, component: Component, feed: str) -> None:
        """A component that is fed by `feed`, under its own name."""
        self.components.append((name, component))
        self.lines.append(f"component-node name={name} component={name} input={feed}")


def _first_layer(wiring: _Wiring, arrays: Mapping[str, Array], hidden: int) -> None:
    """Features made even, spliced and normalised in one step."""
    spliced = 2 * SPLICED + 1
    gain, bias = _normalisation(arrays, 0)
    weights = arrays["p_w0"] / np.tile(arrays["sd"], spliced)[:, None] * gain
    around = ", ".join(_at("input", offset) for offset in range(-SPLICED, SPLICED + 1))
    even = affine(weights.T, bias - np.tile(arrays["mu"], spliced) @ weights)
    wiring.node("a0", even, f"Append({around})")
    wiring.node("r0", Plain("RectifiedLinear", hidden), "a0")


def _block(wiring: _Wiring, arrays: Mapping[str, Array], hidden: int, block: int, last: str) -> str:
    """One block after the node `last`; its own last node."""
    narrow, layer = f"l{block}", block + 1
    gain, bias = _normalisation(arrays, layer)
    wiring.node(narrow, affine(arrays[f"p_l{block}"].T), f"Append({_at(last, -STEP)}, {last})")
    wide: Affine = affine((arrays[f"p_w{layer}"] * gain).T, bias)
    wiring.node(f"a{layer}", wide, f"Append({narrow}, {_at(narrow, STEP)})")
    wiring.node(f"r{layer}", Plain("RectifiedLinear", hidden), f"a{layer}")
    added = f"Sum(r{layer}, Scale({SHORTCUT}, {last}))"
    wiring.node(f"h{layer}", Plain("NoOp", hidden), added)
    return f"h{layer}"


def _normalisation(arrays: Mapping[str, Array], layer: int) -> tuple[Array, Array]:
    """Batch normalisation as a gain and a bias."""
    gain = arrays[f"p_g{layer}"] / np.sqrt(arrays[f"s_v{layer}"] + _STEADY)
    return gain, arrays[f"p_b{layer}"] - arrays[f"s_m{layer}"] * gain


def _at(node: str, offset: int) -> str:
    return f"Offset({node}, {offset})" if offset else node
