import type { Manifest } from '../schemas/validate-manifest';

/** One probe with what the API server fills in; times in seconds. */
export interface Probe {
  readonly action:
    | { readonly type: 'http'; readonly path: string; readonly port: number }
    | { readonly type: 'exec'; readonly command: readonly string[] };
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

export type ProbeKind = 'startup' | 'readiness' | 'liveness';

/** What the kubelet reads of a Deployment with one container. */
export interface ContainerSpec {
  readonly command: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly probes: Readonly<Partial<Record<ProbeKind, Probe>>>;
  /** Where its emptyDir volumes are mounted. */
  readonly mountPaths: readonly string[];
  readonly preStopSeconds: number;
  readonly terminationGracePeriodSeconds: number;
}

/**
 * Reads a synthesized Deployment.
 *
 * @throws {Error} on what is not played here: left out silently, it would make the proof one of something else.
 */
export function containerSpec(deployment: Manifest): ContainerSpec {
  const pod = deployment.spec.template.spec;
  if (pod.containers.length !== 1) throw new Error(`One container is played, not ${pod.containers.length}.`);
  const [container] = pod.containers;
  const emptyDirs = (pod.volumes ?? []).filter((volume: Manifest) => volume.emptyDir !== undefined);
  const names: readonly string[] = emptyDirs.map((volume: Manifest) => volume.name);
  const probes: Partial<Record<ProbeKind, Probe>> = {};
  for (const kind of ['startup', 'readiness', 'liveness'] as const) {
    const probe = container[`${kind}Probe`];
    if (probe !== undefined) probes[kind] = readProbe(probe, container.ports ?? []);
  }
  return {
    command: container.command === undefined ? undefined : [...container.command, ...(container.args ?? [])],
    environment: Object.fromEntries(
      (container.env ?? []).map((variable: Manifest) => [variable.name, variable.value ?? '']),
    ),
    probes,
    mountPaths: (container.volumeMounts ?? [])
      .filter((mount: Manifest) => names.includes(mount.name))
      .map((mount: Manifest) => mount.mountPath),
    preStopSeconds: readPreStop(container.lifecycle?.preStop),
    // The API server's default.
    terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds ?? 30,
  };
}

/** Defaults: kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-11). */
function readProbe(probe: Manifest, ports: readonly Manifest[]): Probe {
  if (probe.terminationGracePeriodSeconds !== undefined)
    throw new Error("A probe's own terminationGracePeriodSeconds is not played.");
  return {
    action: readAction(probe, ports),
    initialDelaySeconds: probe.initialDelaySeconds ?? 0,
    periodSeconds: probe.periodSeconds ?? 10,
    timeoutSeconds: probe.timeoutSeconds ?? 1,
    failureThreshold: probe.failureThreshold ?? 3,
    successThreshold: probe.successThreshold ?? 1,
  };
}

function readAction(probe: Manifest, ports: readonly Manifest[]): Probe['action'] {
  if (probe.exec !== undefined) return { type: 'exec', command: probe.exec.command };
  if (probe.httpGet === undefined) throw new Error('Only httpGet and exec probes are played.');
  const { path = '/', port } = probe.httpGet;
  const number = typeof port === 'number' ? port : ports.find(({ name }) => name === port)?.containerPort;
  if (number === undefined) throw new Error(`No port of the container has the name ${port}.`);
  return { type: 'http', path, port: number };
}

function readPreStop(preStop: Manifest | undefined): number {
  if (preStop === undefined) return 0;
  if (preStop.sleep === undefined) throw new Error('Only the preStop action sleep is played.');
  return preStop.sleep.seconds;
}
