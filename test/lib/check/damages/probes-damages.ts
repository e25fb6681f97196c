import type { Damage } from './damage';

export const probesDamages: readonly Damage[] = [
  {
    name: 'the liveness probe of vllm falls back to the Kubernetes defaults',
    rule: 'probes/engine-patience',
    change: (draft) => {
      draft.container('vllm').livenessProbe = { httpGet: { path: '/health', port: 8000 } };
    },
  },
  {
    name: 'the liveness timeout of litellm is one second',
    rule: 'probes/engine-patience',
    change: (draft) => {
      draft.container('litellm').livenessProbe.timeoutSeconds = 1;
    },
  },
  {
    name: 'the liveness probe of triton fails after one attempt',
    rule: 'probes/engine-patience',
    change: (draft) => {
      draft.container('triton').livenessProbe.failureThreshold = 1;
    },
  },
  {
    name: 'the heartbeat command of the embedder has a timeout of one second',
    rule: 'probes/exec-timeout',
    change: (draft) => {
      delete draft.container('embedder').livenessProbe.timeoutSeconds;
    },
  },
  {
    name: 'the heartbeat of the embedder may be only ten seconds old',
    rule: 'probes/heartbeat-age',
    change: (draft) => {
      const { command } = draft.container('embedder').livenessProbe.exec;
      command[2] = command[2].replace('-lt 60', '-lt 10');
    },
  },
  {
    name: 'one late heartbeat restarts the embedder',
    rule: 'probes/heartbeat-age',
    change: (draft) => {
      const { command } = draft.container('embedder').livenessProbe.exec;
      command[2] = command[2].replace('-lt 60', '-lt 20');
    },
  },
  {
    name: 'the liveness probe checks a file that the embedder does not write',
    rule: 'probes/heartbeat-file',
    change: (draft) => {
      const { command } = draft.container('embedder').livenessProbe.exec;
      command[2] = command[2].replace('/run/heartbeat/alive', '/run/heartbeat/live');
    },
  },
  {
    name: 'the heartbeat file of the embedder moves but its probes do not',
    rule: 'probes/heartbeat-file',
    change: (draft) => {
      const { env } = draft.container('embedder');
      env.find((each: { name: string }) => each.name === 'HEARTBEAT_FILE').value = '/tmp/alive';
    },
  },
  {
    name: 'the heartbeat volume of the embedder is removed',
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
    name: 'the startup probe of ai-app is replaced with a liveness delay',
    rule: 'probes/initial-delay',
    change: (draft) => {
      const container = draft.container('ai-app');
      delete container.startupProbe;
      container.livenessProbe.initialDelaySeconds = 180;
    },
  },
  {
    name: 'the liveness probe of litellm uses readiness, which depends on the database',
    rule: 'probes/liveness-dependency',
    change: (draft) => {
      draft.container('litellm').livenessProbe.httpGet.path = '/health/readiness';
    },
  },
  {
    name: 'the liveness probe of litellm calls every model',
    rule: 'probes/liveness-dependency',
    change: (draft) => {
      draft.container('litellm').livenessProbe.httpGet.path = '/health';
    },
  },
  {
    name: 'the liveness probe of ai-app uses its readiness path',
    rule: 'probes/liveness-dependency',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.httpGet.path = '/health/ready';
    },
  },
  {
    name: 'the readiness probe of litellm calls every model',
    rule: 'probes/billed-health',
    change: (draft) => {
      draft.container('litellm').readinessProbe.httpGet.path = '/health';
    },
  },
  {
    name: 'vllm moves to another port but its probes do not',
    rule: 'probes/port',
    change: (draft) => {
      const { args } = draft.container('vllm');
      args[args.indexOf('--port=8000')] = '--port=8080';
    },
  },
  {
    name: 'the readiness probe of triton uses the gRPC port',
    rule: 'probes/port',
    change: (draft) => {
      draft.container('triton').readinessProbe.httpGet.port = 8001;
    },
  },
  {
    name: 'the liveness probe of ai-app names a port that does not exist',
    rule: 'probes/port',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.httpGet.port = 'https';
    },
  },
  {
    name: 'the readiness probe of vllm uses the models path, which requires the API key',
    rule: 'probes/engine-path',
    change: (draft) => {
      draft.container('vllm').readinessProbe.httpGet.path = '/v1/models';
    },
  },
  {
    name: 'the probes of triton use the path of another server',
    rule: 'probes/engine-path',
    change: (draft) => {
      draft.container('triton').startupProbe.httpGet.path = '/health';
    },
  },
  {
    name: 'the liveness probe of ai-app also has the command of another container',
    rule: 'probes/handler',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.exec = { command: ['cat', '/tmp/alive'] };
    },
  },
  {
    name: 'the readiness probe of ai-app is removed',
    rule: 'probes/readiness',
    change: (draft) => {
      delete draft.container('ai-app').readinessProbe;
    },
  },
  {
    name: 'the readiness probe of the agent is removed',
    rule: 'probes/readiness',
    change: (draft) => {
      delete draft.container('agent').readinessProbe;
    },
  },
  {
    name: 'the liveness probe of vllm is removed',
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
    name: 'the startup probe of vllm allows one minute',
    rule: 'probes/startup-budget',
    change: (draft) => {
      draft.container('vllm').startupProbe.failureThreshold = 6;
    },
  },
  {
    name: 'the startup probe of deepseek allows ten minutes',
    rule: 'probes/startup-budget',
    change: (draft) => {
      draft.container('deepseek').startupProbe.failureThreshold = 61;
    },
  },
  {
    name: 'the engine timeout of deepseek is the vLLM default',
    rule: 'probes/engine-ready-timeout',
    change: (draft) => {
      const container = draft.container('deepseek');
      container.env = container.env.filter(
        ({ name }: { name: string }) => name !== 'VLLM_ENGINE_READY_TIMEOUT_S',
      );
    },
  },
  {
    name: 'the liveness probe of ai-app requires two successes',
    rule: 'probes/success-threshold',
    change: (draft) => {
      draft.container('ai-app').livenessProbe.successThreshold = 2;
    },
  },
];
