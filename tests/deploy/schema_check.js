// Kubernetes objects, a JSON list on standard input, against the API's schemas as the npm package kubernetes-models has them.
// A problem is a line; exit status 1 where there are any. Those schemas let unknown fields pass, so each object is handed over
// behind a proxy that notes which fields the schema asks for: a field that it never asks for is one that it does not know.
'use strict';
const path = require('path');

const GROUPS = {
  v1: 'CoreV1', 'apps/v1': 'AppsV1', 'autoscaling/v2': 'AutoscalingV2', 'batch/v1': 'BatchV1',
  'networking.k8s.io/v1': 'NetworkingV1', 'policy/v1': 'PolicyV1',
};

function watched(value, place, unknown) {
  if (value === null || typeof value !== 'object') return value;
  const left = new Set(Array.isArray(value) ? [] : Object.keys(value));
  const inner = new Map();
  unknown.push(() => [...left].map((key) => `${place}/${key}: no such field`));
  return new Proxy(value, {
    get(target, key) {
      left.delete(key);
      if (!Object.hasOwn(target, key)) return target[key];
      if (!inner.has(key)) inner.set(key, watched(target[key], `${place}/${String(key)}`, unknown));
      return inner.get(key);
    },
  });
}

function problemsOf(object, folder) {
  const group = GROUPS[object.apiVersion];
  if (!group) return [`${object.apiVersion}: no such API version, or one that ${path.basename(__filename)} has to learn`];
  let validate;
  try {
    ({ validate } = require(path.join(folder, '_schemas', `IoK8sApi${group}${object.kind}.js`)));
  } catch (error) {
    return [`no such kind in ${object.apiVersion}`];
  }
  const unknown = [];
  const sound = validate(watched(object, '', unknown));
  const errors = sound ? [] : validate.errors.map((error) =>
    `${error.instancePath || '/'}: ${error.keyword} ${JSON.stringify(error.params)}`);
  return errors.concat(unknown.flatMap((tell) => tell()));
}

const objects = JSON.parse(require('fs').readFileSync(0, 'utf8'));
let count = 0;
for (const object of objects) {
  for (const problem of problemsOf(object, process.argv[2])) {
    console.log(`${object.kind} ${object.metadata && object.metadata.name}: ${problem}`);
    count += 1;
  }
}
process.exitCode = count ? 1 : 0;
