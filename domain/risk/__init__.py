"""The risk assessment of a unit: what a risk comes to, what its band demands, and what suggests one."""
