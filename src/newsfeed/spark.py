"""Many articles past one machine, with Spark."""
