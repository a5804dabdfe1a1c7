"""The risk assessment of a unit: what suggests risks, the matrix with its bands, and the register over all units."""
