"""Checklists exchanged with other programs as XLSForm, the spreadsheets that ODK, Kobo and their relatives read.

Columns of XLSForm say what they can; what only Rond says travels beside them in columns that begin with `rond_`.
https://xlsform.org has the standard.
"""
