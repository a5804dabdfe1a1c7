"""What is not kept any longer: the yearly list, its confirmation, and the removal from everywhere it lay."""
