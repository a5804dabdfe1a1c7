"""What is being written and is not sent yet: drafts, notes, signatures and their pictures."""
