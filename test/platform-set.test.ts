import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { PlatformSet } from '../constructs/platform-set';
import type { BaseDefinition, EnvironmentDefinitions } from '../lib/definition/environments';
import { DefinitionError } from '../lib/problems/problem-list';
import { fullPlatform } from './platforms/small-platform';

const { environment: _, ...base } = fullPlatform satisfies BaseDefinition & { environment: string };

const apart = (suffix: string) => ({
  azure: { resourceGroup: `${suffix}-rg`, uniqueSuffix: suffix },
  cluster: { name: `${suffix}-aks` },
});

const set = (environments: EnvironmentDefinitions) => new PlatformSet(base, environments);
const names = ({ platforms }: PlatformSet) => platforms.map(({ resolved }) => resolved.environment);

describe('a set of platforms', () => {
  it('has a platform an environment, in their order', () => {
    expect(names(set({ staging: apart('s1'), production: apart('p1') }))).toEqual(['staging', 'production']);
  });

  it('has a platform a cluster where an environment has several', () => {
    const regions = {
      clusters: {
        korea: apart('k1'),
        japan: { ...apart('j1'), azure: { ...apart('j1').azure, location: 'japaneast' } },
      },
    };
    const { platforms } = set({ staging: apart('s1'), production: regions });
    expect(
      platforms.map(({ resolved: { environment, namespace, azure } }) => [
        environment,
        namespace,
        azure.location,
      ]),
    ).toEqual([
      ['staging', 'staging', 'koreacentral'],
      ['production-korea', 'production', 'koreacentral'],
      ['production-japan', 'production', 'japaneast'],
    ]);
  });

  it('reports the problems of all environments at once, with the environments of each', () => {
    const wrong = (suffix: string, nodePool: string) => ({
      ...apart(suffix),
      httpApps: { app: { nodePool } },
    });
    const one = () => set({ staging: wrong('s1', 'cpupol'), production: wrong('p1', 'pool') }).platforms;
    expect(one).toThrow(/^2 problems in the environments:/);
    expect(one).toThrow(/\n {2}httpApps\[0\]\.nodePool: .*"cpupol".* \(staging\)\n/);
    expect(one).toThrow(/\n {2}httpApps\[0\]\.nodePool: .*"pool".* \(production\)$/);
    const both = () => set({ staging: wrong('s1', 'cpupol'), production: wrong('p1', 'cpupol') }).platforms;
    expect(both).toThrow(/^1 problem in the environments:\n\n.*"cpupol".* \(staging, production\)$/);
  });

  it('refuses an environment of a name that the base does not have', () => {
    expect(() => set({ production: { httpApps: { ap: null } } }).platforms).toThrow(
      'production.httpApps.ap: the base has no entry with this name',
    );
  });

  const wrong = (value: unknown) => value as never;

  it.each([
    [
      'an environment that is null',
      { production: {}, staging: wrong(null) },
      'staging: null is not an object',
    ],
    [
      'one that is undefined',
      { production: {}, staging: wrong(undefined) },
      'staging: undefined is not an object',
    ],
    ['one that is a text', { production: wrong('large') }, 'production: "large" is not an object'],
    [
      'a cluster that is null',
      { production: { clusters: { korea: wrong(null) } } },
      'production.clusters.korea: null is not',
    ],
    [
      'clusters that are a list',
      { production: { clusters: wrong([]) } },
      'production.clusters: [] is not an object',
    ],
    ['no environments at all', wrong(undefined), 'undefined is not an object'],
  ])('refuses %s', (_, environments, told) => {
    expect(() => set(environments).platforms).toThrow(DefinitionError);
    expect(() => set(environments).platforms).toThrow(told);
  });

  it('refuses two deployments of one name', () => {
    const environments = {
      'production-japan': apart('p1'),
      production: { clusters: { japan: apart('j1') } },
    };
    expect(() => set(environments).platforms).toThrow('production-japan: two deployments have this name');
  });

  it.each([
    ['no environment', {}, 'there is no environment'],
    ['no cluster', { production: { clusters: {} } }, 'production.clusters: has no cluster'],
  ])('refuses %s', (_, environments, said) => {
    expect(() => set(environments).platforms).toThrow(said);
  });

  it('gives a platform by its name, and suggests one for a slip', () => {
    const platforms = set({ staging: apart('s1'), production: apart('p1') });
    expect(platforms.platform('staging').resolved.cluster.name).toBe('s1-aks');
    expect(() => platforms.platform('stagin')).toThrow('Did you mean "staging"?');
  });
});

describe('two environments', () => {
  it.each([
    [
      'resource group',
      { azure: { resourceGroup: 'p1-rg' } },
      'azure.resourceGroup: production also uses the resource group',
    ],
    ['Key Vault', { azure: { uniqueSuffix: 'p1' } }, 'the Key Vault'],
    ['registry', { azure: { uniqueSuffix: 'p1' } }, 'azure.uniqueSuffix: production also uses the registry'],
    ['Service Bus', { azure: { uniqueSuffix: 'p1' } }, 'the Service Bus namespace'],
  ])('must not share a %s', (_, same, said) => {
    const second = { ...apart('s1'), azure: { ...apart('s1').azure, ...same.azure } };
    const both = set({ production: apart('p1'), staging: second });
    expect(() => both.platforms).toThrow(/\n {2}staging\.azure\./);
    expect(() => both.platforms).toThrow(said);
  });

  it('with one name: the problem is at the one that has neither a value of its own nor an outputs file', () => {
    const environments = { staging: {}, production: {} };
    const folder = mkdtempSync(path.join(os.tmpdir(), 'platform-set-'));
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(folder);
    try {
      const both = () => set(environments).platforms;
      expect(both).toThrow('production.azure.resourceGroup: staging also uses the resource group');
      expect(both).toThrow('Set another azure.resourceGroup in production or in staging.');
      mkdirSync(path.join(folder, 'outputs'));
      writeFileSync(path.join(folder, 'outputs/production.json'), '{}');
      expect(both).toThrow('staging.azure.resourceGroup: production also uses the resource group');
      expect(both).toThrow(
        'Set another azure.resourceGroup in staging. outputs/production.json exists, so production is deployed.',
      );
    } finally {
      cwd.mockRestore();
      rmSync(folder, { recursive: true });
    }
  });

  it('must not share a cluster in an existing resource group', () => {
    const shared = (suffix: string) => ({
      azure: { resourceGroup: { name: 'shared-rg', existing: true as const }, uniqueSuffix: suffix },
    });
    expect(() => set({ production: shared('p1'), staging: shared('s1') }).platforms).toThrow(
      /^1 problem in the environments:\n\n {2}staging.cluster.name: production also uses the cluster/,
    );
  });

  it('must not share a Terraform state', () => {
    const state = (suffix: string) => ({
      ...apart(suffix),
      azure: {
        ...apart(suffix).azure,
        state: {
          type: 'azurerm' as const,
          resourceGroup: 'state-rg',
          storageAccount: 'mystate',
          container: 'tfstate',
          key: 'platform.tfstate',
        },
      },
    });
    expect(() => set({ production: state('p1'), staging: state('s1') }).platforms).toThrow(
      'staging.azure.state.key: production also uses the Terraform state',
    );
  });
});
