import { strictSchema } from '../../lib/check/schemas/strict-schema';
import type { KubernetesSchemas } from '../../lib/facts/schemas/tables';
import { type JsonObject, listAt, textAt } from '../../lib/values/json';

/** `api/openapi-spec/swagger.json` of a release of kubernetes/kubernetes. */
export interface OpenApi {
  /** `1.36`. */
  readonly version: string;
  readonly definitions: Readonly<Record<string, JsonObject>>;
}

/**
 * Types that a manifest may write in another form than OpenAPI has, by the JSON decoders of
 * k8s.io/apimachinery (`Quantity.UnmarshalJSON`, `IntOrString.UnmarshalJSON`; 2026-12).
 */
const decodedTypes: Readonly<Record<string, JsonObject>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['number', 'string'] },
};

/** Objects that are no part of a manifest. */
const notDeployed =
  /^(?:APIGroup|APIVersions|Binding|DeleteOptions|Eviction|Scale|Status|TokenRequest|WatchEvent)$|(?:List|Review)$/;

/** The schemas of several versions of Kubernetes in one table, oldest version first. */
export function kubernetesSchemas(versions: readonly OpenApi[]): KubernetesSchemas {
  const kinds: Record<string, Record<string, string | null>> = {};
  const definitions: Record<string, Record<string, JsonObject | null>> = {};
  for (const { version, definitions: all } of versions) {
    const served = servedKinds(all);
    const needed = reachable(all, Object.values(served));
    record(kinds, version, served);
    record(
      definitions,
      version,
      Object.fromEntries([...needed].map((name) => [shortName(name), definitionOf(name, all[name]!)])),
    );
  }
  return { versions: versions.map(({ version }) => version), kinds, definitions };
}

/** Names of the definitions by `apps/v1/Deployment`. */
function servedKinds(definitions: OpenApi['definitions']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(definitions).flatMap(([name, definition]) => {
      const [only, ...more] = listAt(definition, 'x-kubernetes-group-version-kind');
      const kind = textAt(only, 'kind');
      if (kind === undefined || more.length > 0 || notDeployed.test(kind)) return [];
      const group = textAt(only, 'group');
      const apiVersion = [...(group ? [group] : []), textAt(only, 'version')].join('/');
      return [[`${apiVersion}/${kind}`, shortName(name)]];
    }),
  );
}

function reachable(definitions: OpenApi['definitions'], roots: readonly string[]): ReadonlySet<string> {
  const byShortName = new Map(Object.keys(definitions).map((name) => [shortName(name), name]));
  const found = new Set<string>();
  const open = roots.map((root) => byShortName.get(root)!);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    if (decodedTypes[name] !== undefined) continue;
    for (const match of JSON.stringify(definitions[name]).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      open.push(match[1]!);
    }
  }
  return found;
}

function definitionOf(name: string, definition: JsonObject): JsonObject {
  return decodedTypes[name] ?? withShortReferences(strictSchema(definition));
}

function withShortReferences(schema: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' && typeof value === 'string'
      ? `#/definitions/${shortName(value.slice('#/definitions/'.length))}`
      : value,
  );
}

/** `io.k8s.api.apps.v1.Deployment` → `apps.v1.Deployment`. */
function shortName(name: string): string {
  return name.replace(
    /^io\.k8s\.(?:api|apimachinery\.pkg|kube-aggregator\.pkg|apiextensions-apiserver\.pkg)\./,
    '',
  );
}

/** Adds the values of a version: only what differs from the version before, null for what is gone. */
export function record<T>(
  table: Record<string, Record<string, T | null>>,
  version: string,
  values: Readonly<Record<string, T>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const known = table[name] ?? {};
    if (JSON.stringify(Object.values(known).at(-1)) !== JSON.stringify(value)) known[version] = value;
    table[name] = known;
  }
  for (const [name, known] of Object.entries(table)) {
    if (!(name in values) && Object.values(known).at(-1) !== null) known[version] = null;
  }
}
