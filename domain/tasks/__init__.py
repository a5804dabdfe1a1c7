"""The life of a task, from the desk it lands on to the check that it is fixed."""
