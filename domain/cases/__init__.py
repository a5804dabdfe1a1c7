"""What is to be done after a report of something that has happened: by whom, by when, and when the case is over."""
