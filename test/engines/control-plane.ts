import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { startOwn, startProxy } from '../cluster/api-server';
import { installDefinitions, readDefinitions } from '../cluster/custom-resource-definitions';
import { KubernetesApi } from '../cluster/kubernetes-api';
import { freePort, Processes } from '../cluster/processes';
import { aggregationOptions, type Certificates, makeCertificates } from './certificates';
import { type Programs, programPath } from './programs';

/** An API server with the controllers and the scheduler of Kubernetes. */
export interface ControlPlane {
  readonly programs: Programs;
  readonly api: KubernetesApi;
  readonly kubeconfig: string;
  readonly certificates: Certificates;
  readonly processes: Processes;
  /** Runs kubectl as administrator, and gives what it prints. */
  kubectl(args: readonly string[], input?: object): string;
}

/**
 * Starts etcd, kube-apiserver, kube-controller-manager and kube-scheduler with their defaults, except that the HPA
 * controller looks every two seconds and nodes without leases are noticed sooner.
 *
 * @param hosts hosts on the Internet that this run plays.
 */
export async function startControlPlane(programs: Programs, hosts: readonly string[]): Promise<ControlPlane> {
  const processes = new Processes('engines-tier');
  try {
    const certificates = makeCertificates(programPath(programs, 'openssl'), processes, hosts);
    const { kubeconfig, serviceAccountKey } = await startOwn(
      programs.folder,
      processes,
      aggregationOptions(certificates),
    );
    const url = await startProxy(programPath(programs, 'kubectl'), kubeconfig, processes);
    const api = new KubernetesApi(url);
    for (const folder of [path.join(programs.folder, 'manifests/keda'), programs.crdsFolder])
      await installDefinitions(api, readDefinitions(folder));
    const logins = [kubeconfig, kubeconfig, kubeconfig].map(
      (file, index) => `--${['', 'authentication-', 'authorization-'][index]}kubeconfig=${file}`,
    );
    processes.start(programPath(programs, 'kube-controller-manager'), 'kube-controller-manager', [
      ...logins,
      `--secure-port=${await freePort()}`,
      `--cert-dir=${processes.path('kube-controller-manager')}`,
      `--service-account-private-key-file=${serviceAccountKey}`,
      '--leader-elect=false',
      '--horizontal-pod-autoscaler-sync-period=2s',
    ]);
    processes.start(programPath(programs, 'kube-scheduler'), 'kube-scheduler', [
      ...logins,
      `--secure-port=${await freePort()}`,
      `--cert-dir=${processes.path('kube-scheduler')}`,
      '--leader-elect=false',
    ]);
    const kubectl = (args: readonly string[], input?: object) =>
      execFileSync(programPath(programs, 'kubectl'), [`--kubeconfig=${kubeconfig}`, ...args], {
        encoding: 'utf8',
        input: input === undefined ? '' : JSON.stringify(input),
        stdio: 'pipe',
        maxBuffer: 2 ** 26,
      });
    return { programs, api, kubeconfig, certificates, processes, kubectl };
  } catch (error) {
    const logs = processes.logs();
    await processes.stop();
    throw new Error(`The control plane did not start: ${(error as Error).message}\n${logs}`);
  }
}
