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
  title: 'A heartbeat probe must check the file that the worker writes',
  severity: 'error',
  why: 'If the worker does not write the file of the probe, the kubelet treats it as dead and restarts it every minute. Its messages end in the dead-letter queue.',
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
        const wrongFile = (message: string, expected: string, fix: string) => [
          {
            in: container.pod.owner,
            field: `${container.path}.${field}.exec.command`,
            message,
            expected,
            fix,
          },
        ];
        const heartbeatPath = variableOf(container, 'HEARTBEAT_FILE');
        if (heartbeatPath !== undefined && heartbeatPath !== file && !/\$|\{\{/.test(heartbeatPath)) {
          return wrongFile(
            `The probe checks ${file} but the worker writes ${heartbeatPath}, so the kubelet restarts the worker again and again.`,
            heartbeatPath,
            'Correct the path.',
          );
        }
        if (canWrite(container, file)) return [];
        return wrongFile(
          `The probe checks ${file} on a read-only root filesystem, so the worker cannot write it and the kubelet restarts it again and again.`,
          'a file on a writable volume',
          'Mount an emptyDir with medium: Memory at the directory of the file.',
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
