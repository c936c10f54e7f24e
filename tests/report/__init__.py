"""Tests of the report: tree, formats, import."""
