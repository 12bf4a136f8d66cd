"""The whole job as a Python user would do it: read, clean, features, k-means for k = 2..10, silhouettes. Prints one JSON line.

  python.py pandas FILE    pandas + openpyxl + scikit-learn
  python.py polars FILE    polars + fastexcel + scikit-learn
"""
import json
import resource
import sys
import time

reader, path = sys.argv[1:3]
started = time.perf_counter()
stages = {}


def stage(name):
    global started
    now = time.perf_counter()
    stages[name] = round(now - started, 3)
    started = now


from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

if reader == "pandas":
    import pandas as pd

    stage("import")
    sales = pd.read_excel(path, engine="openpyxl")
    stage("read")
else:
    import polars as pl

    stage("import")
    sales = pl.read_excel(path, engine="calamine").to_pandas()
    stage("read")

sales = sales[sales["SBQQ__Quantity__c"] > 0].copy()
sales["Sales"] = sales["SBQQ__Quantity__c"] * sales["SBQQ__NetPrice__c"]
customers = sales.groupby("SBQQ__Account__c").agg({"Sales": "sum", "Name": "nunique"})
customers.columns = ["TotalSales", "OrderCount"]
customers["AvgOrderValue"] = customers["TotalSales"] / customers["OrderCount"]
ranks = customers.rank(method="first")
points = ((ranks - ranks.mean()) / ranks.std()).to_numpy()
stage("features")
fits = {k: KMeans(k, n_init=10, random_state=0).fit(points) for k in range(2, 11)}
stage("k-means")
scores = {k: silhouette_score(points, fit.labels_) for k, fit in fits.items()}
stage("silhouettes")

print(json.dumps({
    "stages": stages,
    "seconds": round(sum(stages.values()) - stages["import"], 3),
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    "best_k": max(scores, key=scores.get),
    "silhouette": max(scores.values()),
}))
