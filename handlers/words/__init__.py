"""Typed words while nothing is asked: a position, or small talk."""
