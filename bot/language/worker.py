"""Texts prepared in a process of their own: `python -m bot.language.worker`.

Reads lines of JSON, each a list of texts, until its input ends. Answers each with a line that says how many bytes
follow, and the list of what it prepared, in order.
"""

import json
import signal
import sys

from bot.language.prepared import prepare


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the application says when
    for line in sys.stdin.buffer:
        answer = json.dumps([prepare(text) for text in json.loads(line)], ensure_ascii=False)
        whole = answer.encode("utf-8", "surrogatepass")
        sys.stdout.buffer.write(b"%d\n%b" % (len(whole), whole))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
