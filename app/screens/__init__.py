"""What the person sees: components that draw the phone's state and call its verbs. No screen keeps anything of its own."""
