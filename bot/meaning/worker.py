"""The encoder's own process: `python -m bot.meaning.worker NAME`, at low priority, one thread.

Reads a line of JSON (`texts`, `asks`) and answers with a line (`rows`, `columns`) and the vectors as float16, until its
input ends: where the application is gone, it goes too.
"""

import json
import os
import signal
import sys

import numpy as np

from bot.meaning.encoder import load

NICE = 10


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the application says when
    os.nice(NICE)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints must not stand among vectors
    encoder = load(sys.argv[1])
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        vectors = encoder.encode(asked["texts"], asks=asked["asks"]).astype(np.float16)
        rows, columns = vectors.shape
        answers.write(json.dumps({"rows": rows, "columns": columns}).encode() + b"\n" + vectors.tobytes())
        answers.flush()


if __name__ == "__main__":
    main()
