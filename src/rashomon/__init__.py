"""Rashomon reads news about armed conflict and keeps every account apart."""
