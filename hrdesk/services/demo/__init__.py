"""The made-up city: its year, played through the services like anybody else."""
