"""One thread for the numbers of each test process: imported before numpy, which looks once.

More of them wait for each other by turning in circles. Where every processor has a worker of
pytest-xdist already, `tests/analytics/test_tone.py` took 25 s of processor time instead of 4 s.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
