"""Doctoral contracts, and the figures of students."""
