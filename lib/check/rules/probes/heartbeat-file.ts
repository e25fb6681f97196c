import { listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { type Container, containersOf, variableOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const worker = (file: string) =>
  deploymentExample(
    `env: [{ name: HEARTBEAT_FILE, value: /run/heartbeat/alive }], livenessProbe: { exec: { command: [sh, -c, "test $(( $(date +%s) - $(stat -c %Y ${file}) )) -lt 60"] }, timeoutSeconds: 10 }`,
  );

export const heartbeatFile: Rule = {
  id: 'probes/heartbeat-file',
  title: 'A probe looks at the file that the worker touches',
  severity: 'error',
  why: 'A file that nobody touches, or that nobody can write, is a worker that is dead: it is killed every minute, and its messages end as dead letters.',
  source:
    'docs/probes.md of this project; kubernetes.io/docs/tasks/configure-pod-container/security-context (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: worker('/run/heartbeat/live') },
  good: { kubernetes: worker('/run/heartbeat/alive') },
  check: (picture) =>
    containersOf(picture).flatMap((container) =>
      probeFields.flatMap((field) => {
        const text = listAt(container.json, `${field}.exec.command`).map(String).join(' ');
        const file = /\bstat\s+(?:-c|--format)[=\s]?\s*['"]?%Y['"]?\s+['"]?(\/[\w./-]+)/.exec(text)?.[1];
        if (file === undefined) return [];
        const at = (message: string, expected: string, fix: string) => [
          {
            in: container.pod.owner,
            field: `${container.path}.${field}.exec.command`,
            message,
            expected,
            fix,
          },
        ];
        const touched = variableOf(container, 'HEARTBEAT_FILE');
        if (touched !== undefined && touched !== file && !/\$|\{\{/.test(touched)) {
          return at(
            `about ${file}, while the worker touches ${touched}`,
            `about ${touched}`,
            'Correct the path.',
          );
        }
        if (canWrite(container, file)) return [];
        return at(
          `about ${file}, on a root that is read-only`,
          'about a file on a volume',
          'Mount an emptyDir with medium: Memory at its directory.',
        );
      }),
    ),
};

function canWrite({ json }: Container, file: string): boolean {
  if (valueAt(json, 'securityContext.readOnlyRootFilesystem') !== true) return true;
  return listAt(json, 'volumeMounts').some((mount) => {
    const path = textAt(mount, 'mountPath')?.replace(/\/+$/, '');
    return (
      path !== undefined &&
      (file === path || file.startsWith(`${path}/`)) &&
      valueAt(mount, 'readOnly') !== true
    );
  });
}
