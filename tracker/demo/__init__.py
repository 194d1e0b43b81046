"""Demonstration data, made through the same verbs people use; for loopback installations only."""

from tracker.demo.accounts import DemoSignIn
from tracker.demo.loading import load

__all__ = ["DemoSignIn", "load"]
