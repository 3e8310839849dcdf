"""A network in Kaldi's nnet3 form: named components, and lines that say what feeds what.

Source of the layout: Kaldi's `nnet3/nnet-nnet.cc` (container), `nnet-simple-component.cc` and
`nnet-component-itf.cc` (components), `nnet3/am-nnet-simple.cc` (context and priors).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from voiceguide.language.kaldi.pieces import (
    Pieces,
    double,
    integer,
    matrix,
    single,
    token,
    vector,
)


@dataclass(frozen=True, slots=True)
class Affine:
    """Weights and biases that training would leave as they are."""

    weights: NDArray[np.float32]
    """Shape (outputs, inputs)."""
    biases: NDArray[np.float32]
    """Shape (outputs,)."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A component without weights."""

    kind: str
    """RectifiedLinear, LogSoftmax or NoOp."""
    size: int


Component = Affine | Plain


@dataclass(frozen=True, slots=True)
class Network:
    """A network that scores one frame from those around it."""

    lines: Sequence[str]
    """The wiring, in the language of Kaldi's configuration files."""
    components: Sequence[tuple[str, Component]]
    context: int
    """Input frames needed on either side."""
    priors: NDArray[np.float32]
    """How common each output is, shape (outputs,); Kaldi takes their logarithm off its score."""


def affine(weights: ArrayLike, biases: ArrayLike | None = None) -> Affine:
    """Outputs = `weights` (outputs, inputs) times inputs, plus `biases` (none: zeros)."""
    rows = np.asarray(weights, np.float32)
    return Affine(rows, np.asarray(np.zeros(len(rows)) if biases is None else biases, np.float32))


def encode(network: Network) -> bytes:
    """As it stands in `final.mdl`, after the transition model."""
    parts = [token("<Nnet3>"), b"\n", "\n".join(network.lines).encode(), b"\n\n"]
    parts += [token("<NumComponents>"), integer(len(network.components))]
    for name, component in network.components:
        parts += [token("<ComponentName>"), token(name), _component(component)]
    parts += [token("</Nnet3>")]
    for side in ("<LeftContext>", "<RightContext>"):
        parts += [token(side), integer(network.context)]
    return b"".join([*parts, token("<Priors>"), vector(network.priors)])


def _component(component: Component) -> bytes:
    if isinstance(component, Affine):
        name = "FixedAffineComponent"
        parts = [token("<LinearParams>"), matrix(component.weights)]
        parts += [token("<BiasParams>"), vector(component.biases)]
    elif component.kind == "NoOp":
        name = "NoOpComponent"
        parts = [token("<Dim>"), integer(component.size)]
        parts += [token("<BackpropScale>"), single(1.0)]
    else:
        name = f"{component.kind}Component"
        parts = [token("<Dim>"), integer(component.size)]
        parts += [token("<ValueAvg>"), vector([]), token("<DerivAvg>"), vector([])]
        parts += [token("<Count>"), double(0.0)]
    return b"".join([token(f"<{name}>"), *parts, token(f"</{name}>")])


def decode(data: bytes) -> Network:
    """What `encode` wrote. ValueError where it is cut or made otherwise."""
    pieces = Pieces(data)
    pieces.token("<Nnet3>")
    pieces.line()
    lines = []
    while line := pieces.line():
        lines.append(line)
    pieces.token("<NumComponents>")
    components = []
    for _ in range(pieces.integer()):
        pieces.token("<ComponentName>")
        components.append((pieces.token(), _read_component(pieces)))
    pieces.token("</Nnet3>")
    pieces.token("<LeftContext>")
    context = pieces.integer()
    pieces.token("<RightContext>")
    pieces.integer()
    pieces.token("<Priors>")
    return Network(lines, components, context, pieces.vector())


def _read_component(pieces: Pieces) -> Component:
    name = pieces.token()[1:-1]
    component: Component
    if name == "FixedAffineComponent":
        pieces.token("<LinearParams>")
        weights = pieces.matrix()
        pieces.token("<BiasParams>")
        component = Affine(weights, pieces.vector())
    else:
        pieces.token("<Dim>")
        component = Plain(name.removesuffix("Component"), pieces.integer())
        if pieces.token("<BackpropScale>", "<ValueAvg>") == "<BackpropScale>":
            pieces.single()
        else:
            pieces.vector()
            pieces.token("<DerivAvg>")
            pieces.vector()
            pieces.token("<Count>")
            pieces.double()
    pieces.token(f"</{name}>")
    return component
