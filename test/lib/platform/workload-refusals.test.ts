import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { DefinitionError } from '../../../lib/problems/problem-list';
import { aiPlatform } from '../../platforms/ai-platform';

/** Common mistakes in workloads, their scaling and their routes, and the whole message. */
// biome-ignore lint/suspicious/noExplicitAny: wrong definitions are what this is about
type Change = (definition: any) => void;

function problemsOf(change: Change): readonly string[] {
  const definition = structuredClone(aiPlatform) as PlatformDefinition;
  change(definition);
  try {
    resolvePlatform(definition);
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
  }
}

const cpuTrigger = { type: 'cpu', utilizationPercent: 70 };
const [chat, coder, embedding, reasoner] = [0, 1, 2, 3];
const [reader, transcriber, thumbnailer] = [0, 1, 2];

const models: Record<string, Change> = {
  'a container that does not exist': (d) => {
    d.inferenceServers[coder].source.container = 'weight';
  },
  'a storage account that does not exist': (d) => {
    d.inferenceServers[coder].source.account = 'models';
  },
  'a share of an account without shared keys': (d) => {
    d.storageAccounts[1].sharedKeys = false;
  },
  'a container in an account of file shares': (d) => {
    d.storageAccounts[1].containers = ['weights'];
  },
  'a ReadWriteOnce cache for several nodes': (d) => {
    d.inferenceServers[embedding].replicas = 2;
    d.inferenceServers[embedding].cache = {
      type: 'persistent-volume-claim',
      claimName: 'cache',
      accessMode: 'ReadWriteOnce',
    };
  },
  'a ReadWriteOnce cache for an autoscaled server': (d) => {
    d.inferenceServers[coder].cache = {
      type: 'persistent-volume-claim',
      claimName: 'cache',
      accessMode: 'ReadWriteOnce',
    };
  },
  'a cache on NVMe disks that the VM size does not have': (d) => {
    d.inferenceServers[embedding].cache = { type: 'local-nvme' };
  },
  'a cache larger than the OS disk': (d) => {
    d.nodePools[4].osDisk = undefined;
  },
  'bfloat16 on T4': (d) => {
    d.inferenceServers[embedding].dtype = 'bfloat16';
  },
  'an FP8 cache on T4': (d) => {
    d.inferenceServers[embedding].kvCacheDtype = 'fp8';
  },
  'a LoRA rank that vLLM does not support': (d) => {
    d.inferenceServers[chat].maxLoraRank = 24;
  },
  'a path of a LoRA adapter instead of its id': (d) => {
    d.inferenceServers[chat].loraAdapters[0].path = '/adapters/support';
  },
  'an argument that the server sets': (d) => {
    d.inferenceServers[chat].extraArgs = ['--max-model-len', '4096', '--gpu-mem=0.99'];
  },
  'a key on the command line': (d) => {
    d.inferenceServers[chat].extraArgs = ['--api-key=secret'];
  },
  'an engine that is too old': (d) => {
    d.inferenceServers[chat].image = 'docker.io/vllm/vllm-openai:v0.11.0';
  },
  'half of the GPUs of a node in a group of nodes': (d) => {
    d.inferenceServers[reasoner].gpus = 4;
  },
  'weights above the memory of the GPUs': (d) => {
    d.inferenceServers[coder].model = 'meta-llama/Llama-3.3-70B-Instruct';
    d.inferenceServers[coder].modelSizeGiB = undefined;
  },
  'the size of another model': (d) => {
    d.inferenceServers[coder].modelSizeGiB = 32;
  },
  'a model of unknown size': (d) => {
    d.inferenceServers[embedding].modelSizeGiB = undefined;
  },
  'an unchecked gated model without a token': (d) => {
    d.inferenceServers[chat].fit = 'unchecked';
    d.inferenceServers[chat].huggingFaceTokenSecret = undefined;
  },
  'an unknown model': (d) => {
    d.inferenceServers[embedding].fit = undefined;
  },
  'a misspelled model': (d) => {
    d.inferenceServers[embedding].fit = undefined;
    d.inferenceServers[embedding].model = 'microsoft/phi4';
  },
  'a tensor parallel size that does not divide gpus': (d) => {
    d.inferenceServers[chat].gpus = 1;
    d.inferenceServers[chat].tensorParallelSize = 2;
  },
  'less memory than the processes need': (d) => {
    d.inferenceServers[chat].resources = { cpu: '4', memory: '8Gi' };
  },
  'a quantization that the files do not have': (d) => {
    d.inferenceServers[chat].quantization = 'awq';
  },
  'a config.json without modelSizeGiB': (d) => {
    d.inferenceServers[embedding].fit = 'checked';
    d.inferenceServers[embedding].modelSizeGiB = undefined;
    d.inferenceServers[embedding].huggingFaceConfig = {};
  },
  'a config.json with missing values': (d) => {
    d.inferenceServers[embedding].fit = undefined;
    d.inferenceServers[embedding].huggingFaceConfig = { text_config: { hidden_size: '1024' } };
  },
  'a fine-tune that does not fit': (d) => {
    d.inferenceServers[embedding].fit = undefined;
    d.inferenceServers[embedding].modelSizeGiB = 15;
    d.inferenceServers[embedding].dtype = 'float16';
    d.inferenceServers[embedding].huggingFaceConfig = {
      num_hidden_layers: 32,
      hidden_size: 4096,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      max_position_embeddings: 8192,
    };
  },
  'a gated model without a token': (d) => {
    d.inferenceServers[chat].huggingFaceTokenSecret = undefined;
  },
  'a context above the free GPU memory': (d) => {
    d.inferenceServers[coder].kvCacheDtype = undefined;
    d.inferenceServers[coder].maxModelLen = 32_768;
  },
  'more GPUs than a node has': (d) => {
    d.inferenceServers[chat].gpus = 2;
  },
  'a Triton server with an empty list of models': (d) => {
    d.tritonServers[0].models = [];
  },
};

const placement: Record<string, Change> = {
  'a node pool twice in a list': (d) => {
    d.inferenceServers[chat].nodePool = ['a100', 'a100'];
  },
  'an empty list of node pools': (d) => {
    d.inferenceServers[chat].nodePool = [];
  },
  'a CPU node pool among GPU node pools': (d) => {
    d.inferenceServers[chat].nodePool = ['a100spot', 'cpupool'];
  },
  'two orders that contradict each other': (d) => {
    d.inferenceServers[coder].nodePool = ['a100', 'a100spot'];
  },
  'an expander that ignores the order of node pools': (d) => {
    d.cluster.autoscaler = { expander: 'least-waste' };
  },
  'more replicas than the node pool can ever hold': (d) => {
    d.inferenceServers[coder].scaling.maxReplicas = 7;
  },
  'workloads that together exceed their node pool': (d) => {
    d.nodePools[5].maxNodes = 6;
  },
  'workloads that together exceed two node pools': (d) => {
    d.nodePools[2].maxNodes = 1;
    d.nodePools[3].maxNodes = 4;
  },
  'fixed replicas above the capacity, even with overcommit': (d) => {
    d.nodePools[5].overcommit = true;
    d.tritonServers[0].replicas = 9;
  },
  'gpus on a CPU node pool': (d) => {
    d.queueWorkers[reader].gpus = 1;
  },
  'no gpus on a GPU node pool': (d) => {
    d.cronJobs[1].gpus = undefined;
  },
};

const scaling: Record<string, Change> = {
  'scaling to zero by a metric of the server itself': (d) => {
    d.inferenceServers[coder].scaling.minReplicas = 0;
  },
  'scaling to zero by a CPU trigger only': (d) => {
    d.httpApps[0].scaling = { minReplicas: 0, maxReplicas: 3, triggers: [cpuTrigger] };
  },
  'a cooldown shorter than the cold start': (d) => {
    d.inferenceServers[reasoner].scaling.cooldownSeconds = 60;
  },
  'a fallback without replicas': (d) => {
    d.inferenceServers[coder].scaling.fallbackReplicas = 0;
  },
  'a fallback for a CPU trigger': (d) => {
    d.httpApps[0].scaling = { maxReplicas: 3, triggers: [cpuTrigger], fallbackReplicas: 2 };
  },
  'a topic that does not exist': (d) => {
    d.httpApps[0].scaling.triggers[0].topic = 'upload';
  },
  'a subscription that does not exist': (d) => {
    d.httpApps[0].scaling.triggers[0].subscription = 'archives';
  },
  'a subscription that the application may not receive from': (d) => {
    d.identities[0].roles = [];
  },
  'a queue that an agent may not receive from': (d) => {
    d.agentApps[0].uses = [];
    d.agentApps[0].scaling = { maxReplicas: 3, triggers: [{ type: 'service-bus-queue', queue: 'videos' }] };
  },
  'metrics of a server that does not exist': (d) => {
    d.httpApps[0].scaling.triggers = [{ type: 'vllm', metric: 'waiting', server: 'chats' }];
  },
  'metrics without managed Prometheus': (d) => {
    d.cluster.managedPrometheus = false;
    d.inferenceServers[coder].scaling.triggers = [{ type: 'vllm', metric: 'running' }];
    d.inferenceServers[chat].scaling.triggers = [{ type: 'service-bus-queue', queue: 'chats' }];
    d.httpApps[0].scaling.triggers = [cpuTrigger];
  },
  'a query with several series': (d) => {
    d.httpApps[0].scaling.triggers = [
      { type: 'prometheus', query: 'sum by (pod) (http_requests)', threshold: 5 },
    ];
  },
  'an average with the metric type AverageValue': (d) => {
    d.httpApps[0].scaling.triggers = [
      { type: 'prometheus', query: 'avg(queue_length)', threshold: 5, metricType: 'AverageValue' },
    ];
  },
  'a cron expression with four fields in an unknown time zone': (d) => {
    d.inferenceServers[reasoner].scaling.triggers = [
      { type: 'cron', timeZone: 'Asia/Soul', start: '30 8 * *', end: '0 19 * * 1-5', replicas: 1 },
    ];
  },
};

const applications: Record<string, Change> = {
  'a worker with a queue and a subscription': (d) => {
    d.queueWorkers[reader].subscription = { topic: 'uploads', name: 'thumbnails' };
  },
  'a worker without a queue': (d) => {
    d.queueWorkers[reader].queue = undefined;
  },
  'a worker of a subscription that does not exist': (d) => {
    d.queueWorkers[thumbnailer].subscription.name = 'thumbs';
  },
  'two hours of work in a pod that the autoscaler may remove': (d) => {
    d.queueWorkers[transcriber].mode = 'deployment';
  },
  'minReplicas for jobs': (d) => {
    d.queueWorkers[transcriber].minReplicas = 1;
  },
  'a lock shorter than a pause': (d) => {
    d.serviceBus.queues[1].lockSeconds = 10;
  },
  'a schedule with six fields': (d) => {
    d.cronJobs[0].schedule = '0 0 2 * * *';
  },
  'a cron job name without room for the time': (d) => {
    d.cronJobs[0].name = 'a'.repeat(53);
  },
  'the use of a gateway that does not exist': (d) => {
    d.gateway = undefined;
  },
  'two sources of models': (d) => {
    d.httpApps[1].uses = ['gateway', { inferenceServer: 'chat' }];
  },
  'minutes of work on the thread that answers the probes': (d) => {
    d.httpApps[0].runtime = 'python';
    d.httpApps[0].maxProcessingSeconds = 90;
  },
  'a health thread on the port of the application': (d) => {
    d.httpApps[0].health = { type: 'thread', port: 8000 };
  },
  'a heartbeat that tolerates no missed beat': (d) => {
    d.httpApps[0].health = { type: 'heartbeat', everySeconds: 20, maxAgeSeconds: 40 };
  },
  'an invalid pause': (d) => {
    d.httpApps[0].health = { type: 'heartbeat', maxPauseSeconds: -1 };
  },
  'a misspelled inference server': (d) => {
    d.httpApps[1].uses = [{ inferenceServer: 'caht' }];
  },
  'a misspelled queue in sendsTo': (d) => {
    d.httpApps[0].uses = [{ sendsTo: 'document' }];
  },
  'a queue worker with a second queue to receive from': (d) => {
    d.queueWorkers[reader].uses.push({ receivesFrom: 'videos' });
  },
  'a variable that the platform sets': (d) => {
    d.httpApps[0].environment = { OPENAI_BASE_URL: 'http://elsewhere/v1' };
  },
  'secrets without a Key Vault': (d) => {
    d.keyVault = undefined;
    d.ingress = undefined;
  },
  'a fallback to a model that does not exist': (d) => {
    d.gateway.fallbacks = { 'llama-8b': ['gpt-5'] };
  },
  'two external models with the same name': (d) => {
    d.gateway.models.push({ ...d.gateway.models[0] });
  },
  'one name for two workloads': (d) => {
    d.agentApps[0].name = 'web';
  },
  'a reserved name': (d) => {
    d.cronJobs[0].name = 'ingress';
  },
};

const others: Record<string, Change> = {
  'Langfuse on an account without shared keys': (d) => {
    d.storageAccounts[2].sharedKeys = false;
  },
  'Langfuse without TLS': (d) => {
    d.langfuse.url = 'http://langfuse.example.com/';
  },
  'a Helm chart with a version range': (d) => {
    d.helmCharts[0].version = '1.x';
  },
  'a Helm chart in the namespace of the workloads': (d) => {
    d.helmCharts[0].namespace = 'ai';
  },
  'a secret in the values of a Helm chart': (d) => {
    d.helmCharts[0].values = { auth: { password: 'hunter2hunter2' } };
  },
  'a route to a workload that does not exist': (d) => {
    d.ingress.hosts[0].routes[0].to = 'wbe';
  },
  'a subnet that overlaps another one': (d) => {
    d.ingress = { ...d.ingress, type: 'application-gateway', subnet: '10.0.1.0/24' };
  },
  'a subnet for an internal load balancer': (d) => {
    d.ingress.subnet = '10.0.32.0/24';
  },
  'a gateway in an existing network': (d) => {
    d.ingress.type = 'application-gateway';
    d.network = { existing: { nodeSubnetId: subnetId } };
  },
  'an ingress timeout shorter than the answers of the gateway': (d) => {
    d.ingress.timeoutSeconds = 60;
    d.ingress.hosts[0].routes = [{ to: 'litellm' }];
  },
  'a path of a host twice': (d) => {
    d.ingress.hosts[0].routes = [{ to: 'web' }, { to: 'agent' }];
  },
};

const subnetId =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/nodes';

describe.each(Object.entries({ models, placement, scaling, applications, others }))(
  'resolvePlatform() refuses, about %s',
  (_, cases) => {
    it.each(Object.entries(cases))('%s', (_name, change) => {
      const problems = problemsOf(change);
      expect(problems).not.toHaveLength(0);
      expect(problems.join('\n')).toMatchSnapshot();
    });
  },
);

it('accepts the platform without a change', () => {
  expect(problemsOf(() => {})).toEqual([]);
});

it('accepts workloads that together exceed a node pool with overcommit', () => {
  expect(
    problemsOf((d) => {
      d.nodePools[5].maxNodes = 6;
      d.nodePools[5].overcommit = true;
    }),
  ).toEqual([]);
});
