"""Processes that train together are started, told of and ended as one."""

from __future__ import annotations

import socket
import sys

import pytest

from vcam.errors import TrainingError
from vcam.training.launcher import check_port, train_together

# Three processes that load PyTorch, which on a busy machine takes minutes.
pytestmark = pytest.mark.timeout(600)

MEET = """
import socket, sys, torch
from vcam.training.distributed import join_processes, total
with join_processes("cpu") as processes:
    ranks = total(torch.tensor([1.0 + processes.rank]))
    socket.create_connection(("127.0.0.1", int(sys.argv[2]))).close()
    open(f"{sys.argv[1]}/{processes.rank}", "w").write(f"{ranks.item()}")
"""
FAIL = """
import os, signal, sys, time
if os.environ["RANK"] == sys.argv[1]:
    print("first line\\nvcam: no room on the disk", file=sys.stderr, flush=True)
    os.kill(os.getpid(), int(sys.argv[3])) if int(sys.argv[3]) else sys.exit(int(sys.argv[2]))
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_two_processes_meet_at_the_port(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert train_together([sys.executable, "-c", MEET, str(tmp_path), str(port)], 2, port) == 0
    assert [(tmp_path / rank).read_text() for rank in "01"] == ["3.0", "3.0"]


def test_a_port_in_use_is_told_before_anything_starts(taken_port, tmp_path):
    with pytest.raises(TrainingError, match=rf"port {taken_port} .*in use.*leave --port away"):
        train_together([sys.executable, "-c", MEET, str(tmp_path)], 2, taken_port)
    assert not list(tmp_path.iterdir())


def test_a_free_port_passes(taken_port):
    with socket.socket() as free:
        free.bind(("", 0))
        port = free.getsockname()[1]
    check_port(port)


def test_the_leading_process_tells_its_trouble_itself(capfd):
    assert train_together([sys.executable, "-c", FAIL, "0", "1", "0"], 2) == 1
    assert capfd.readouterr().err.splitlines() == ["first line", "vcam: no room on the disk"]


@pytest.mark.parametrize(
    ("code", "number", "end"), [(1, 0, "failed with exit code 1"), (0, 9, "was ended by SIGKILL")]
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_the_last_words_of_another_are_told(capfd, code, number, end):
    with pytest.raises(TrainingError, match=f"process 1 .*{end}: no room on the disk "):
        train_together([sys.executable, "-c", FAIL, "1", str(code), str(number)], 2)
    assert capfd.readouterr().err == ""
