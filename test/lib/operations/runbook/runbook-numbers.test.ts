import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { secretRotationMinutes } from '../../../../lib/platform/cluster/secret-rotation';
import { type Json, resourcesOf } from '../../../links/deployment';
import { fullPlatform } from '../../../platforms/small-platform';
import { textOf, withChange } from './changed-objects';
import { readMarkdown, sectionOf } from './runbook-markdown-text';
import { definitions, runbookOf } from './runbooks';

/** The row of a table in a section whose first cell has the name. */
function rowOf(text: string, section: string, name: string): readonly string[] | undefined {
  return readMarkdown(sectionOf(text, section))
    .tables.flat()
    .find(([first]) => first!.split(', ').includes(`\`${name}\``));
}

const { source } = runbookOf(definitions['production']!);
const podOf = (object: Json) => object.spec.template.spec;
const containerOf = (object: Json) => podOf(object).containers[0];

/** An extension changes an object, and the runbook has the changed value. */
describe('a number of an object', () => {
  it('is the startup limit of a server, from its startup probe', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'vllm', (object) => {
        containerOf(object).startupProbe = {
          periodSeconds: 20,
          failureThreshold: 90,
          initialDelaySeconds: 60,
        };
      }),
    );
    expect(rowOf(text, 'Model does not load', 'vllm')).toContain('31 min');
    expect(rowOf(text, 'Pods restart', 'vllm')).toContain('31 min');
  });

  it('is the limit of followed containers, for any workload in place of the example', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'ai-app', (object) => {
        podOf(object).initContainers = [{ name: 'wait', image: 'wait:1' }];
      }),
    );
    // 20 old and 20 new replicas of a rollout, with two containers each.
    expect(sectionOf(text, 'Read logs')).toContain(
      '--all-containers --prefix --tail 50 --follow --max-log-requests 80',
    );
  });

  it('is the limit of followed pods of groups', () => {
    const text = textOf(
      withChange(source, 'ScaledObject', 'deepseek-scaler', (object) => {
        object.spec.maxReplicaCount = 8;
      }),
    );
    const logs = sectionOf(text, 'Read logs')
      .split('\n')
      .filter((line) => line.includes('worker-index'));
    expect(logs.filter((line) => line.includes('--follow'))).toHaveLength(2);
    for (const line of logs.filter((each) => each.includes('--follow')))
      expect(line).toMatch(/--max-log-requests 32$/);
  });

  it('is the grace period of pods', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'agent', (object) => {
        podOf(object).terminationGracePeriodSeconds = 77;
      }),
    );
    expect(rowOf(text, 'Pods restart', 'agent')).toContain('77 s');
  });

  it('is the timeout of a drain, from the pods with GPUs', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'vllm', (object) => {
        podOf(object).terminationGracePeriodSeconds = 600;
      }),
    );
    expect(sectionOf(text, 'GPU node is unhealthy')).toContain('--timeout 660s');
    expect(sectionOf(text, 'GPU node is unhealthy')).toContain('waits up to 11 min');
  });

  it('is the memory limit', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'litellm', (object) => {
        containerOf(object).resources.limits.memory = '5Gi';
      }),
    );
    expect(rowOf(text, 'Pods restart', 'litellm')).toContain('5Gi');
  });

  it('is the maximum of replicas of a scaler', () => {
    const text = textOf(
      withChange(source, 'ScaledObject', 'vllm-scaler', (object) => {
        object.spec.maxReplicaCount = 7;
      }),
    );
    expect(rowOf(text, 'Workloads', 'deployment/vllm')).toContain('1 to 7 × 1 GPU');
    expect(rowOf(text, 'Requests queue up', 'vllm')).toContain('1 to 7 × 1 GPU');
    expect(rowOf(text, 'GPU pool is at its maximum', 'gpuspot')).toContain('`vllm`: 7');
  });

  it('is the number of replicas for a pause, which defaults to the maximum', () => {
    const [, scaler] = /SCALER=(\S+)/.exec(sectionOf(textOf(source), 'Scale manually'))!;
    const text = textOf(
      withChange(source, 'ScaledObject', scaler!, (object) => {
        object.spec.maxReplicaCount = 7;
      }),
    );
    expect(sectionOf(text, 'Scale manually')).toContain(`SCALER=${scaler} NAMESPACE=production REPLICAS=7`);
  });

  it('is the number of replicas of a workload without a scaler', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'litellm', (object) => {
        object.spec.replicas = 9;
      }),
    );
    expect(rowOf(text, 'Workloads', 'deployment/litellm')).toContain('9');
  });

  it('is the size of a group', () => {
    const text = textOf(
      withChange(source, 'LeaderWorkerSet', 'deepseek', (object) => {
        object.spec.leaderWorkerTemplate.size = 4;
      }),
    );
    expect(rowOf(text, 'Workloads', 'leaderworkerset/deepseek')).toContain('0 to 1 × 4 nodes × 8 GPUs');
    expect(sectionOf(text, 'Read logs')).toContain('groups of 4 pods');
  });

  it('is the size limit of the cache', () => {
    const text = textOf(
      withChange(source, 'Deployment', 'vllm', (object) => {
        podOf(object).volumes.find(({ name }: Json) => name === 'cache').emptyDir.sizeLimit = '99Gi';
      }),
    );
    expect(rowOf(text, 'Model does not load', 'vllm')).toContain('99Gi');
  });
});

/** Values of resources that only Azure has. */
describe('a number of the definition', () => {
  const textOfDefinition = (change: Partial<PlatformDefinition>) =>
    runbookOf({ ...fullPlatform, ...change }).text;

  it('is the maximum deliveries, lock and time to live of a queue', () => {
    const queue = { name: 'tasks', maxDeliveryCount: 4, lockSeconds: 45, timeToLiveDays: 3 };
    const text = textOfDefinition({ serviceBus: { name: 'test-servicebus', queues: [queue] } });
    expect(rowOf(text, 'Queue backlog grows', 'tasks')).toEqual(
      expect.arrayContaining(['45 s', '4', '3 days']),
    );
    expect(rowOf(text, 'Messages in the dead-letter queue', 'tasks')).toEqual(
      expect.arrayContaining(['4 deliveries', '3 days']),
    );
  });

  it('is the maximum of a pool, and one more for an emergency', () => {
    const nodePools = [
      ...fullPlatform.nodePools.slice(0, 2),
      { name: 'gpupool', role: 'gpu', vmSize: 'Standard_NC48ads_A100_v4', minNodes: 1, maxNodes: 6 },
    ] as const;
    const text = textOfDefinition({ nodePools });
    expect(rowOf(text, 'GPU pool is at its maximum', 'gpupool')).toEqual(expect.arrayContaining(['6', '12']));
    expect(sectionOf(text, 'GPU pool is at its maximum')).toContain('--min-count 1 --max-count 7');
    expect(rowOf(text, 'Node pools', 'gpupool')).toEqual(expect.arrayContaining(['2 × A100', '1 to 6']));
  });
});

describe('the polling interval of secrets', () => {
  it('is that of the cluster; the block waits one minute longer', () => {
    const { deployment, text } = runbookOf(definitions['production']!);
    const [[, cluster]] = resourcesOf(deployment, 'azurerm_kubernetes_cluster') as [[string, Json]];
    const provider = JSON.stringify(cluster).match(/"secret_rotation_interval":"(\d+)m"/)!;
    expect(Number(provider[1])).toBe(secretRotationMinutes);
    const section = sectionOf(text, 'Secret rotation');
    expect(section).toContain(`every ${provider[1]} minutes`);
    expect(section).toContain(`sleep ${(Number(provider[1]) + 1) * 60}\n`);
  });
});
