"""Mistakes that make Python, NumPy or torch raise, by the key of the sentence that explains what they raise."""

import copy
import io
from pathlib import Path

import numpy as np
import torch
from torch import nn

F = nn.functional
META = torch.device("meta")
leaf = torch.ones(3, requires_grad=True)
left_open = ...
nothing = None
number = 1.0
pair = [1, 2]
floats, doubles, longs, bools = (
    torch.ones(2, 2).to(kind) for kind in (torch.float, torch.double, torch.long, torch.bool)
)


class WithoutSuper(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(1, 1)


class WithoutForward(nn.Module):
    pass


class Branches(nn.Module):
    def forward(self, x):
        return x if x.sum() > 0 else -x


def twice():
    loss = (leaf * leaf).sum()
    loss.backward()
    loss.backward()


def in_place_on_what_is_needed():
    y = leaf.exp()
    y += 1
    y.sum().backward()


def made_in_inference_mode():
    with torch.inference_mode():
        y = torch.ones(3)
    (y * leaf).sum().backward()


def unpacked(value):
    one, other = value
    return one, other


def endless():
    endless()


def whole_model_loaded():
    file = io.BytesIO()
    torch.save(nn.Linear(1, 1), file)
    file.seek(0)
    torch.load(file)


def raising(error):
    def run():
        raise error

    return run


def batches_of(samples):
    return next(iter(torch.utils.data.DataLoader(samples, batch_size=2)))


RAISED = {
    "value.ellipsis": [
        lambda: left_open + 1,
        lambda: torch.ones(2) * left_open,
        lambda: nn.Linear(1, 1)(left_open),
        lambda: F.mse_loss(torch.ones(1), left_open),
        lambda: list(left_open),
        lambda: float(left_open),
        lambda: left_open(),
        lambda: len(left_open),
        lambda: left_open > 1,
        lambda: range(left_open),
        lambda: torch.zeros(left_open),
    ],
    "error.none_used": [
        lambda: nothing + 1,
        lambda: torch.ones(1) - 0.1 * nothing,
        lambda: nothing[0],
        lambda: list(nothing),
        lambda: nothing(),
        lambda: torch.tensor(nothing),
        lambda: nn.Linear(2, 1)(nothing),
    ],
    "error.unpack_few": [lambda: [unpacked((1,))]],
    "error.not_iterable": [lambda: list(3), lambda: list(len)],
    "error.not_subscriptable": [lambda: number[0]],
    "error.not_callable": [lambda: torch.ones(1)(2), lambda: torch.ones(2).shape()],
    "error.not_called": [lambda: torch.ones(2).size[0], lambda: torch.ones(2) + len, lambda: twice[0]],
    "error.key": [lambda: {"a": 1}["b"]],
    "error.zero_division": [lambda: 1 / 0, lambda: 5 // 0, lambda: 5 % 0],
    "error.text_and_number": [lambda: "loss " + 1, lambda: "loss " + torch.ones(1)],
    "error.keyword": [
        lambda: nn.Linear(1, 1, bais=False),
        lambda: torch.zeros(2, dytpe=torch.float32),
        lambda: np.mean(leaf),
    ],
    "error.arguments": [
        lambda: twice(1),
        lambda: dict.fromkeys(),
        lambda: nn.Linear(1),
        lambda: torch.sum(torch.ones(2), dims=0),
        lambda: nn.utils.clip_grad_norm_([leaf]),
    ],
    "error.no_module": [lambda: __import__("no_such_module_here")],
    "error.no_file": [lambda: Path("/no/such/file").read_bytes(), lambda: np.loadtxt("/no/such/file")],
    "error.memory": [lambda: torch.empty(10**15), lambda: np.empty(10**15), lambda: bytearray(10**15)],
    "error.recursion": [endless],
    "error.read_only": [raising(PermissionError(13, "Permission denied"))],
    "error.no_input": [raising(EOFError("EOF when reading a line"))],
    "error.exit": [raising(SystemExit(0))],
    # Shapes
    "error.matmul_shapes": [
        lambda: torch.ones(2, 3) @ torch.ones(2, 3),
        lambda: nn.Linear(4, 2)(torch.ones(3, 5)),
        lambda: np.ones((2, 3)) @ np.ones((2, 3)),
        lambda: np.dot(np.ones((2, 3)), np.ones((2, 3))),
        lambda: torch.ones(2, 3) @ torch.ones(2),
        lambda: torch.ones(2) @ torch.ones(3),
        lambda: torch.bmm(torch.ones(2, 3, 4), torch.ones(2, 3, 4)),
        lambda: torch.mm(torch.ones(2), torch.ones(2)),
        lambda: torch.einsum("ij,jk->ik", torch.ones(2, 3), torch.ones(2, 3)),
    ],
    "error.broadcast": [
        lambda: torch.ones(2) + torch.ones(3),
        lambda: np.ones(2) + np.ones(3),
        lambda: torch.ones(2, 2).masked_fill(torch.ones(3, dtype=torch.bool), 0),
        lambda: torch.ones(3).expand(2, 4),
        lambda: torch.ones(3).add_(torch.ones(2)),
    ],
    "error.reshape": [
        lambda: torch.ones(6).reshape(4, 2),
        lambda: torch.ones(6).view(-1, 4),
        lambda: np.ones(6).reshape(4, 2),
    ],
    "error.join_shapes": [
        lambda: torch.cat([torch.ones(2, 3), torch.ones(2, 4)]),
        lambda: torch.cat([torch.ones(2), torch.ones(2, 4)]),
        lambda: torch.stack([torch.ones(2), torch.ones(3)]),
        lambda: np.concatenate([np.ones((2, 3)), np.ones((2, 4))]),
        lambda: np.stack([np.ones(2), np.ones(3)]),
        lambda: batches_of([torch.ones(2), torch.ones(3)]),
    ],
    "error.join_nothing": [lambda: torch.stack([]), lambda: np.concatenate([]), lambda: torch.cat([])],
    "error.permute_axes": [lambda: torch.ones(2, 3).permute(0, 1, 2), lambda: np.ones((2, 3)).transpose(0, 1, 2)],
    "error.repeat": [lambda: torch.ones(1, 2).repeat(2)],
    "error.ragged": [lambda: torch.tensor([[1], [1, 2]]), lambda: np.array([[1], [1, 2]])],
    "error.square": [lambda: torch.linalg.inv(torch.ones(2, 3))],
    "error.singular": [lambda: torch.linalg.inv(torch.ones(2, 2)), lambda: np.linalg.inv(np.ones((2, 2)))],
    "error.axis": [
        lambda: torch.ones(3).sum(dim=1),
        lambda: torch.ones(2, 3).transpose(1, 2),
        lambda: F.softmax(torch.ones(2), dim=1),
        lambda: np.ones(3).sum(axis=1),
    ],
    "shape.view_noncontig": [lambda: torch.ones(2, 3).T.view(6)],
    "error.kernel_too_large": [
        lambda: nn.Conv2d(1, 2, 5)(torch.ones(1, 1, 3, 3)),
        lambda: nn.MaxPool2d(4)(torch.ones(1, 1, 3, 3)),
    ],
    "error.same_stride": [lambda: nn.Conv2d(1, 1, 3, stride=2, padding="same")],
    "error.features": [
        lambda: nn.LSTM(3, 2)(torch.ones(2, 2, 4)),
        lambda: nn.LayerNorm(3)(torch.ones(2, 2)),
        lambda: nn.BatchNorm1d(3)(torch.ones(2, 2)),
        lambda: nn.LSTM(3, 2)(torch.ones(2, 2, 3), (torch.zeros(1, 3, 2), torch.zeros(1, 3, 2))),
    ],
    "error.layer_ndim": [
        lambda: nn.BatchNorm2d(2)(torch.ones(2, 2)),
        lambda: nn.BatchNorm1d(2)(torch.ones(2, 2, 2, 2)),
    ],
    "cnn.missing_channel_dim": [lambda: nn.Conv2d(3, 2, 3)(torch.ones(28, 28))],
    "cnn.channels_order": [lambda: nn.Conv2d(1, 2, 3)(torch.ones(2, 28, 28, 1))],
    # Indices
    "error.index_dtype": [
        lambda: torch.ones(3)[torch.tensor([0.0])],
        lambda: torch.ones(3)[1.0],
        lambda: pair[1.0],
        lambda: pair[torch.tensor(0.0)],
        lambda: np.ones(3)[1.0],
        lambda: torch.zeros(2, 3).gather(1, torch.ones(2, 1)),
        lambda: nn.Embedding(3, 2)(torch.ones(2)),
        lambda: F.one_hot(torch.ones(2)),
        lambda: range(2.0),
    ],
    "error.index_range": [
        lambda: torch.ones(3)[3],
        lambda: torch.ones(3)[torch.tensor([5])],
        lambda: [1][1],
        lambda: np.ones(3)[3],
        lambda: nn.Embedding(3, 2)(torch.tensor([5])),
        lambda: torch.zeros(2, 3).gather(1, torch.full((2, 1), 3)),
    ],
    "error.too_many_indices": [lambda: torch.ones(3)[0, 0], lambda: np.ones(3)[0, 0]],
    "error.list_index": [lambda: pair[0, 0]],
    "error.mask_shape": [
        lambda: torch.ones(3)[torch.ones(2, dtype=torch.bool)],
        lambda: np.ones(3)[np.ones(2, dtype=bool)],
    ],
    "error.index_pairs": [
        lambda: torch.ones(3, 3)[torch.arange(3), torch.arange(2)],
        lambda: np.ones((3, 3))[np.arange(3), np.arange(2)],
    ],
    "error.gather_ndim": [lambda: torch.zeros(2, 3).gather(1, torch.ones(2, dtype=torch.int64))],
    "error.topk": [lambda: torch.ones(2).topk(3)],
    "error.class_range": [
        lambda: F.one_hot(torch.tensor([3]), num_classes=2),
        lambda: F.one_hot(torch.tensor([-1])),
    ],
    # One number, many numbers
    "error.item": [
        lambda: torch.ones(2).item(),
        lambda: float(torch.ones(2)),
        lambda: torch.tensor([torch.ones(2), torch.ones(2)]),
        lambda: float(np.ones(2)),
    ],
    "error.truth": [lambda: bool(torch.ones(2) > 0), lambda: bool(np.ones(2) > 0)],
    "error.must_be_tensor": [
        lambda: torch.sqrt(2.0),
        lambda: torch.mean([1.0, 2.0]),
        lambda: nn.Linear(2, 1)(np.ones((1, 2))),
        lambda: torch.stack([1.0, 2.0]),
    ],
    "error.must_be_array": [lambda: torch.from_numpy([1])],
    "error.no_axis": [
        lambda: list(torch.tensor(1.0)),
        lambda: len(torch.tensor(1.0)),
        lambda: unpacked(torch.tensor(1.0)),
        lambda: len(np.array(1.0)),
        lambda: list(np.array(1.0)),
    ],
    "error.probabilities": [
        lambda: torch.multinomial(torch.tensor([-1.0, 1.0]), 1),
        lambda: torch.distributions.Categorical(probs=torch.tensor([-1.0, 1.0])),
    ],
    # Dtypes
    "dtype.float64_numpy": [
        lambda: nn.Linear(2, 1)(torch.from_numpy(np.ones((1, 2)))),
        lambda: floats @ doubles,
        lambda: doubles @ floats,
        lambda: floats[0] @ doubles[0],
        lambda: nn.Conv2d(1, 1, 1)(torch.ones(1, 1, 2, 2, dtype=torch.float64)),
        lambda: torch.zeros(3).__setitem__([0], torch.ones(1, dtype=torch.float64)),
    ],
    "dtype.int_tensor": [
        lambda: nn.Linear(2, 1)(longs),
        lambda: longs.mean(),
        lambda: longs.std(),
        lambda: longs.softmax(0),
        lambda: longs.norm(),
        lambda: nn.Linear(2, 1)(longs.to(torch.uint8)),
        lambda: nn.Conv2d(1, 1, 1)(torch.ones(1, 1, 2, 2, dtype=torch.uint8)),
        lambda: F.binary_cross_entropy(torch.ones(2) * 0.5, torch.ones(2, dtype=torch.int64)),
        lambda: F.binary_cross_entropy_with_logits(torch.ones(2), torch.ones(2, dtype=torch.int64)),
        lambda: torch.ones(2, dtype=torch.int64).div_(2),
    ],
    "dtype.bool_tensor": [
        lambda: bools.mean(),
        lambda: bools - bools,
        lambda: -bools,
        lambda: bools.softmax(0),
    ],
    "dtype.differ": [
        lambda: floats @ floats.half(),
        lambda: torch.zeros(2, 3).scatter_(1, torch.ones(2, 1, dtype=torch.int64), torch.ones(2, 1).double()),
    ],
    "dtype.of_torch": [lambda: torch.ones(1, dtype="float32"), lambda: torch.ones(1, dtype=np.float32)],
    "dtype.no_bfloat16": [lambda: torch.ones(1, dtype=torch.bfloat16).numpy()],
    # Autograd
    "grad.detached": [
        lambda: torch.ones(1).backward(),
        lambda: torch.autograd.grad(leaf.sum(), torch.ones(1)),
        lambda: torch.tensor((leaf * 2).sum().item()).backward(),
    ],
    "grad.backward_twice": [twice],
    "grad.inplace_saved": [in_place_on_what_is_needed],
    "grad.inplace_leaf": [lambda: leaf.add_(1), lambda: leaf.__setitem__(0, 5.0)],
    "grad.nonscalar": [lambda: (leaf * 2).backward(), lambda: torch.autograd.grad(leaf * 2, leaf)],
    "grad.int_requires": [
        lambda: torch.tensor([1], requires_grad=True),
        lambda: torch.tensor([1]).requires_grad_(),
        lambda: nn.Parameter(torch.tensor([1])),
    ],
    "grad.unused": [lambda: torch.autograd.grad(leaf.sum(), torch.ones(1, requires_grad=True))],
    "grad.flag_of_result": [lambda: (leaf * 2).requires_grad_(False)],
    "grad.inference": [made_in_inference_mode],
    "grad.deepcopy": [lambda: copy.deepcopy(leaf * 2)],
    # Devices
    "dev.factory_cpu": [
        lambda: torch.ones(2, device=META) + torch.ones(2),
        lambda: nn.Linear(2, 2)(torch.ones(2, 2, device=META)),
    ],
    "dev.unknown": [lambda: torch.ones(1).to("gpu"), lambda: torch.device("gpu:0")],
    "dev.numpy_grad": [lambda: leaf.numpy(), lambda: np.array(leaf)],
    # Losses
    "loss.ce_target": [
        lambda: F.cross_entropy(torch.ones(2, 3), torch.ones(2, 1, dtype=torch.int64)),
        lambda: F.cross_entropy(torch.ones(2, 3), torch.ones(2, dtype=torch.int32)),
        lambda: F.cross_entropy(torch.ones(2, 3), torch.ones(2)),
        lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 3])),
        lambda: F.nll_loss(torch.ones(2, 3), torch.ones(2)),
    ],
    "rnn.ce_layout": [lambda: F.cross_entropy(torch.ones(2, 5, 3), torch.ones(2, 5, dtype=torch.int64))],
    "loss.bce_on_logits": [lambda: F.binary_cross_entropy(torch.ones(2) * 2, torch.ones(2))],
    "loss.mse_broadcast": [
        lambda: F.binary_cross_entropy(torch.ones(2, 1) * 0.5, torch.ones(2)),
        lambda: F.binary_cross_entropy_with_logits(torch.ones(2, 1), torch.ones(2)),
    ],
    "data.lengths_differ": [
        lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1, 2])),
        lambda: torch.utils.data.TensorDataset(torch.ones(2), torch.ones(3)),
    ],
    # Modules, optimizers, saving
    "mod.super_init": [WithoutSuper],
    "mod.plain_list": [lambda: torch.optim.SGD([], lr=1)],
    "mod.param_nonleaf": [lambda: torch.optim.SGD([nn.Parameter(torch.ones(1)).double()], lr=1)],
    "mod.no_forward": [lambda: WithoutForward()(1), lambda: nn.ModuleList([nn.Linear(1, 1)])(torch.ones(1))],
    "mod.assign_parameter": [lambda: setattr(nn.Linear(1, 1), "weight", torch.ones(1, 1))],
    "mod.not_a_module": [lambda: nn.Sequential([nn.Linear(1, 1)]), lambda: nn.Sequential(nn.ReLU)],
    "opt.params": [
        lambda: torch.optim.SGD(leaf, lr=1),
        lambda: torch.optim.SGD([nn.Linear(1, 1).parameters()], lr=1),
        lambda: torch.optim.lr_scheduler.StepLR(nn.Linear(1, 1), 1),
    ],
    "opt.setting": [lambda: torch.optim.SGD([leaf], lr=-1), lambda: torch.optim.SGD([leaf], lr=1, momentum=-1)],
    "io.state_dict": [
        lambda: nn.Linear(1, 1).load_state_dict({}),
        lambda: nn.Linear(2, 1).load_state_dict(nn.Linear(1, 1).state_dict()),
    ],
    "io.model_equals_load": [lambda: nn.Linear(1, 1).load_state_dict("model.pt")],
    "io.whole_pickle": [whole_model_loaded],
    "reg.bn_batch1": [lambda: nn.BatchNorm1d(2)(torch.ones(1, 2))],
    "export.data_dependent": [lambda: torch.export.export(Branches(), (torch.ones(2),))],
}
if not torch.cuda.is_available():
    RAISED["dev.hardcoded"] = [
        lambda: torch.ones(1).cuda(),
        lambda: torch.ones(1, device="cuda"),
        lambda: nn.Linear(1, 1).to("cuda"),
    ]

WARNED = {
    "loss.mse_broadcast": lambda: F.mse_loss(torch.ones(2, 1), torch.ones(2)),
    "loss.softmax_dim": lambda: F.softmax(torch.ones(2, 2)),
    "grad.nonleaf": lambda: (leaf * 2).grad,
    "sched.before_opt": lambda: torch.optim.lr_scheduler.StepLR(torch.optim.SGD([leaf], lr=1), 1).step(),
}
