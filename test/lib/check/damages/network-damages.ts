import type { Damage, Draft } from './damage';

/** Replaces a flag of vLLM. */
const flag = (draft: Draft, name: string, value: string): void => {
  const { args } = draft.container('vllm');
  args[args.findIndex((each: string) => each.startsWith(`${name}=`))] = `${name}=${value}`;
};

export const networkDamages: readonly Damage[] = [
  {
    name: 'vllm listens on a loopback address',
    rule: 'network/engine-address',
    change: (draft) => flag(draft, '--host', '127.0.0.1'),
  },
  {
    name: 'vllm listens on another port than its Service',
    rule: 'network/engine-port',
    change: (draft) => flag(draft, '--port', '8080'),
  },
  {
    name: 'the Service of ai-app selects another name',
    rule: 'network/service-selector',
    change: (draft) => {
      draft.object('Service', 'ai-app').spec.selector = { 'app.kubernetes.io/name': 'ai-apps' };
    },
  },
  {
    name: 'the Service of vllm selects the label of another chart',
    rule: 'network/service-selector',
    change: (draft) => {
      draft.object('Service', 'vllm').spec.selector = { app: 'vllm' };
    },
  },
  {
    name: 'the Service of litellm targets a port that does not exist',
    rule: 'network/target-port',
    change: (draft) => {
      draft.object('Service', 'litellm').spec.ports[0].targetPort = 'web';
    },
  },
  {
    name: 'the Service of triton targets the port of vllm',
    rule: 'network/target-port',
    change: (draft) => {
      draft.object('Service', 'triton').spec.ports[0].targetPort = 8080;
    },
  },
  {
    name: 'the Service of agent is renamed but not in its Ingress',
    rule: 'network/backend',
    change: (draft) => {
      draft.object('Service', 'litellm').metadata.name = 'gateway';
    },
  },
  {
    name: 'an Ingress routes to a Service that does not exist',
    rule: 'network/backend',
    change: (draft) => {
      draft
        .objects('Ingress')
        .find(
          (each) => each.metadata.namespace === 'production',
        ).spec.rules[0].http.paths[0].backend.service.name = 'ai-apps';
    },
  },
  {
    name: 'ai-app calls a gateway by its Docker Compose name',
    rule: 'network/address',
    change: (draft) => {
      draft.container('ai-app').env.push({ name: 'GATEWAY_URL', value: 'http://gateway:4000/v1' });
    },
  },
  {
    name: 'agent calls another Service by a wrong name',
    rule: 'network/address',
    change: (draft) => {
      draft
        .container('agent')
        .env.push({ name: 'EMBEDDINGS_URL', value: 'http://embeddings.production.svc.cluster.local:8000' });
    },
  },
  {
    name: 'the Service of vllm becomes public',
    rule: 'network/public-load-balancer',
    change: (draft) => {
      draft.object('Service', 'vllm').spec.type = 'LoadBalancer';
    },
  },
  {
    name: 'the Service of litellm becomes public',
    rule: 'network/public-load-balancer',
    change: (draft) => {
      draft.object('Service', 'litellm').spec.type = 'LoadBalancer';
    },
  },
  {
    name: 'the NetworkPolicy of vllm is removed',
    rule: 'network/open-model-server',
    change: (draft) => {
      draft.remove(draft.object('NetworkPolicy', 'vllm'));
    },
  },
  {
    name: 'the NetworkPolicy of vllm selects other pods',
    rule: 'network/open-model-server',
    change: (draft) => {
      draft.object('NetworkPolicy', 'vllm').spec.podSelector.matchLabels = { app: 'vllm' };
    },
  },
];
