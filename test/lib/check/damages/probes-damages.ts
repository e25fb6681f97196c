import type { Damage } from './damage';

export const probesDamages: readonly Damage[] = [
  {
    name: 'liveness of vllm loses its numbers and has those of Kubernetes',
    rule: 'probes/engine-patience',
    change: (draft) => {
      draft.container('vllm').livenessProbe = { httpGet: { path: '/health', port: 8000 } };
    },
  },
  {
    name: 'the timeout of liveness of litellm is shortened to a second',
    rule: 'probes/engine-patience',
    change: (draft) => {
      draft.container('litellm').livenessProbe.timeoutSeconds = 1;
    },
  },
  {
    name: 'liveness of triton gives up after one failure',
    rule: 'probes/engine-patience',
    change: (draft) => {
      draft.container('triton').livenessProbe.failureThreshold = 1;
    },
  },
  {
    name: 'the heartbeat command of the embedder has a second',
    rule: 'probes/exec-timeout',
    change: (draft) => {
      delete draft.container('embedder').livenessProbe.timeoutSeconds;
    },
  },
  {
    name: 'the heartbeat of the embedder may be ten seconds old',
    rule: 'probes/heartbeat-age',
    change: (draft) => {
      const { command } = draft.container('embedder').livenessProbe.exec;
      command[2] = command[2].replace('-lt 60', '-lt 10');
    },
  },
  {
    name: 'one late beat of the embedder is its death',
    rule: 'probes/heartbeat-age',
    change: (draft) => {
      const { command } = draft.container('embedder').livenessProbe.exec;
      command[2] = command[2].replace('-lt 60', '-lt 20');
    },
  },
  {
    name: 'the heartbeat of the embedder is looked for in a file that it does not touch',
    rule: 'probes/heartbeat-file',
    change: (draft) => {
      const { command } = draft.container('embedder').livenessProbe.exec;
      command[2] = command[2].replace('/run/heartbeat/alive', '/run/heartbeat/live');
    },
  },
  {
    name: 'the embedder moves its heartbeat, and the probes do not',
    rule: 'probes/heartbeat-file',
    change: (draft) => {
      const { env } = draft.container('embedder');
      env.find((each: { name: string }) => each.name === 'HEARTBEAT_FILE').value = '/tmp/alive';
    },
  },
  {
    name: 'the volume of the heartbeat of the embedder is removed',
    rule: 'probes/heartbeat-file',
    change: (draft) => {
      const container = draft.container('embedder');
      const pod = draft.podSpec('embedder');
      container.volumeMounts = container.volumeMounts.filter(
        ({ name }: { name: string }) => name !== 'heartbeat',
      );
      pod.volumes = pod.volumes.filter(({ name }: { name: string }) => name !== 'heartbeat');
    },
  },
  {
    name: 'the startup probe of ai-app becomes a delay of liveness',
    rule: 'probes/initial-delay',
    change: (draft) => {
      const container = draft.container('ai-app');
      delete container.startupProbe;
      container.livenessProbe.initialDelaySeconds = 180;
    },
  },
  {
    name: 'liveness of litellm asks for readiness, which the database decides',
    rule: 'probes/liveness-dependency',
    change: (draft) => {
      draft.container('litellm').livenessProbe.httpGet.path = '/health/readiness';
    },
  },
  {
    name: 'liveness of litellm calls every model',
    rule: 'probes/liveness-dependency',
    change: (draft) => {
      draft.container('litellm').livenessProbe.httpGet.path = '/health';
    },
  },
  {
    name: 'liveness of ai-app asks its ready path',
    rule: 'probes/liveness-dependency',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.httpGet.path = '/health/ready';
    },
  },
  {
    name: 'readiness of litellm calls every model',
    rule: 'probes/billed-health',
    change: (draft) => {
      draft.container('litellm').readinessProbe.httpGet.path = '/health';
    },
  },
  {
    name: 'vllm moves to another port, and its probes do not',
    rule: 'probes/port',
    change: (draft) => {
      const { args } = draft.container('vllm');
      args[args.indexOf('--port=8000')] = '--port=8080';
    },
  },
  {
    name: 'readiness of triton asks the port of gRPC',
    rule: 'probes/port',
    change: (draft) => {
      draft.container('triton').readinessProbe.httpGet.port = 8001;
    },
  },
  {
    name: 'liveness of ai-app names a port that it does not have',
    rule: 'probes/port',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.httpGet.port = 'https';
    },
  },
  {
    name: 'readiness of vllm asks for the models, which the key protects',
    rule: 'probes/engine-path',
    change: (draft) => {
      draft.container('vllm').readinessProbe.httpGet.path = '/v1/models';
    },
  },
  {
    name: 'the probes of triton have the path of another server',
    rule: 'probes/engine-path',
    change: (draft) => {
      draft.container('triton').startupProbe.httpGet.path = '/health';
    },
  },
  {
    name: 'liveness of ai-app has the command of another container too',
    rule: 'probes/handler',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.exec = { command: ['cat', '/tmp/alive'] };
    },
  },
  {
    name: 'readiness of ai-app is removed',
    rule: 'probes/readiness',
    change: (draft) => {
      delete draft.container('ai-app').readinessProbe;
    },
  },
  {
    name: 'readiness of the agent is removed',
    rule: 'probes/readiness',
    change: (draft) => {
      delete draft.container('agent').readinessProbe;
    },
  },
  {
    name: 'liveness of vllm is removed',
    rule: 'probes/engine-liveness',
    change: (draft) => {
      delete draft.container('vllm').livenessProbe;
    },
  },
  {
    name: 'the startup probe of vllm is removed',
    rule: 'probes/slow-start',
    change: (draft) => {
      delete draft.container('vllm').startupProbe;
    },
  },
  {
    name: 'the startup probe of triton is removed',
    rule: 'probes/slow-start',
    change: (draft) => {
      delete draft.container('triton').startupProbe;
    },
  },
  {
    name: 'the startup probe of vllm lasts a minute',
    rule: 'probes/startup-budget',
    change: (draft) => {
      draft.container('vllm').startupProbe.failureThreshold = 6;
    },
  },
  {
    name: 'the startup probe of deepseek lasts ten minutes',
    rule: 'probes/startup-budget',
    change: (draft) => {
      draft.container('deepseek').startupProbe.failureThreshold = 61;
    },
  },
  {
    name: 'deepseek waits for its engine for as long as vLLM does by itself',
    rule: 'probes/engine-ready-timeout',
    change: (draft) => {
      const container = draft.container('deepseek');
      container.env = container.env.filter(
        ({ name }: { name: string }) => name !== 'VLLM_ENGINE_READY_TIMEOUT_S',
      );
    },
  },
  {
    name: 'liveness of ai-app wants two successes',
    rule: 'probes/success-threshold',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.successThreshold = 2;
    },
  },
];
