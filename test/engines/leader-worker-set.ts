import { installDefinitions } from '../cluster/custom-resource-definitions';
import { freePort, localhost, untilReady } from '../cluster/processes';
import type { ControlPlane } from './control-plane';
import { readDefinitionsOf } from './manifests';
import { programPath } from './programs';
import { registerWebhooks } from './webhooks';

const startSeconds = 60;

/** Starts LeaderWorkerSet's manager with its webhooks. */
export async function startLeaderWorkerSet(plane: ControlPlane): Promise<void> {
  const { programs, processes, api, kubeconfig, certificates } = plane;
  await installDefinitions(
    api,
    readDefinitionsOf(programs, 'lws').filter(({ kind }) => kind === 'CustomResourceDefinition'),
  );
  const [webhooks, health] = [await freePort(), await freePort()];
  const configuration = {
    apiVersion: 'config.lws.x-k8s.io/v1alpha1',
    kind: 'Configuration',
    leaderElection: { leaderElect: false },
    internalCertManagement: { enable: false },
    webhook: { port: webhooks, host: localhost, certDir: certificates.folder },
    metrics: { bindAddress: `${localhost}:${await freePort()}` },
    health: { healthProbeBindAddress: `${localhost}:${health}` },
  };
  processes.start(programPath(programs, 'lws-manager'), 'lws-manager', [
    `--config=${processes.file('lws.json', JSON.stringify(configuration))}`,
    `--kubeconfig=${kubeconfig}`,
  ]);
  await untilReady(`http://${localhost}:${health}/readyz`, startSeconds);
  await registerWebhooks(plane, 'lws', `https://${localhost}:${webhooks}`);
}
