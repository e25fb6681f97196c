import { checkPicture } from '../../../../lib/check/check-picture';
import { readFiles } from '../../../../lib/check/read-files';
import { vllmExample } from '../../../../lib/check/rules/example-manifests';
import { queueAlone } from '../../../../lib/check/rules/scaling/queue-alone';

const found = (...documents: string[]) => {
  const { picture } = readFiles(documents.map((text, index) => ({ path: `k8s/${index}.yaml`, text })));
  return checkPicture(picture, { rules: [queueAlone] }).findings.map(({ message }) => message);
};

const app = (name: string, image: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: models }
spec: { template: { spec: { containers: [{ name: server, image: "${image}" }] } } }
`;

const query = (text: string) =>
  `{ type: prometheus, metadata: { serverAddress: "http://p", threshold: "5", query: '${text}' } }`;

const scaledObject = (target: string, triggers: readonly string[], spec = 'maxReplicaCount: 3') => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: ${target}, namespace: models }
spec: { scaleTargetRef: { name: ${target} }, minReplicaCount: 1, ${spec}, triggers: [${triggers.join(', ')}] }
`;

const hpa = (target: string, ...metrics: readonly string[]) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${target}, namespace: models }
spec: { scaleTargetRef: { kind: Deployment, name: ${target} }, maxReplicas: 3, metrics: [${metrics.join(', ')}] }
`;
const podMetric = (name: string) =>
  `{ type: Pods, pods: { metric: { name: "${name}" }, target: { type: AverageValue, averageValue: "5" } } }`;
const cpu =
  '{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }';
const waiting = query('sum(vllm:num_requests_waiting)');
const cron =
  '{ type: cron, metadata: { timezone: Etc/UTC, start: 0 8 * * *, end: 0 19 * * *, desiredReplicas: "2" } }';

describe('scales on the queue alone', () => {
  it.each([
    ['vLLM', [vllmExample(), scaledObject('vllm', [waiting])]],
    ['vLLM and a schedule', [vllmExample(), scaledObject('vllm', [waiting, cron])]],
    [
      'vLLM by a rate',
      [vllmExample(), scaledObject('vllm', [query('sum(avg_over_time(vllm:num_requests_waiting[2m]))')])],
    ],
    ['vLLM by an HPA', [vllmExample(), hpa('vllm', podMetric('vllm:num_requests_waiting'))]],
    [
      'vLLM by an HPA, named by an adapter, and CPU',
      [vllmExample(), hpa('vllm', podMetric('vllm_num_requests_waiting'), cpu)],
    ],
    [
      'Triton',
      [
        app('triton', 'nvcr.io/nvidia/tritonserver:latest'),
        scaledObject('triton', [query('sum(nv_inference_pending_request_count)')]),
      ],
    ],
    [
      'SGLang',
      [
        app('sglang', 'lmsysorg/sglang:latest'),
        scaledObject('sglang', [query('sum(sglang:num_queue_reqs)')]),
      ],
    ],
    [
      'TGI',
      [
        app('tgi', 'ghcr.io/huggingface/text-generation-inference:latest'),
        hpa('tgi', podMetric('tgi_queue_size')),
      ],
    ],
  ] as const)('%s', (_, documents) => expect(found(...documents)).toHaveLength(1));
});

describe('does not scale on the queue alone', () => {
  it.each([
    [
      'waiting and running',
      [vllmExample(), scaledObject('vllm', [waiting, query('sum(vllm:num_requests_running)')])],
    ],
    [
      'waiting and the cache',
      [vllmExample(), scaledObject('vllm', [waiting, query('avg(vllm:kv_cache_usage_perc)')])],
    ],
    [
      'their sum',
      [
        vllmExample(),
        scaledObject('vllm', [query('sum(vllm:num_requests_waiting) + sum(vllm:num_requests_running)')]),
      ],
    ],
    [
      'waiting and requests at the gateway',
      [vllmExample(), scaledObject('vllm', [waiting, query('sum(litellm_in_flight_requests)')])],
    ],
    ['a fixed number', [vllmExample(), scaledObject('vllm', [waiting], 'maxReplicaCount: 1')]],
    [
      'replicas that only grow',
      [
        vllmExample(),
        scaledObject(
          'vllm',
          [waiting],
          'maxReplicaCount: 3, advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { selectPolicy: Disabled } } } }',
        ),
      ],
    ],
    ['a schedule', [vllmExample(), scaledObject('vllm', [cron])]],
    [
      'a router in front of vLLM',
      [vllmExample(), app('router', 'router:1.0.0'), scaledObject('router', [waiting])],
    ],
    ['a query of a template', [vllmExample(), scaledObject('vllm', [query('{{ .Values.query }}')])]],
    [
      'an HPA on both',
      [
        vllmExample(),
        hpa('vllm', podMetric('vllm:num_requests_waiting'), podMetric('vllm:num_requests_running')),
      ],
    ],
  ] as const)('%s', (_, documents) => expect(found(...documents)).toEqual([]));
});
