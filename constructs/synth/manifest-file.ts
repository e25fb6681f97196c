import { stringify } from 'yaml';
import type { KubernetesObject } from '../../lib/check/deployment-picture';

/**
 * The header starts a YAML document, so concatenated files (`cdk8s synth --stdout`) are a stream of
 * documents.
 */
const header =
  '# Made from main.ts by aks-ai-platform. Edits are lost: change the definition, and run `npm run synth`.\n---\n';

/**
 * A manifest as text. Keys have a fixed order, strings that YAML 1.1 or 1.2 would read as another
 * type are quoted, and no line is folded, so a diff of two manifests shows only changes of their
 * content.
 */
export function toManifestText(object: KubernetesObject): string {
  // go-yaml, which kubectl and Argo CD use, reads YAML 1.1 (`on`, `0123`, `1:30`) with parts of 1.2
  // (`0o17`).
  const text = stringify(orderObject(object), {
    version: '1.1',
    compat: 'core',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return header + text;
}

/**
 * The name of the file: `deployment.ai-app.yaml`. Characters that some systems do not allow become
 * '-'.
 */
export function manifestFileName(object: KubernetesObject): string {
  const name = object.metadata.name.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
  return `${object.kind.toLowerCase()}.${name}.yaml`;
}

/**
 * Sorts keys by name, with `apiVersion`, `kind` and `metadata` first in the object and `name` first
 * elsewhere.
 */
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
