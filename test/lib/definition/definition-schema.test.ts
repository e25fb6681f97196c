import type { z } from 'zod';
import { checkShape } from '../../../lib/definition/check-shape';
import type { definitionSchema } from '../../../lib/definition/definition-schema';
import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { ProblemList } from '../../../lib/problems/problem-list';
import { fullPlatform } from '../../platforms/small-platform';

/** Every path of fields through a type, so that two types can be compared field by field. */
type Paths<T> = T extends readonly (infer U)[]
  ? Paths<U>
  : T extends object
    ? { [K in keyof T & string]: K | `${K}.${Paths<NonNullable<T[K]>>}` }[keyof T & string]
    : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

function problemsOf(definition: unknown): { readonly usable: boolean; readonly lines: readonly string[] } {
  const problems = ProblemList.create();
  const usable = checkShape(definition, problems);
  return { usable, lines: problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`) };
}

describe('the shape of a definition', () => {
  it('has a schema for every field of the interface, and no more (checked by the compiler)', () => {
    const same: Same<Paths<PlatformDefinition>, Paths<z.input<typeof definitionSchema>>> = true;
    expect(same).toBe(true);
  });

  it('is right for a full platform', () => {
    expect(problemsOf(fullPlatform)).toEqual({ usable: true, lines: [] });
  });

  it('names a misspelt field, what was meant, and goes on', () => {
    expect(problemsOf({ ...fullPlatform, keyvault: { name: 'x' } })).toEqual({
      usable: true,
      lines: ['keyvault: there is no such field | Did you mean "keyVault"?'],
    });
  });

  it('names a misspelt field where the alternative is no object', () => {
    const cluster = { ...fullPlatform.cluster, alerts: { stalled: { severity: 1, sevrity: 1 } } };
    expect(problemsOf({ ...fullPlatform, cluster }).lines).toEqual([
      'cluster.alerts.stalled.sevrity: there is no such field | Did you mean "severity"? Known: severity.',
    ]);
  });

  it('names an alert that is misspelt', () => {
    const cluster = { ...fullPlatform.cluster, alerts: { 'dead-letter': false } };
    expect(problemsOf({ ...fullPlatform, cluster }).lines).toEqual([
      'cluster.alerts.dead-letter: there is no such field | Did you mean "dead-letters"?',
    ]);
  });

  it.each([
    [
      'a number as text',
      { nodePools: [{ ...fullPlatform.nodePools[0], maxNodes: '3' }] },
      'nodePools[0].maxNodes: "3" is not a number | Give a number.',
    ],
    ['a missing field', { gitOps: {} }, 'gitOps.repository: it is missing | Give a string.'],
    [
      'a severity that azurerm drops',
      { cluster: { ...fullPlatform.cluster, alerts: { stalled: { severity: 0 } } } },
      'cluster.alerts.stalled.severity: 0 is not allowed | Did you mean "1"? Known: 1, 2, 3, 4.',
    ],
    [
      'an alert that is switched on',
      { cluster: { ...fullPlatform.cluster, alerts: { stalled: true } } },
      'cluster.alerts.stalled: true is not allowed | Known: false.',
    ],
    [
      'an environment value that is no text',
      { httpApps: [{ ...fullPlatform.httpApps![0], environment: { DEBUG: true } }] },
      'httpApps[0].environment.DEBUG: true is not a string | Give a string.',
    ],
    [
      'a list that is none',
      { nodePools: fullPlatform.nodePools[0] },
      'nodePools: {"name":"system","role":"system","vmSize":"Standard_D4s_v... is not an array | Give an array.',
    ],
    [
      'a size that is misspelt',
      { nodePools: [{ ...fullPlatform.nodePools[0], vmSize: 'standard_d4s_v5' }] },
      'nodePools[0].vmSize: "standard_d4s_v5" is not allowed | Did you mean "Standard_D4s_v5"?',
    ],
    [
      'the other alternative, misspelt',
      { cluster: { ...fullPlatform.cluster, apiServer: { authorisedIpRanges: [] } } },
      'cluster.apiServer.authorisedIpRanges: there is no such field | Did you mean "authorizedIpRanges"? Known: private, authorizedIpRanges.',
    ],
    [
      'a kind that does not exist',
      { gateway: { type: 'proxy', name: 'litellm', nodePool: 'cpupool' } },
      'gateway.type: "proxy" is not allowed | Known: litellm, inference-gateway.',
    ],
    [
      'a kind that is misspelt',
      { gateway: { type: 'litelm', name: 'litellm', nodePool: 'cpupool' } },
      'gateway.type: "litelm" is not allowed | Did you mean "litellm"? Known: litellm, inference-gateway.',
    ],
    [
      'neither of two types',
      { httpApps: [{ ...fullPlatform.httpApps![0], nodePool: 3 }] },
      'httpApps[0].nodePool: 3 is not allowed | Give a string or an array.',
    ],
    [
      'a use that does not exist',
      { httpApps: [{ ...fullPlatform.httpApps![0], uses: ['gatway'] }] },
      'httpApps[0].uses[0]: "gatway" is not allowed | Did you mean "gateway"? Known: gateway, langfuse.',
    ],
  ])('says what is wrong with %s', (_, change, line) => {
    const { usable, lines } = problemsOf({ ...fullPlatform, ...change });
    expect(usable).toBe(false);
    expect(lines).toContain(line);
  });

  it.each([undefined, null, 'production', []])('refuses %p as a whole', (definition) => {
    expect(problemsOf(definition).usable).toBe(false);
  });
});
