import type { Damage } from './damage';

export const securityDamages: readonly Damage[] = [
  {
    name: 'ai-app is privileged',
    rule: 'security/privileged',
    change: (draft) => {
      draft.container('ai-app').securityContext = { privileged: true };
    },
  },
  {
    name: 'vllm is privileged because of its GPU',
    rule: 'security/privileged',
    change: (draft) => {
      draft.container('vllm').securityContext.privileged = true;
    },
  },
  {
    name: 'ai-app is in the network of its node',
    rule: 'security/host-access',
    change: (draft) => {
      draft.podSpec('ai-app').hostNetwork = true;
    },
  },
  {
    name: 'embedder mounts the sockets of its node',
    rule: 'security/host-access',
    change: (draft) => {
      draft.podSpec('embedder').volumes.push({ name: 'run', hostPath: { path: '/run' } });
    },
  },
  {
    name: 'litellm runs as root in a namespace that forbids it',
    rule: 'security/pod-security',
    change: (draft) => {
      draft.object('Namespace', 'production').metadata.labels['pod-security.kubernetes.io/enforce'] =
        'restricted';
      delete draft.container('litellm').securityContext;
    },
  },
];
