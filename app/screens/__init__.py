"""What the person sees: components that draw the phone's state and call its verbs."""
