import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { type RunbookTopic, runbookTopics } from '../../../../lib/facts/runbook-topics';
import { topicsOfEnvironment } from '../../../../lib/operations/runbook/topics-of-environment';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { definitions, runbookOf } from './runbooks';

const topicsOf = (definition: PlatformDefinition) => topicsOfEnvironment(runbookOf(definition).source);
const everyTopic = Object.keys(runbookTopics) as RunbookTopic[];

describe('the topics of an environment', () => {
  it('are all topics for the sample, in the order of the file', () => {
    expect(topicsOf(definitions['production']!)).toEqual(everyTopic);
  });

  it('are pods and Argo CD for a platform without workloads', () => {
    expect(topicsOf(smallPlatform)).toEqual([
      'podsRestart',
      'podsPending',
      'syncFails',
      'terraformReplacesProtected',
    ]);
  });

  it.each<[string, PlatformDefinition, readonly RunbookTopic[]]>([
    [
      'queue',
      { ...fullPlatform, serviceBus: undefined, ...withoutQueue() },
      ['queueBacklogGrows', 'deadLetters', 'scalerCannotReadMetric'],
    ],
    [
      'model server',
      { ...fullPlatform, inferenceServers: [] },
      ['modelDoesNotLoad', 'modelServerHangs', 'requestsQueueUp'],
    ],
  ])('exclude topics that require a %s if there is none', (_, definition, missing) => {
    expect(topicsOf(fullPlatform)).toEqual(expect.arrayContaining([...missing]));
    expect(topicsOf(definition).filter((topic) => missing.includes(topic))).toEqual([]);
  });

  it('include GPUs if a pool has GPUs, with or without workloads', () => {
    const gpus = topicsOf({ ...fullPlatform, inferenceServers: [] });
    expect(gpus).toEqual(expect.arrayContaining(['gpuNodeUnhealthy', 'gpuPoolAtMaximum']));
  });

  it('include hosts and certificates only with an ingress', () => {
    const ofIngress = ['hostDoesNotRespond', 'certificateRotation'];
    expect(topicsOf(fullPlatform).filter((topic) => ofIngress.includes(topic))).toEqual([]);
    expect(topicsOf(definitions['aiPlatform']!)).toEqual(expect.arrayContaining(ofIngress));
  });

  it('include scalers if an extension adds one', () => {
    const { source } = runbookOf(smallPlatform);
    const scaler = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'reports', namespace: 'test' },
      spec: { scaleTargetRef: { name: 'reports' }, triggers: [{ type: 'cron', metadata: {} }] },
    };
    const added = { file: 'reports/scaledobject.reports.yaml', object: scaler };
    expect(topicsOfEnvironment({ ...source, objects: [...source.objects, added] })).toContain(
      'scalerCannotReadMetric',
    );
  });
});

/** The application without its access to the queue. */
function withoutQueue(): Pick<PlatformDefinition, 'httpApps' | 'identities'> {
  return {
    httpApps: fullPlatform.httpApps!.map(({ scaling: _, ...app }) => app),
    identities: fullPlatform.identities!.map((identity) => ({
      ...identity,
      roles: [{ role: 'Key Vault Secrets User', on: 'keyVault' }],
    })),
  };
}
