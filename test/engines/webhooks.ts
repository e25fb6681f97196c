import type { ControlPlane } from './control-plane';
import { readDefinitionsOf } from './manifests';

/** Paths below which LeaderWorkerSet's chart calls the webhooks of pods for its own pods only. */
const podPaths = ['/mutate--v1-pod', '/validate--v1-pod'];
const ownPods = { matchExpressions: [{ key: 'leaderworkerset.sigs.k8s.io/name', operator: 'Exists' }] };

/** Registers the webhooks of an installation at a server on this machine. */
export async function registerWebhooks(
  { api, programs, certificates }: ControlPlane,
  installation: string,
  address: string,
): Promise<void> {
  const kinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
  for (const manifest of readDefinitionsOf(programs, installation).filter(({ kind }) =>
    kinds.includes(kind),
  )) {
    const { apiVersion, kind, metadata, webhooks } = manifest as typeof manifest &
      Record<'webhooks', Webhook[]>;
    const { status, body } = await api.create({
      apiVersion,
      kind,
      metadata: { ...metadata, name: `${installation}-${metadata.name}` },
      webhooks: webhooks.map(({ clientConfig, ...webhook }) => ({
        ...webhook,
        // A webhook that does not answer is a failure here, not a hole.
        failurePolicy: 'Fail',
        ...(podPaths.includes(clientConfig.service.path) ? { objectSelector: ownPods } : {}),
        clientConfig: { url: `${address}${clientConfig.service.path}`, caBundle: certificates.caBundle },
      })),
    });
    if (status >= 300) throw new Error(`${kind} ${metadata.name}: ${body['message']}`);
  }
}

interface Webhook {
  readonly clientConfig: { readonly service: { readonly path: string } };
}
