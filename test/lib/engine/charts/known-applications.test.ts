import { albController, albControllerServiceAccount } from '../../../../lib/engine/charts/alb-controller';
import { isChartSource, requireExternalSource } from '../../../../lib/engine/charts/application-source';
import {
  gatewayApiDefinitions,
  inferenceExtensionDefinitions,
} from '../../../../lib/engine/charts/gateway-definitions';
import { gpuOperator } from '../../../../lib/engine/charts/gpu-operator';
import { externalSyncWaves, type KnownApplication } from '../../../../lib/engine/charts/known-application';
import { leaderWorkerSet } from '../../../../lib/engine/charts/leader-worker-set';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { clientId } from '../../../../lib/values/ids';
import { gpuTaint, spotTaint } from '../../../../lib/values/taint';

const placement = {
  nodeSelector: { workload: 'cpu' },
  tolerations: [{ key: 'team', operator: 'Equal', value: 'ai', effect: 'NoSchedule' }],
} as const;
const id = clientId('aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb');
const gpuTolerations = [gpuTaint.toToleration(), spotTaint.toToleration()];

// biome-ignore lint/suspicious/noExplicitAny: values of any chart
function valuesOf({ source }: KnownApplication): any {
  return isChartSource(source) ? source.values : undefined;
}

const applications: readonly KnownApplication[] = [
  gpuOperator({ gpuTolerations, placement }),
  leaderWorkerSet({ placement }),
  albController({ clientId: id, placement }),
  gatewayApiDefinitions,
  inferenceExtensionDefinitions,
];

describe.each(applications.map((each) => [each.name, each] as const))('%s', (_, application) => {
  it('is pinned, plain and without a secret', () => {
    const problems = ProblemList.create();
    requireExternalSource(problems, application.source);
    expect(problems.problems).toEqual([]);
  });

  it('lists the kinds without a namespace that it makes, without a wildcard', () => {
    expect(application.clusterKinds.length).toBeGreaterThan(0);
    expect(application.clusterKinds.flatMap(({ group, kind }) => [group, kind])).not.toContain('*');
  });

  // The pods of the GPU Operator run on GPU nodes, and one defective node must block nothing.
  it('comes before the workloads, unless its pods run on their nodes', () =>
    application.name === 'gpu-operator'
      ? expect(application.syncWave).toBe(0)
      : expect(application.syncWave).toBeLessThan(-1));
});

describe('the GPU Operator', () => {
  const values = valuesOf(gpuOperator({ gpuTolerations, placement }));

  it('brings the driver, which the pools then must not have from AKS', () => {
    expect([values.driver.enabled, values.toolkit.enabled]).toEqual([true, true]);
  });

  it("keeps the version of containerd's configuration, so that the nodes stay Ready", () => {
    expect(values.toolkit.env).toEqual([
      { name: 'RUNTIME_CONFIG_SOURCE', value: 'file=/etc/containerd/config.toml' },
    ]);
  });

  it.each([
    ['its DaemonSets', values.daemonsets.tolerations],
    ['the labelling of nodes', values['node-feature-discovery'].worker.tolerations],
  ])("gets %s onto every GPU pool, and onto those with NVIDIA's own taint", (_, tolerations) => {
    expect(tolerations).toEqual([
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ...gpuTolerations,
    ]);
  });

  it('keeps its controllers off the GPU pools, and its DaemonSets on them', () => {
    const { operator, daemonsets, 'node-feature-discovery': nfd } = values;
    expect([operator, nfd.master, nfd.gc, nfd.worker, daemonsets].map((part) => part.nodeSelector)).toEqual([
      placement.nodeSelector,
      placement.nodeSelector,
      placement.nodeSelector,
      undefined,
      undefined,
    ]);
  });

  it('leaves the definitions to Argo CD', () => expect(values.operator.upgradeCRD).toBe(false));

  it('may do on a node what it has to', () => {
    expect(gpuOperator({ gpuTolerations }).podSecurity).toBe('privileged');
  });
});

describe('LeaderWorkerSet', () => {
  it('runs the image of its version, wherever the chart was packed', () => {
    expect(valuesOf(leaderWorkerSet()).image.manager.tag).toBe('v0.10.0');
  });

  it('runs on the chosen nodes', () => {
    const { nodeSelector, tolerations } = valuesOf(leaderWorkerSet({ placement }));
    expect({ nodeSelector, tolerations }).toEqual(placement);
  });

  it('has no node selector by default', () => {
    expect(valuesOf(leaderWorkerSet())).not.toHaveProperty('nodeSelector');
  });
});

describe('the ALB controller', () => {
  const { albController: values } = valuesOf(albController({ clientId: id, placement }));

  it('acts as the identity, whose credential names the ServiceAccount of the chart', () => {
    expect(values.podIdentity.clientID).toBe(id);
    expect(albControllerServiceAccount).toEqual({ namespace: 'azure-alb-system', name: 'alb-controller-sa' });
  });

  it('is installed into the namespace that its parts are in', () => {
    expect(values.namespace).toBe(albController({ clientId: id }).namespace);
  });

  it('leaves the definitions of Gateway API to the application that has them', () => {
    expect([values.installGatewayApiCRDs, values.installInferenceExtensionCRDs]).toEqual([false, false]);
  });

  it('runs on the chosen nodes', () => {
    expect(values.controller).toEqual(placement);
  });

  it.each([
    ['AzureUSGovernmentCloud', 'AzureUSGovernment'],
    ['AzureChinaCloud', 'AzureChinaCloud'],
    [undefined, 'AzureCloud'],
  ] as const)('calls the cloud %s by the name of the chart', (cloud, name) => {
    const application = albController({ clientId: id, ...(cloud === undefined ? {} : { cloud }) });
    expect(valuesOf(application).albController.cloudEnvironment).toBe(name);
  });

  it('rejects a list of pools, which its chart does not support', () => {
    const orderedPools = { nodeSelector: {}, tolerations: [], orderedPools: ['a', 'b'] };
    expect(() => albController({ clientId: id, placement: orderedPools })).toThrow(
      'does not support a list of pools',
    );
  });
});

describe('definitions of kinds', () => {
  it.each([gatewayApiDefinitions, inferenceExtensionDefinitions])(
    'of $name come before controllers, and stay',
    (each) => {
      expect([each.syncWave, each.onDelete, each.namespaced]).toEqual([
        externalSyncWaves.definitions,
        'orphan',
        false,
      ]);
      expect(externalSyncWaves.definitions).toBeLessThan(externalSyncWaves.controllers);
    },
  );
});
