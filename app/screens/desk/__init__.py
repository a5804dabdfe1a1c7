"""What somebody has to do: the tasks, one of them, and the verbs it can be moved with."""
