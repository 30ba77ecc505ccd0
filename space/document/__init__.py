"""Statements of commitments: what they say (`contents`), and how it is read, in words (`words`), as PDF and as XLSX (`files`)."""
