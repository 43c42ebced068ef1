"""Requests of reporters, editors and operators, and the answers to them."""
