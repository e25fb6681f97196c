import type { Chart } from 'cdk8s';
import type {
  ResolvedWorkload,
  WorkloadKind,
  WorkloadOf,
} from '../../../lib/platform/workloads/workload-kinds';
import { addAgentApp, addCronJob, addHttpApp, addQueueWorker } from './application-objects';
import type { ChartContext } from './chart-context';
import { addInferenceGateway, addLiteLlmGateway } from './gateway-objects';
import { addLangfuse } from './langfuse-objects';
import { addInferenceServer, addTritonServer } from './model-server-objects';

/** Adds the Kubernetes objects of a workload to its chart. */
type AddObjects<Workload> = (chart: Chart, workload: Workload, context: ChartContext) => void;

/** Kubernetes objects by kind of workload. Undefined: the Helm chart contains all objects. */
const byKind: { readonly [K in WorkloadKind]: AddObjects<WorkloadOf<K>> | undefined } = {
  'inference-server': addInferenceServer,
  'triton-server': addTritonServer,
  'litellm-gateway': addLiteLlmGateway,
  'inference-gateway': addInferenceGateway,
  langfuse: addLangfuse,
  'http-app': addHttpApp,
  'agent-app': addAgentApp,
  'queue-worker': addQueueWorker,
  'cron-job': addCronJob,
  'helm-chart': undefined,
};

/** The function that adds the objects of a workload. Undefined for a workload without objects of the platform. */
export function objectsOf<Workload extends ResolvedWorkload>({
  kind,
}: Workload): AddObjects<Workload> | undefined {
  return byKind[kind] as AddObjects<Workload> | undefined;
}
