"""A GPU that is there but broken or full: the CPU takes over, and the learner is told what to do about it."""

import pytest
import torch

from grader import say
from grader.worker.devices import has_failed

# A machine without a GPU: the checks make believe that there is one, and break it as the real one breaks.
BROKEN = """
import torch

torch.cuda.is_available = lambda: True


@check(en="a", ko="가")
def test_a(learner, device, expect):
    if device.type == "cuda":
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")
    expect(learner.double(torch.ones(2, device=device))).close_to(torch.full((2,), 2.0))
"""


def test_a_full_gpu_is_told_and_the_cpu_judges(make_bench):
    bench = make_bench(BROKEN, 20)
    verdict = bench.grade("def double(x):\n    return x + x\n", device="auto")
    assert verdict.passed
    assert verdict.device == "cpu"
    assert "memory is full" in say(verdict.notice, "en")
    assert "CPU에서 대신" in say(verdict.notice, "ko")
    assert "Tried to allocate" in verdict.error
    wrong = bench.grade("def double(x):\n    return x\n", device="auto")
    assert wrong.status == "failed"
    assert wrong.notice


@pytest.mark.parametrize(
    ("error", "device", "failed"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), "cuda", True),
        (RuntimeError("CUDA error: uncorrectable ECC error encountered"), "cuda", True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"), "mps", True),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), "cpu", False),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), "cuda", False),
        (ValueError("out of memory"), "cuda", False),
    ],
)
def test_an_error_of_the_gpu_is_told_from_one_of_the_code(error, device, failed):
    assert has_failed(error, device) is failed
