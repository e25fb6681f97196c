import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort, localhost } from '../cluster/processes';
import type { ControlPlane } from './control-plane';
import { programPath } from './programs';

/** Tag of an image that no registry has: pods with it never start. */
export const missingTag = 'missing';

/** Annotation of a node whose kubelet has stopped. */
export const sickAnnotation = 'engines-tier/sick';

/**
 * Further conditions of kwok's own stages: without them every pod and node is ready, and every Job complete, at once.
 *
 * @see kwok.sigs.k8s.io/docs/user/stages-configuration (2026-12)
 */
const conditions: Readonly<Record<string, object>> = {
  'pod-ready': {
    key: `.spec.containers.[] | select( .image | endswith(":${missingTag}") ) | .image`,
    operator: 'DoesNotExist',
  },
  // A message takes as long as the test looks at it.
  'pod-complete': {
    key: '.metadata.labels["app.kubernetes.io/component"]',
    operator: 'NotIn',
    values: ['queue-worker'],
  },
  'node-initialize': {
    key: `.metadata.annotations["${sickAnnotation}"]`,
    operator: 'DoesNotExist',
  },
};

/** Starts kwok, which plays the kubelet of every node. */
export async function startKwok({ programs, processes, kubeconfig }: ControlPlane): Promise<void> {
  const folder = path.join(programs.folder, 'manifests/kwok');
  const stages = fs.readdirSync(folder).map((file) => {
    const stage = parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    const condition = conditions[stage.metadata.name];
    if (condition !== undefined) stage.spec.selector.matchExpressions.push(condition);
    return stringify(stage);
  });
  processes.start(programPath(programs, 'kwok'), 'kwok', [
    `--kubeconfig=${kubeconfig}`,
    `--config=${processes.file('kwok.yaml', stages.join('---\n'))}`,
    '--manage-all-nodes=true',
    '--node-lease-duration-seconds=40',
    `--server-address=${localhost}:${await freePort()}`,
  ]);
}
