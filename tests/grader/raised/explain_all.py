"""Make every error of one module happen, in a process of its own, and print the key of each explanation as JSON."""

import importlib
import json
import sys
from pathlib import Path

from grader.worker.explain import explain

module, backend = sys.argv[1:]
raised = importlib.import_module(f"tests.grader.raised.{module}")
raised.ready(backend)
told = {}
for key, runs in raised.RAISED.items():
    for number, run in enumerate(runs):
        try:
            run()
            told[f"{key} {number}"] = ["nothing was raised", ""]
        except BaseException as error:  # whatever a framework raises
            explained = explain(error, Path(raised.__file__))
            told[f"{key} {number}"] = [explained.key, explained.error]
print("\n" + json.dumps(told))
