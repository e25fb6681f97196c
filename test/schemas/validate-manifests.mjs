/**
 * Reads an array of Kubernetes objects as JSON from the standard input and prints an array with the problems of each,
 * by the schemas of `@kubernetes-models`. A program of its own, because these packages are ES modules and Jest's tests
 * are not.
 */
import { text } from 'node:stream/consumers';

/** Where the schemas of an API version are. */
const modules = {
  v1: 'kubernetes-models/v1',
  'apps/v1': 'kubernetes-models/apps/v1',
  'batch/v1': 'kubernetes-models/batch/v1',
  'networking.k8s.io/v1': 'kubernetes-models/networking.k8s.io/v1',
  'policy/v1': 'kubernetes-models/policy/v1',
  'rbac.authorization.k8s.io/v1': 'kubernetes-models/rbac.authorization.k8s.io/v1',
  'scheduling.k8s.io/v1': 'kubernetes-models/scheduling.k8s.io/v1',
  'storage.k8s.io/v1': 'kubernetes-models/storage.k8s.io/v1',
  'gateway.networking.k8s.io/v1': '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
  'argoproj.io/v1alpha1': '@kubernetes-models/argo-cd/argoproj.io/v1alpha1',
  'keda.sh/v1alpha1': '@kubernetes-models/keda/keda.sh/v1alpha1',
};

const objects = JSON.parse(await text(process.stdin));
const results = [];
for (const object of objects) results.push(await problemsOf(object));
process.stdout.write(JSON.stringify(results));

async function problemsOf(object) {
  const model = await modelOf(object);
  if (model === undefined) return [`no schema for ${object.apiVersion} ${object.kind}`];
  const unread = new Set();
  try {
    model.prototype.validate.call(watched(object, '', unread));
  } catch (error) {
    return [error.message];
  }
  return (
    [...unread]
      .filter((field) => !field.endsWith('/description'))
      // The values of a chart: any.
      .filter((field) => !field.includes('/helm/valuesObject/'))
      .map((field) => `unknown field ${field}`)
  );
}

async function modelOf({ apiVersion, kind }) {
  const module = modules[apiVersion];
  if (module === undefined) return undefined;
  try {
    return (await import(`${module}/${kind}`))[kind];
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * (A field called `description` is not counted: the packages drop everything of this name from their schemas, the
 * documentation that they mean and the fields that they do not, such as `spec.description` of an AppProject.)
 *
 * The schemas let unknown fields pass. But they read every field that they contain, so a field that no schema has read
 * at is unknown: an object that takes each field off the list when it is read.
 */
function watched(value, path, unread) {
  if (typeof value !== 'object' || value === null) return value;
  const children = new Map();
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value)) unread.add(`${path}/${key}`);
    children.set(key, { path: `${path}/${key}`, watched: undefined });
  }
  return new Proxy(value, {
    get(target, key) {
      const child = children.get(key);
      if (child === undefined) return Reflect.get(target, key);
      unread.delete(child.path);
      child.watched ??= watched(target[key], child.path, unread);
      return child.watched;
    },
  });
}
