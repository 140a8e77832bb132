"""Bytes to reports: files of several kinds, and the limits that keep a bad one from doing harm."""
