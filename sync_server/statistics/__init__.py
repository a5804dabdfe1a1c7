"""Numbers of what has happened: exact for those who may read the cases, in bands for everybody else."""
