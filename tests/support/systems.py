"""What a test needs of the system that it runs on."""

import os
import sys

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes, pipes or shells")
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has /dev/full, /dev/shm and names of any bytes"
)
