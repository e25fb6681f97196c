import {
  ArgoCdExtension,
  type ArgoCdExtensionProps,
} from '../../../../constructs/azure/cluster/argo-cd-extension';
import { argoCdValues, flatSettings } from '../../../../constructs/azure/cluster/argo-cd-settings';
import { applicationHealth, leaderWorkerSetHealth } from '../../../../lib/engine/gitops/health-scripts';
import { type Json, only, resources, synthesize } from '../synthesize';

describe('ArgoCdExtension', () => {
  const extension = (props: Partial<ArgoCdExtensionProps> = {}): Json =>
    only(
      synthesize((stack) => new ArgoCdExtension(stack, 'argo-cd', { clusterId: 'cluster-id', ...props })),
      'azurerm_kubernetes_cluster_extension',
    );

  it('minimal', () => {
    expect(
      resources((stack) => new ArgoCdExtension(stack, 'argo-cd', { clusterId: 'cluster-id' })),
    ).toMatchSnapshot();
  });

  it('with every prop', () => {
    // azurerm takes a version or a release train.
    const props: Required<Omit<ArgoCdExtensionProps, 'version'>> = {
      clusterId: 'cluster-id',
      namespace: 'gitops',
      releaseTrain: 'preview',
      settings: { 'server.service.type': 'LoadBalancer' },
      notificationsFromGit: true,
      dependsOn: [],
    };
    expect(resources((stack) => new ArgoCdExtension(stack, 'argo-cd', props))).toMatchSnapshot();
  });

  it('leaves the version and the train to Azure', () => {
    expect([extension().version, extension().release_train]).toEqual([undefined, undefined]);
  });

  it('pins a version', () => {
    expect(extension({ version: '1.0.0' }).version).toBe('1.0.0');
  });

  it('refuses a version together with a release train, and an empty setting', () => {
    expect(() =>
      extension({ version: '1.0.0', releaseTrain: 'preview', settings: { 'configs.cm.url': '' } }),
    ).toThrow(
      /2 problems.*releaseTrain: it excludes version.*settings\.configs\.cm\.url: it is empty, and azurerm rejects an empty value/s,
    );
  });

  it('lets only Argo CD itself reach the repo-server', () => {
    expect(extension().configuration_settings['global.networkPolicy.create']).toBe('true');
  });

  it('escapes the dots within a key', () => {
    const key = 'configs.cm.resource\\.customizations\\.health\\.argoproj\\.io_Application';
    expect(extension().configuration_settings[key]).toBe(applicationHealth.lua);
  });

  it('contains the health of a LeaderWorkerSet', () => {
    const key =
      'configs.cm.resource\\.customizations\\.health\\.leaderworkerset\\.x-k8s\\.io_LeaderWorkerSet';
    expect(extension().configuration_settings[key]).toBe(leaderWorkerSetHealth.lua);
  });

  it('stops a sync that does not end after an hour', () => {
    const key = 'configs.params.controller\\.sync\\.timeout\\.seconds';
    expect(extension().configuration_settings[key]).toBe('3600');
  });

  it('flattens values at any depth, a dot in a key at any depth escaped', () => {
    expect(flatSettings({ 'a.b': { c: { 'd.e.f': 1 } }, g: true })).toEqual({
      'a\\.b.c.d\\.e\\.f': '1',
      g: 'true',
    });
  });

  it('has only text that is not empty in its settings, which azurerm wants', () => {
    const values = Object.values(flatSettings(argoCdValues()));
    expect(values.filter((value) => typeof value !== 'string' || value === '')).toEqual([]);
    expect(values).toContain('false');
  });
});
