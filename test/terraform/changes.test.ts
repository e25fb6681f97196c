import type { AzureChanges } from '../../lib/changes/azure/azure-change';
import { azureChanges } from '../../lib/changes/azure/azure-changes';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { stackOfText } from '../lib/changes/azure/stacks';
import { ApplyTier, reasonAgainst, report } from './apply-tier';
import { base, type ChangeCase, changeCases, type Outcome } from './change-cases';
import { sample } from './definitions';
import { terraformVersion } from './terraform-cli';
import { type PlannedChange, stackText } from './terraform-folder';
import { azurermVersions, renderFor, statedVersion } from './versions';

describe.each(azurermVersions)('azurerm %s', (version) => {
  const compares = reasonAgainst(version) === undefined ? it : it.skip;
  const azurerm = statedVersion(version);
  let tier: ApplyTier;
  /** What each state left behind, by its definition. */
  const applied = new Map<PlatformDefinition, ReturnType<ApplyTier['save']>>();
  const counts = new Map<Outcome, number>();

  beforeAll(async () => {
    if (reasonAgainst(version) === undefined) tier = await ApplyTier.open(version);
  });
  afterAll(async () => {
    await tier?.close();
    if (tier === undefined) return;
    const found = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    report(`azurerm ${version}, Terraform ${terraformVersion()}: changes planned and compared: ${found}`);
  });

  /** The state after a definition was deployed; each is deployed once. */
  async function deployed(definition: PlatformDefinition): Promise<void> {
    const saved = applied.get(definition);
    if (saved !== undefined) return tier.restore(saved);
    tier.reset();
    tier.terraform.use(renderFor(definition, { azurerm }));
    const run = await tier.terraform.apply();
    expect(run.status === 0 ? '' : tier.explain(run)).toBe('');
    applied.set(definition, tier.save());
  }

  for (const [title, change] of Object.entries(changeCases)) {
    compares(`plans ${title} as the change report says: ${change.outcome}`, async () => {
      const before = change.before ?? base;
      await deployed(before);
      tier.restore(applied.get(before)!);
      const [old, now] = [before, change.after].map((each) => renderFor(each, { azurerm }));
      const said = azureChanges(stackOfText(stackText(old!)), stackOfText(stackText(now!)));
      tier.terraform.use(now!);
      const plan = await tier.terraform.plan('-refresh=false');
      expect(plan.changes === undefined ? plan.text : '').toBe('');
      expect(summaryOfReport(said, plan.changes!)).toEqual(summaryOfPlan(plan.changes!));
      expect(outcomeOf(said, change)).toBe(change.outcome);
      if (change.because !== undefined)
        expect(plan.changes!.find(({ address }) => address === change.address)?.because).toEqual(
          change.because,
        );
      await carryOut(change, said, plan.changes!);
      counts.set(change.outcome, (counts.get(change.outcome) ?? 0) + 1);
    });
  }

  /**
   * Applies what is not replaced: what the report calls refused fails, everything else succeeds and
   * needs no second change.
   */
  async function carryOut(change: ChangeCase, said: AzureChanges, planned: readonly PlannedChange[]) {
    if (planned.some(({ actions }) => actions.length > 1)) return;
    tier.emulator.requests.length = 0;
    const run = await tier.terraform.apply();
    const isRefused = said.changed.some(({ refusals }) => refusals.length > 0);
    if (isRefused) return expect([run.status, change.outcome]).toEqual([1, 'refused']);
    expect(run.status === 0 ? '' : tier.explain(run)).toBe('');
    const rotated = said.changed.flatMap(({ rotation }) =>
      rotation?.how === 'rotation' ? [rotation.pool] : [],
    );
    const deleted = tier.emulator.requests.flatMap(
      (line) => /^DELETE 2\d\d .*\/agentPools\/(\w+)$/i.exec(line)?.[1] ?? [],
    );
    for (const pool of rotated) expect(deleted).toContain(pool);
    if (said.removed.length === 0) expect(deleted.length).toBe(rotated.length * 2);
    const second = await tier.terraform.plan();
    expect([second.changes ?? second.text, second.status]).toEqual([[], 0]);
  }

  compares('refuses to plan what the report says that prevent_destroy refuses', async () => {
    await deployed(sample);
    const after = { ...sample, network: { serviceCidr: '10.246.0.0/16' } };
    const [old, now] = [sample, after].map((each) => renderFor(each, { azurerm }));
    const said = azureChanges(stackOfText(stackText(old!)), stackOfText(stackText(now!)));
    tier.terraform.use(now!);
    const { status, text } = await tier.terraform.plan('-refresh=false');
    const refused = [...text.matchAll(/Resource (\S+) has\s+lifecycle\.prevent_destroy/g)].map(
      ([, address]) => address,
    );
    expect([status, refused.sort()]).toEqual([
      1,
      said.replaced.filter(({ isRefused }) => isRefused).map(({ address }) => address),
    ]);
  });
});

/** Kind and addresses of what Terraform plans. */
function summaryOfPlan(planned: readonly PlannedChange[]): Record<string, unknown> {
  const of = (kind: string) =>
    planned
      .filter(({ actions }) => [...actions].sort().join() === kind)
      .map(({ address, because }) => (because.length > 0 ? `${address}: ${because.join()}` : address))
      .sort();
  return {
    created: of('create'),
    destroyed: of('delete'),
    replaced: of('create,delete'),
    changed: of('update'),
  };
}

/**
 * The same of the report. A replacement that is only possible, because Azure may already use the
 * value, counts where Terraform plans it.
 */
function summaryOfReport(said: AzureChanges, planned: readonly PlannedChange[]): Record<string, unknown> {
  const reasons = new Map(planned.map(({ address, because }) => [address, because]));
  const replaced = said.replaced.filter(
    ({ isSure, address }) => isSure || (reasons.get(address)?.length ?? 0) > 0,
  );
  return {
    created: said.added.map(({ address }) => address).sort(),
    destroyed: said.removed.map(({ address }) => address).sort(),
    replaced: replaced
      .map(({ address, because, becauseOf }) => {
        const fields = [...new Set(because.map(({ change }) => change.fields[0]!))].sort();
        // A reference to a replaced resource has no field in the report: the plan's is taken.
        const all = becauseOf.length > 0 ? (reasons.get(address) ?? []) : fields;
        return all.length > 0 ? `${address}: ${all.join()}` : address;
      })
      .sort(),
    changed: [
      ...said.changed.filter(({ changes }) => changes.length > 0),
      ...said.following,
      ...said.replaced.filter((each) => !replaced.includes(each)),
    ]
      .map(({ address }) => address)
      .sort(),
  };
}

function outcomeOf(said: AzureChanges, { address }: ChangeCase): Outcome | undefined {
  if (said.replaced.some((each) => each.address === address)) return 'replaced';
  if (said.removed.some((each) => each.address === address)) return 'created and destroyed';
  const changed = said.changed.find((each) => each.address === address);
  if (changed === undefined) return undefined;
  if (changed.refusals.length > 0) return 'refused';
  return changed.rotation?.how === 'rotation' ? 'nodes rotated' : 'in place';
}
