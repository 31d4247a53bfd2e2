"""Measured on a cluster: a scheduler and two workers as processes of their own, one of which is killed half-way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.workflow.measuring.cluster import SchedulerError, measure_on
from analysis.workflow.measuring.store import place_of
from analysis.workflow.tabulate import tabulate_to

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
ROOT = Path(__file__).parents[1]


@pytest.fixture
def corpus(tmp_path):
    texts = tmp_path / "corpus" / "texts"
    texts.mkdir(parents=True)
    for i in range(96):
        body = "\n\n".join(f"全年召开第{k}次专题协商会{i + k + 1}次,凝心聚力服务高质量发展。" for k in range(20))
        (texts / f"r{i:02}.txt").write_text(f"安平政协工作报告\n\n{body}\n", encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler, and its two workers."""
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    file = tmp_path / "scheduler.json"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    work = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        "--scheduler-file",
        file,
        "--nthreads",
        "1",
        "--no-nanny",
    ]
    quiet = {"env": env, "cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen([*dask, "--scheduler-file", file], **quiet)]
    try:
        processes += [subprocess.Popen([*work, "--no-dashboard"], **quiet) for _ in range(2)]
        while not file.exists():
            assert processes[0].poll() is None
            time.sleep(0.1)
        from distributed import Client

        with Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
            address = client.scheduler.address
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(corpus, cluster, tmp_path):
    address, workers = cluster
    tabulate_to(tmp_path / "here", corpus)
    script = "import sys; from analysis.__main__ import main; sys.exit(main(sys.argv[1:]))"
    out = tmp_path / "there"
    command = [sys.executable, "-c", script, "tabulate", corpus, "--out", out, "--scheduler", address]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path) as run:
        while run.poll() is None and len(list(place_of(out).glob("??/*.about"))) < 20:
            time.sleep(0.01)
        measured = len(list(place_of(out).glob("??/*.about")))
        workers[0].send_signal(signal.SIGKILL)
    assert run.returncode == 0 and 20 <= measured < 96 and workers[1].poll() is None
    assert {f.name: f.read_bytes() for f in out.iterdir()} == {
        f.name: f.read_bytes() for f in (tmp_path / "here").iterdir()
    }


def test_a_scheduler_that_does_not_answer_is_a_sentence(corpus, tmp_path):
    from analysis.corpus import scan

    with pytest.raises(SchedulerError, match="no scheduler answers there"):
        next(measure_on("tcp://127.0.0.1:9", scan(corpus)[0], None, tmp_path / "store"))
