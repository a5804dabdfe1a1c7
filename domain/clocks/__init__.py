"""By when: working time, deadlines, pauses, ordered steps, and who is told when it is late."""
