"""k-means with ten starts for k = 2..10, and silhouettes, on normalised ranks. Prints one JSON line.

  kernels.py POINTS K...    POINTS: three little-endian float64 an account; silhouettes are timed for these K alone
"""
import json
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

points = np.fromfile(sys.argv[1], dtype="<f8").reshape(-1, 3)
timed = [int(k) for k in sys.argv[2:]]
KMeans(2, n_init=1, random_state=0).fit(points[:1000])  # what is loaded on first use is not timed



def timed_with_cores(work):
    """Seconds, and how many cores were kept busy."""
    start, busy = time.perf_counter(), time.process_time()
    done = work()
    seconds = time.perf_counter() - start
    return done, seconds, (time.process_time() - busy) / max(seconds, 1e-9)


fits, kmeans, kmeans_cores = timed_with_cores(
    lambda: {k: KMeans(k, n_init=10, random_state=0).fit(points) for k in range(2, 11)}
)
_, silhouettes, silhouettes_cores = timed_with_cores(
    lambda: [silhouette_score(points, fits[k].labels_) for k in timed]
)

print(json.dumps({
    "kmeans": kmeans,
    "kmeans_cores": kmeans_cores,
    "silhouettes": silhouettes / len(timed) * 9 if timed else None,
    "silhouettes_cores": silhouettes_cores if timed else None,
    "inertia": [fits[k].inertia_ for k in range(2, 11)],
}))
