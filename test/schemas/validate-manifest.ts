import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

/** A Kubernetes object as it is written to YAML. */
// biome-ignore lint/suspicious/noExplicitAny: manifests are plain JSON
export type Manifest = Record<string, any>;

/** Kinds that no independent package describes. Their types are generated from the CRDs: `imports/`. */
const kindsWithoutSchema = [
  'secrets-store.csi.x-k8s.io/v1 SecretProviderClass',
  'azmonitoring.coreos.com/v1 PodMonitor',
  'inference.networking.k8s.io/v1 InferencePool',
  'alb.networking.azure.io/v1 HealthCheckPolicy',
  'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
];

/**
 * Errors of the independent schemas for each object: an empty list for a valid one. Unknown kinds and unknown
 * fields are problems too.
 */
export function validateManifests(objects: readonly Manifest[]): string[][] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [path.join(__dirname, 'validate-manifests.mjs')],
    { input: JSON.stringify(objects), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`The schema validation failed: ${stderr}`);
  const results: string[][] = JSON.parse(stdout);
  return results.map((problems, index) => (hasSchema(objects[index]!) ? problems : []));
}

export function validateManifest(object: Manifest): string[] {
  return validateManifests([object])[0]!;
}

/** Expects every object to be valid, and lists the others. */
export function expectValidManifests(objects: readonly Manifest[]): void {
  const invalid = validateManifests(objects).flatMap((problems, index) =>
    problems.map((problem) => `${objects[index]!.kind} ${objects[index]!.metadata?.name}: ${problem}`),
  );
  expect(invalid).toEqual([]);
}

function hasSchema(object: Manifest): boolean {
  return !kindsWithoutSchema.includes(`${object.apiVersion} ${object.kind}`);
}
