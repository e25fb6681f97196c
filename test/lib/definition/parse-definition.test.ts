import { parseDefinition } from '../../../lib/definition/parse-definition';
import { ProblemList } from '../../../lib/problems/problem-list';
import { fullPlatform } from '../../platforms/small-platform';

function problemsOf(definition: unknown): { readonly usable: boolean; readonly lines: readonly string[] } {
  const problems = ProblemList.create();
  const usable = parseDefinition(definition, problems) !== undefined;
  return { usable, lines: problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`) };
}

const { cluster, nodePools, httpApps, inferenceServers } = fullPlatform;
const [systemPool] = nodePools;
const [httpApp] = httpApps!;
const [server] = inferenceServers!;

describe('parseDefinition()', () => {
  it('accepts a full platform', () => {
    expect(problemsOf(fullPlatform)).toEqual({ usable: true, lines: [] });
  });

  it('fills in defaults, and keeps the values that are set', () => {
    const parsed = parseDefinition(
      {
        ...fullPlatform,
        cluster: { ...cluster, skuTier: 'Free', autoscaler: { maxNodeProvisionMinutes: 30 } },
      },
      ProblemList.create(),
    );
    expect(parsed!.cluster).toMatchObject({
      skuTier: 'Free',
      upgradeChannel: 'patch',
      maintenance: { nodeOs: { dayOfWeek: 'Sunday', startTime: '01:00', durationHours: 4 } },
      autoscaler: { maxNodeProvisionMinutes: 30, scaleDownUnneededMinutes: 10 },
    });
    expect(parsed!.network).toMatchObject({ podCidr: '10.244.0.0/16' });
  });

  it('reports an unknown field with the nearest name, and parses the rest', () => {
    const problems = ProblemList.create();
    const parsed = parseDefinition({ ...fullPlatform, keyvault: { name: 'x' } }, problems);
    expect(problems.problems).toEqual([
      { path: 'keyvault', message: 'unknown field', fix: 'Did you mean "keyVault"?' },
    ]);
    expect(parsed).toEqual(parseDefinition(fullPlatform, ProblemList.create()));
  });

  it('reports unknown fields at every depth, and parses the rest', () => {
    const problems = ProblemList.create();
    const parsed = parseDefinition(
      {
        ...fullPlatform,
        nodePools: [{ ...systemPool, maxnodes: 3 }, ...nodePools.slice(1)],
        cluster: { ...cluster, alerts: { 'dead-letter': false } },
      },
      problems,
    );
    expect(problems.problems.map(({ path, fix }) => `${path}: ${fix}`)).toEqual([
      'cluster.alerts.dead-letter: Did you mean "dead-letters"?',
      'nodePools[0].maxnodes: Did you mean "maxNodes"?',
    ]);
    expect(parsed!.nodePools).toEqual(parseDefinition(fullPlatform, ProblemList.create())!.nodePools);
  });

  it.each([
    [
      'a number in quotes',
      { nodePools: [{ ...systemPool, maxNodes: '3' }] },
      'nodePools[0].maxNodes: "3" is not a number | Remove the quotes: 3.',
    ],
    [
      'a string in place of a list',
      { nodePools: [{ ...systemPool, zones: '1' }] },
      'nodePools[0].zones: "1" is not an array | Use an array: [\'1\'].',
    ],
    [
      'a number in place of a list of strings',
      { nodePools: [{ ...systemPool, zones: 1 }] },
      "nodePools[0].zones: 1 is not an array | Use an array of strings, such as ['a', 'b'].",
    ],
    ['a missing field', { gitOps: {} }, 'gitOps.repository: required but missing | Set it to a string.'],
    [
      'a missing field with fixed values',
      { nodePools: [{ ...systemPool, role: undefined }] },
      'nodePools[0].role: required but missing | Valid values: system, cpu, gpu.',
    ],
    [
      'a severity that azurerm drops',
      { cluster: { ...cluster, alerts: { stalled: { severity: 0 } } } },
      'cluster.alerts.stalled.severity: 0 is not a valid value | Valid values: 1, 2, 3, 4.',
    ],
    [
      'an alert that is turned on',
      { cluster: { ...cluster, alerts: { stalled: true } } },
      'cluster.alerts.stalled: true is not a valid value | Use false. Or use an object with { severity }.',
    ],
    [
      'an environment variable that is not a string',
      { httpApps: [{ ...httpApp, environment: { DEBUG: true } }] },
      'httpApps[0].environment.DEBUG: true is not a string | Use a string.',
    ],
    [
      'an object in place of a list',
      { nodePools: systemPool },
      'nodePools: {"name":"system","role":"system","vmSize":"Standard_D4s_v... is not an array | Use an array.',
    ],
    [
      'a misspelt VM size',
      { nodePools: [{ ...systemPool, vmSize: 'standard_d4s_v5' }] },
      'nodePools[0].vmSize: "standard_d4s_v5" is not in the table of VM sizes | Did you mean "Standard_D4s_v5"? Or use an object with { name, vcpus, memoryGiB, tempDiskGiB, nvmeDisksGiB?, gpu? }.',
    ],
    [
      'a misspelt alternative',
      { cluster: { ...cluster, apiServer: { authorisedIpRanges: [] } } },
      'cluster.apiServer.authorisedIpRanges: unknown field | Did you mean "authorizedIpRanges"? Fields: private, authorizedIpRanges.',
    ],
    [
      'two alternatives at once',
      { cluster: { ...cluster, apiServer: { private: true, authorizedIpRanges: ['203.0.113.0/24'] } } },
      'cluster.apiServer.authorizedIpRanges: cannot be combined with "private" | Keep one of them.',
    ],
    [
      'two alternatives at once, of a list entry',
      { nodePools: [{ ...systemPool, upgrade: { maxSurge: '1', maxUnavailable: '1' } }] },
      'nodePools[0].upgrade.maxUnavailable: cannot be combined with "maxSurge" | Keep one of them.',
    ],
    [
      'a type that does not exist',
      { gateway: { type: 'proxy', name: 'litellm', nodePool: 'cpupool' } },
      'gateway.type: "proxy" is not a valid value | Valid values: litellm, inference-gateway.',
    ],
    [
      'a misspelt type',
      { gateway: { type: 'litelm', name: 'litellm', nodePool: 'cpupool' } },
      'gateway.type: "litelm" is not a valid value | Did you mean "litellm"? Valid values: litellm, inference-gateway.',
    ],
    [
      'a value of neither form',
      { httpApps: [{ ...httpApp, nodePool: 3 }] },
      'httpApps[0].nodePool: 3 is not a valid value | Use a string or an array.',
    ],
    [
      'a use that does not exist',
      { httpApps: [{ ...httpApp, uses: ['gatway'] }] },
      'httpApps[0].uses[0]: "gatway" is not a valid value | Did you mean "gateway"? Valid values: gateway, langfuse. Or use an object with { gateway } or { inferenceServer } or { sendsTo } or { receivesFrom }.',
    ],
    [
      'a VM size that Azure has and that is not supported',
      { nodePools: [{ ...systemPool, vmSize: 'Standard_NV12ads_A10_v5' }] },
      expect.stringMatching(
        /^nodePools\[0\]\.vmSize: "Standard_NV12ads_A10_v5" is not supported: .+ \| Use /,
      ),
    ],
  ])('rejects %s', (_, change, line) => {
    const { usable, lines } = problemsOf({ ...fullPlatform, ...change });
    expect(lines).toContainEqual(line);
    expect(usable).toBe(false);
  });

  it.each([
    [
      'a field of another type',
      { inferenceServers: [{ ...server, cache: { type: 'local-nvme', claimName: 'weights' } }] },
      'inferenceServers[0].cache.claimName: not a field of type "local-nvme" | Remove it, or set type to "persistent-volume-claim".',
    ],
    [
      'an unknown field of an alternative that has objects and other values',
      { cluster: { ...cluster, alerts: { stalled: { severity: 1, sevrity: 1 } } } },
      'cluster.alerts.stalled.sevrity: unknown field | Did you mean "severity"? Fields: severity.',
    ],
    [
      'an unknown field of one type',
      { inferenceServers: [{ ...server, cache: { type: 'local-nvme', clas: 'fast' } }] },
      'inferenceServers[0].cache.clas: unknown field | Fields: type.',
    ],
  ])('reports and ignores %s', (_, change, line) => {
    expect(problemsOf({ ...fullPlatform, ...change })).toEqual({ usable: true, lines: [line] });
  });

  it.each([undefined, null, 'production', []])('rejects %p as a whole', (definition) => {
    expect(problemsOf(definition).usable).toBe(false);
  });
});
