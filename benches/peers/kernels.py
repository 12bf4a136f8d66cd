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

start = time.perf_counter()
fits = {k: KMeans(k, n_init=10, random_state=0).fit(points) for k in range(2, 11)}
kmeans = time.perf_counter() - start

start = time.perf_counter()
for k in timed:
    silhouette_score(points, fits[k].labels_)
silhouettes = time.perf_counter() - start

print(json.dumps({
    "kmeans": kmeans,
    "silhouettes": silhouettes / len(timed) * 9 if timed else None,
    "inertia": [fits[k].inertia_ for k in range(2, 11)],
}))
