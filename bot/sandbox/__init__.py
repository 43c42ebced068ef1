"""A local Telegram server and a local news site on 127.0.0.1, for the demo, the tests and the benchmarks."""
