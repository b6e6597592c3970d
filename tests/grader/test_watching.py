"""What a loop does to its model and optimizer is recorded in order."""

import pytest
import torch

from grader.vocabulary import watch


@pytest.fixture
def model():
    return torch.nn.Linear(2, 1)


@pytest.fixture
def optimizer(model):
    return torch.optim.SGD(model.parameters(), lr=0.1)


def test_a_right_step_in_order(model, optimizer):
    with watch(model, optimizer) as seen:
        optimizer.zero_grad()
        model(torch.ones(3, 2)).sum().backward()
        optimizer.step()
    assert seen.events == ("zero", "forward train grad", "backward", "step")


def test_the_mode_and_recording_of_gradients_are_part_of_a_forward(model):
    with watch(model) as seen:
        model(torch.ones(1, 2))
        model.eval()
        model(torch.ones(1, 2))
        with torch.no_grad():
            model(torch.ones(1, 2))
        model.train()
        with torch.inference_mode():
            model(torch.ones(1, 2))
    assert seen.events == ("forward train grad", "forward eval grad", "forward eval no_grad", "forward train no_grad")


def test_a_step_that_finds_nothing_is_told_apart(model, optimizer):
    with watch(model, optimizer) as seen:
        optimizer.step()
        model(torch.zeros(1, 2)).sum().backward()
        optimizer.step()
        model.zero_grad(set_to_none=False)
        optimizer.step()
    assert seen.events == (
        "step without gradients",
        "forward train grad",
        "backward",
        "step",
        "zero",
        "step on zeros",
    )


def test_the_gradients_of_each_step_are_kept_as_they_were(model, optimizer):
    with watch(model, optimizer) as seen:
        for _ in range(2):
            model(torch.ones(1, 2)).sum().backward()
            optimizer.step()
        optimizer.zero_grad()
    assert [[gradient.tolist() for gradient in step] for step in seen.gradients] == [
        [[[1.0, 1.0]], [1.0]],
        [[[2.0, 2.0]], [2.0]],
    ]


def test_zero_of_the_model_counts_too(model, optimizer):
    with watch(model, optimizer) as seen:
        model.zero_grad()
    assert seen.events == ("zero",)


def test_two_backwards_in_a_row_are_one_event_and_the_gradients_tell(model, optimizer):
    with watch(model, optimizer) as seen:
        model(torch.ones(1, 2)).sum().backward()
        model(torch.ones(1, 2)).sum().backward()
    assert seen.events == ("forward train grad", "backward", "forward train grad", "backward")


def test_nothing_is_recorded_after_the_block(model, optimizer):
    with watch(model, optimizer) as seen:
        pass
    optimizer.zero_grad()
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    assert seen.events == ()
    assert "zero_grad" not in vars(model)
    assert "zero_grad" not in vars(optimizer)


def test_watching_ends_when_the_block_raises(model, optimizer):
    with pytest.raises(ZeroDivisionError), watch(model, optimizer) as seen:
        _ = 1 / 0
    optimizer.zero_grad()
    assert seen.events == ()


def test_frozen_parameters_are_no_obstacle(model, optimizer):
    model.bias.requires_grad_(False)
    with watch(model, optimizer) as seen:
        model(torch.ones(1, 2)).sum().backward()
        optimizer.step()
    assert seen.events == ("forward train grad", "backward", "step")
    assert seen.gradients[0][1] is None
