"""Tiny programs that the tests of this folder drive."""
