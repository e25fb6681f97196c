import {
  applicationHealth,
  firstSyncWaitSeconds,
  healthScripts,
  leaderWorkerSetHealth,
} from '../../../../lib/engine/gitops/health-scripts';
import { runHealthScript } from '../../../lua/run-health-script';

/** The time a number of seconds ago, as Kubernetes writes it. */
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d+/, '');

describe('the health of an Application', () => {
  interface State {
    readonly age?: number;
    readonly managedBy?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly health?: string;
    readonly phase?: string;
    readonly synced?: boolean;
  }

  const application = (name: string, { age = 5, managedBy, labels, health, phase, synced }: State) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: 'argocd',
      creationTimestamp: ago(age),
      ...(labels === undefined ? {} : { labels }),
      ...(managedBy === undefined
        ? {}
        : {
            annotations: {
              'argocd.argoproj.io/tracking-id': `${managedBy}:argoproj.io/Application:argocd/${name}`,
            },
          }),
    },
    ...(health === undefined && phase === undefined
      ? {}
      : {
          status: {
            ...(health === undefined ? {} : { health: { status: health } }),
            ...(phase === undefined ? {} : { operationState: { phase } }),
            ...(synced === true ? { history: [{ id: 0, revision: 'abc' }] } : {}),
          },
        }),
  });
  const healthOf = (name: string, state: State) =>
    runHealthScript(applicationHealth.lua, application(name, state));
  const child = (state: State) => healthOf('vllm', { managedBy: 'production-root', ...state });

  it.each(['Progressing', 'Degraded'])('is Healthy for the one that manages itself while %s', (health) => {
    expect(
      healthOf('production-root', { managedBy: 'production-root', health, phase: 'Running' }).status,
    ).toBe('Healthy');
  });

  it('finds the one that manages itself by its label too', () => {
    const labels = { 'app.kubernetes.io/instance': 'production-root' };
    expect(healthOf('production-root', { labels, phase: 'Running' }).status).toBe('Healthy');
  });

  it.each<[string, State]>([
    ['has no status yet', {}],
    ['runs its first sync, with some objects', { health: 'Healthy', phase: 'Running' }],
    ['is synced and not ready', { health: 'Progressing', phase: 'Succeeded', synced: true }],
    ['is synced and fails within the time', { health: 'Degraded', phase: 'Succeeded', synced: true }],
  ])('delays the next wave while it %s', (_, state) => {
    expect(child(state).status).toBe('Progressing');
  });

  it.each<[string, State]>([
    ['synced and healthy', { health: 'Healthy', phase: 'Succeeded', synced: true }],
    ['synced and paused', { health: 'Suspended', phase: 'Succeeded', synced: true }],
    ['in a later sync', { health: 'Healthy', phase: 'Running', synced: true }],
    ['failed for the last time', { health: 'Missing', phase: 'Failed' }],
    ['stopped by an error', { health: 'Missing', phase: 'Error' }],
  ])('does not delay the next wave once it is %s', (_, state) => {
    expect(child(state).status).toBe('Healthy');
  });

  it.each(['Progressing', 'Degraded', 'Missing', 'Unknown'])(
    'never blocks another application while %s after the first sync',
    (health) => {
      expect(child({ age: firstSyncWaitSeconds + 60, health, phase: 'Running', synced: true }).status).toBe(
        'Healthy',
      );
    },
  );

  it.each([
    [firstSyncWaitSeconds - 60, 'Progressing'],
    [firstSyncWaitSeconds + 60, 'Healthy'],
  ])('is, %s seconds after its creation, %s', (age, status) => {
    expect(child({ age, health: 'Progressing', phase: 'Running' }).status).toBe(status);
  });

  it('reports the state of an application that it does not wait for', () => {
    expect(child({ age: 3_600, health: 'Degraded', phase: 'Succeeded', synced: true }).message).toBe(
      'Health: Degraded. Last sync: Succeeded.',
    );
  });
});

describe('the health of a LeaderWorkerSet', () => {
  interface Condition {
    readonly type: 'Available' | 'Progressing' | 'UpdateInProgress';
    readonly status: 'True' | 'False';
    readonly message: string;
  }
  const condition = (type: Condition['type'], status: Condition['status']): Condition => ({
    type,
    status,
    message: `${type} is ${status}`,
  });
  const healthOf = (status: object | undefined) =>
    runHealthScript(leaderWorkerSetHealth.lua, {
      metadata: { name: 'deepseek', namespace: 'production', generation: 2 },
      spec: { replicas: 1 },
      ...(status === undefined ? {} : { status }),
    });

  it.each<[string, object | undefined]>([
    ['without a status', undefined],
    ['before the controller wrote a condition', { observedGeneration: 2 }],
    ['while a group starts', { observedGeneration: 2, conditions: [condition('Progressing', 'True')] }],
    [
      'while groups are replaced',
      {
        observedGeneration: 2,
        conditions: [
          condition('Available', 'False'),
          condition('UpdateInProgress', 'True'),
          condition('Progressing', 'True'),
        ],
      },
    ],
    [
      'while the condition is about the previous version',
      { observedGeneration: 1, conditions: [condition('Available', 'True')] },
    ],
  ])('is Progressing %s', (_, status) => {
    expect(healthOf(status).status).toBe('Progressing');
  });

  it('is Healthy when every group runs the newest version', () => {
    const conditions = [condition('Progressing', 'False'), condition('Available', 'True')];
    expect(healthOf({ observedGeneration: 2, conditions }).status).toBe('Healthy');
  });

  it('reads the status of a controller without observedGeneration', () => {
    expect(healthOf({ conditions: [condition('Available', 'True')] }).status).toBe('Healthy');
  });

  it('gives the message of the condition that is true', () => {
    const conditions = [condition('Available', 'False'), condition('Progressing', 'True')];
    expect(healthOf({ observedGeneration: 2, conditions }).message).toBe('Progressing is True');
  });
});

it.each(healthScripts)('$key has no character that ends or escapes a setting of the extension', ({ lua }) => {
  expect(lua).not.toMatch(/[,\\]/);
});
