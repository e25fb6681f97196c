import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { type RunbookTopic, runbookTopics } from '../../../../lib/facts/runbook-topics';
import { topicsOfEnvironment } from '../../../../lib/operations/runbook/topics-of-environment';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { definitions, runbookOf } from './runbooks';

const topicsOf = (definition: PlatformDefinition) => topicsOfEnvironment(runbookOf(definition).source);
const everyTopic = Object.keys(runbookTopics) as RunbookTopic[];

describe('the topics of an environment', () => {
  it('are all of them for the sample, in the order of the file', () => {
    expect(topicsOf(definitions['production']!)).toEqual(everyTopic);
  });

  it('are pods and Argo CD where nothing else is', () => {
    expect(topicsOf(smallPlatform)).toEqual(['podsRestart', 'podsPending', 'syncFails']);
  });

  it.each<[string, PlatformDefinition, readonly RunbookTopic[]]>([
    [
      'queue',
      { ...fullPlatform, serviceBus: undefined, ...withoutQueue() },
      ['queueNotWorkedOff', 'deadLetters', 'scalerWithoutMetric'],
    ],
    [
      'model server',
      { ...fullPlatform, inferenceServers: [] },
      ['modelDoesNotLoad', 'modelServerStandsStill', 'requestsWait'],
    ],
  ])('leave out what needs a %s that is not there', (_, definition, missing) => {
    expect(topicsOf(fullPlatform)).toEqual(expect.arrayContaining([...missing]));
    expect(topicsOf(definition).filter((topic) => missing.includes(topic))).toEqual([]);
  });

  it('have GPUs as soon as a pool has some, whoever uses them', () => {
    const gpus = topicsOf({ ...fullPlatform, inferenceServers: [] });
    expect(gpus).toEqual(expect.arrayContaining(['gpuNodeStuck', 'gpuPoolAtMaximum']));
  });

  it('have hosts and certificates with an ingress alone', () => {
    const ofIngress = ['hostDoesNotAnswer', 'certificateRotation'];
    expect(topicsOf(fullPlatform).filter((topic) => ofIngress.includes(topic))).toEqual([]);
    expect(topicsOf(definitions['aiPlatform']!)).toEqual(expect.arrayContaining(ofIngress));
  });

  it('have a scaler that an extension brought', () => {
    const { source } = runbookOf(smallPlatform);
    const scaler = {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'reports', namespace: 'test' },
      spec: { scaleTargetRef: { name: 'reports' }, triggers: [{ type: 'cron', metadata: {} }] },
    };
    const brought = { file: 'reports/scaledobject.reports.yaml', object: scaler };
    expect(topicsOfEnvironment({ ...source, objects: [...source.objects, brought] })).toContain(
      'scalerWithoutMetric',
    );
  });
});

/** The application without what it takes from the queue. */
function withoutQueue(): Pick<PlatformDefinition, 'httpApps' | 'identities'> {
  return {
    httpApps: fullPlatform.httpApps!.map(({ scaling: _, ...app }) => app),
    identities: fullPlatform.identities!.map((identity) => ({
      ...identity,
      roles: [{ role: 'Key Vault Secrets User', on: 'keyVault' }],
    })),
  };
}
