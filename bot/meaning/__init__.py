"""What texts mean, whatever their words and language: vectors of an encoder, made in processes of their own."""

import os

# Before numpy is loaded. The products are small, and threads that wait for each other in loops take from all else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
