import type { ProbeSpec } from '../../engine/probes/probe-plan';
import { isJsonObject, listAt, numberAt, textAt, valueAt } from '../../values/json';
import type { Container } from './pods';

export type ProbeField = 'startupProbe' | 'readinessProbe' | 'livenessProbe';

export const probeFields: readonly ProbeField[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/**
 * A probe with the Kubernetes defaults filled in; undefined if the container has none. The action
 * is HTTP, or a command for every other handler. Source:
 * kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1 "Probe" (2026-11).
 */
export function probeOf({ json }: Container, field: ProbeField): ProbeSpec | undefined {
  const probe = json[field];
  if (!isJsonObject(probe)) return undefined;
  const path = textAt(probe, 'httpGet.path') ?? '/';
  const port = valueAt(probe, 'httpGet.port');
  return {
    action:
      port === undefined
        ? { type: 'exec', command: listAt(probe, 'exec.command').map(String) }
        : { type: 'http', path, port: typeof port === 'number' ? port : 0 },
    initialDelaySeconds: numberAt(probe, 'initialDelaySeconds') ?? 0,
    periodSeconds: numberAt(probe, 'periodSeconds') ?? 10,
    timeoutSeconds: numberAt(probe, 'timeoutSeconds') ?? 1,
    failureThreshold: numberAt(probe, 'failureThreshold') ?? 3,
    successThreshold: numberAt(probe, 'successThreshold') ?? 1,
  };
}
