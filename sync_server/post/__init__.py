"""The post: who is told what by e-mail, when, in which words, and how a letter reaches a mail server exactly once."""
