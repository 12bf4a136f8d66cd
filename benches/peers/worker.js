// The whole job as a JavaScript user would do it in a worker: SheetJS, ml-kmeans, silhouettes in plain JS with each pair once.
// A file of points (.f64) is clustered and scored alone.
importScripts("xlsx.full.min.js", "ml-kmeans.js");

const KS = [2, 3, 4, 5, 6, 7, 8, 9, 10];
// Of so many points only every sixteenth is held against those before it, and the time taken sixteen times: all would take ten minutes.
const MANY = 50_000;
const EVERY = 16;

self.onmessage = async ({ data: file }) => {
  const stages = {};
  let started = performance.now();
  const stage = (name) => {
    const now = performance.now();
    stages[name] = (now - started) / 1000;
    started = now;
  };
  let points;
  if (file.name.endsWith(".f64")) {
    points = unpacked(new Float64Array(await file.arrayBuffer()));
    stage("read");
  } else {
    const book = XLSX.read(await file.arrayBuffer(), { type: "array", dense: true });
    const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
    stage("read");
    points = features(rows);
    stage("features");
  }
  const fits = KS.map((k) => MLKMeans.kmeans(points, k, { initialization: "kmeans++", seed: 0 }));
  stage("k-means");
  const every = points.length > MANY ? EVERY : 1;
  const scores = silhouettes(points, fits.map((fit) => fit.clusters), every);
  stage("silhouettes");
  stages.silhouettes *= every;
  const seconds = Object.values(stages).reduce((sum, value) => sum + value, 0);
  const best = scores.indexOf(Math.max(...scores));
  self.postMessage({ stages, seconds, best_k: KS[best], silhouette: scores[best] });
};

// Points that were made already: three numbers an account.
function unpacked(values) {
  return Array.from({ length: values.length / 3 }, (_, index) => Array.from(values.subarray(3 * index, 3 * index + 3)));
}

function features(rows) {
  const accounts = new Map();
  for (const row of rows) {
    const quantity = row.SBQQ__Quantity__c;
    if (!(quantity > 0)) continue;
    let account = accounts.get(row.SBQQ__Account__c);
    if (!account) accounts.set(row.SBQQ__Account__c, (account = { total: 0, lines: new Set() }));
    account.total += quantity * row.SBQQ__NetPrice__c;
    account.lines.add(row.Name);
  }
  const ids = [...accounts.keys()].sort((a, b) => (a < b ? -1 : 1));
  const columns = [
    ids.map((id) => accounts.get(id).total),
    ids.map((id) => accounts.get(id).lines.size),
    ids.map((id) => accounts.get(id).total / accounts.get(id).lines.size),
  ];
  const n = ids.length;
  const mean = (n + 1) / 2;
  const deviation = Math.sqrt((n * (n + 1)) / 12);
  const points = ids.map(() => [0, 0, 0]);
  columns.forEach((column, feature) => {
    const order = column.map((_, index) => index).sort((a, b) => column[a] - column[b]);
    order.forEach((index, rank) => (points[index][feature] = (rank + 1 - mean) / deviation));
  });
  return points;
}

function silhouettes(points, labelings, every) {
  const n = points.length;
  const sums = labelings.map((_, which) => new Float64Array(n * KS[which]));
  for (let i = 0; i < n; i += every) {
    const [x, y, z] = points[i];
    for (let j = 0; j < i; j++) {
      const q = points[j];
      const distance = Math.sqrt((x - q[0]) ** 2 + (y - q[1]) ** 2 + (z - q[2]) ** 2);
      for (let which = 0; which < labelings.length; which++) {
        const labels = labelings[which];
        sums[which][i * KS[which] + labels[j]] += distance;
        sums[which][j * KS[which] + labels[i]] += distance;
      }
    }
  }
  return labelings.map((labels, which) => {
    const k = KS[which];
    const sizes = new Array(k).fill(0);
    for (const label of labels) sizes[label]++;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const own = labels[i];
      if (sizes[own] === 1) continue;
      const a = sums[which][i * k + own] / (sizes[own] - 1);
      let b = Infinity;
      for (let c = 0; c < k; c++) if (c !== own) b = Math.min(b, sums[which][i * k + c] / sizes[c]);
      total += (b - a) / Math.max(a, b);
    }
    return total / n;
  });
}
