"""Many articles past one machine, with Dask."""
