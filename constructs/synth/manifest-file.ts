import { stringify } from 'yaml';
import type { KubernetesObject } from '../../lib/check/deployment-picture';

/** With the mark of a new document, so that files after one another (`cdk8s synth --stdout`) are a stream of documents. */
const header =
  '# Made from main.ts by aks-ai-platform. Edits are lost: change the definition, and run `npm run synth`.\n---\n';

/**
 * A manifest as text. Keys have one order, strings that a YAML 1.1 or 1.2 reader would take for something else are quoted,
 * and no line is folded: so a diff of two manifests is a diff of what they say.
 */
export function toManifestText(object: KubernetesObject): string {
  // go-yaml, which kubectl and Argo CD use, reads YAML 1.1 (`on`, `0123`, `1:30`) with parts of 1.2 (`0o17`).
  const text = stringify(orderObject(object), {
    version: '1.1',
    compat: 'core',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return header + text;
}

/** `deployment.ai-app.yaml`; what is not safe in a file name on every system becomes '-'. */
export function manifestFileName(object: KubernetesObject): string {
  const name = object.metadata.name.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
  return `${object.kind.toLowerCase()}.${name}.yaml`;
}

/** `apiVersion`, `kind` and `metadata` first, everywhere else `name` first; the rest by name. */
function orderObject(object: KubernetesObject): unknown {
  const { apiVersion, kind, metadata, ...rest } = object;
  return { apiVersion, kind, metadata: orderKeys(metadata), ...(orderKeys(rest) as object) };
}

function orderKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(orderKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, orderKeys(child)]));
}

function rank(key: string): number {
  return key === 'name' ? 0 : 1;
}
