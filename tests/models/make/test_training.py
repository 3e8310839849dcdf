"""The network learns, and its file holds all that its outputs need."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="pip install -e '.[train]' to train")

from models.make.denominator import Denominator  # noqa: E402
from models.make.mixing import Batch  # noqa: E402
from models.make.network import (  # noqa: E402
    EVERY,
    SPLICED,
    Network,
    Size,
    Statistics,
    read_network,
)
from models.make.sequences import MutualInformation  # noqa: E402
from models.make.training import judge, learn, shape  # noqa: E402

SIZE = Size(hidden=48, bottleneck=12, blocks=2)
CLASSES, PHONES = 5, 3


def network(seed: int = 1) -> Network:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    priors = [np.full(count, 1 / count, np.float32) for count in (CLASSES, PHONES)]
    mean, deviation = random.normal(0, 3, (2, 40)).astype(np.float32)
    return Network(SIZE, Statistics(mean, np.abs(deviation) + 1, *priors))


def batch(seed: int, pieces: int = 16, outputs: int = 10) -> Batch:
    """Each class is a sound of its own."""
    random = np.random.default_rng(seed)
    frames = EVERY * (outputs - 1) + 1 + 2 * SIZE.context
    classes = random.integers(0, CLASSES, pieces)
    sounds = np.random.default_rng(0).normal(0, 3, (CLASSES, 40))
    cepstra = sounds[classes][:, None] + random.normal(0, 1, (pieces, frames, 40))
    labels = np.repeat(classes[:, None], outputs, 1)
    return Batch(cepstra.astype(np.float32), labels, labels % PHONES)


def in_numpy(file: Path, cepstra: np.ndarray) -> np.ndarray:
    """The triphone head's logits for one piece, from the file's arrays alone."""
    with np.load(file) as read:
        arrays = {name: read[name].astype(np.float64) for name in read.files}

    def norm(values: np.ndarray, at: int) -> np.ndarray:
        deviation = np.sqrt(arrays[f"s_v{at}"] + 1e-3)
        normal = (values - arrays[f"s_m{at}"]) / deviation * arrays[f"p_g{at}"]
        return np.asarray(np.maximum(normal + arrays[f"p_b{at}"], 0))

    normal = (cepstra - arrays["mu"]) / arrays["sd"]
    starts = range(0, len(normal) - SPLICED + 1, EVERY)
    spliced = np.stack([normal[at : at + SPLICED].ravel() for at in starts])
    hidden = norm(spliced @ arrays["p_w0"], 0)
    for at in range(int(arrays["NB"])):
        low = np.hstack([hidden[:-1], hidden[1:]]) @ arrays[f"p_l{at}"]
        high = np.hstack([low[:-1], low[1:]]) @ arrays[f"p_w{at + 1}"]
        hidden = norm(high, at + 1) + 0.66 * hidden[1:-1]
    return np.asarray(hidden @ arrays["p_pl"] @ arrays["p_cd"] + arrays["p_cdb"])


def test_outputs_come_every_30_ms_after_the_context() -> None:
    one = network()
    wanted = shape(SIZE)
    heads = one(torch.zeros(2, wanted.frames, 40))
    assert [head.shape for head in heads] == [(2, 48, CLASSES), (2, 48, PHONES)]
    assert wanted.context == 4 + 3 * SIZE.blocks


def test_it_learns_to_tell_sounds_apart() -> None:
    one = network()
    optimizer = torch.optim.Adam(one.parameters(), 0.005)
    before = judge(one, [batch(99)])
    for step in range(40):
        learn(one, optimizer, batch(step))
    after = judge(one, [batch(99)])
    assert after.loss < before.loss
    assert after.classes > 0.9
    assert after.phones > 0.9


def test_the_file_says_in_numpy_what_the_network_says(tmp_path: Path) -> None:
    one = network()
    optimizer = torch.optim.Adam(one.parameters(), 0.005)
    for step in range(5):
        learn(one, optimizer, batch(step))
    one.save(tmp_path / "network.npz")
    cepstra = batch(7, pieces=1).cepstra
    one.eval()
    with torch.no_grad():
        wanted = one(one.normalised(cepstra))[0][0].numpy()
    np.testing.assert_allclose(in_numpy(tmp_path / "network.npz", cepstra[0]), wanted, atol=0.05)


def test_a_network_that_was_written_can_go_on_learning(tmp_path: Path) -> None:
    one = network()
    learn(one, torch.optim.Adam(one.parameters(), 0.005), batch(1))
    one.save(tmp_path / "network.npz")
    again = read_network(tmp_path / "network.npz")
    assert (again.size, len(list(again.parameters()))) == (one.size, len(list(one.parameters())))
    before = judge(again, [batch(99)])
    assert before.loss == pytest.approx(judge(one, [batch(99)]).loss, abs=0.01)
    optimizer = torch.optim.Adam(again.parameters(), 0.005)
    for step in range(20):
        learn(again, optimizer, batch(step))
    assert judge(again, [batch(99)]).loss < before.loss


def by_sequences() -> MutualInformation:
    """Sounds that follow one another in a fixed round."""
    round_ = np.repeat(np.tile(np.arange(CLASSES), 40), 12)
    return MutualInformation(Denominator(round_, round_), np.full(CLASSES, 0.2, np.float32))


def test_a_row_of_sounds_is_learnt_as_a_whole() -> None:
    one, criterion = network(), by_sequences()
    optimizer = torch.optim.Adam(one.parameters(), 0.005)
    before = judge(one, [batch(99)], criterion)
    for step in range(40):
        learn(one, optimizer, batch(step), criterion)
    after = judge(one, [batch(99)], criterion)
    assert after.loss < before.loss
    assert after.classes > 0.9


def test_the_gradient_of_a_row_is_how_its_loss_changes() -> None:
    random = np.random.default_rng(5)
    criterion = by_sequences()
    logits = torch.tensor(random.normal(0, 1, (1, 6, CLASSES)), dtype=torch.float32)
    classes = torch.tensor([[0, 0, 1, 1, 2, -1]])
    logits.requires_grad_()
    (gradient,) = torch.autograd.grad(criterion(logits, classes), logits)
    for place in np.ndindex(5, CLASSES):
        step = torch.zeros_like(logits)
        step[0, *place] = 0.05
        with torch.no_grad():
            change = criterion(logits + step, classes) - criterion(logits - step, classes)
        assert float(gradient[0, *place]) == pytest.approx(float(change) / 0.1, abs=2e-3)
