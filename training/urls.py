"""Addresses of the training. They are permanent, and the same in both languages."""

pages = []

office = []
