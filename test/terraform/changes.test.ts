import type { AzureChanges } from '../../lib/changes/azure/azure-change';
import { azureChanges } from '../../lib/changes/azure/azure-changes';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { stackOfText } from '../lib/changes/azure/stacks';
import { ApplyTier, reasonAgainst, report, type Saved } from './apply-tier';
import { base, type ChangeCase, changeCases, type Outcome } from './change-cases';
import { sample } from './definitions';
import { terraformVersion } from './terraform-cli';
import { type PlannedChange, stackText } from './terraform-folder';
import { azurermVersions, renderFor, statedVersion } from './versions';

describe.each(azurermVersions)('azurerm %s', (version) => {
  const compares = reasonAgainst(version) === undefined ? it.concurrent : it.concurrent.skip;
  const azurerm = statedVersion(version);
  const render = (definition: PlatformDefinition) => renderFor(definition, { azurerm });
  const counts = new Map<Outcome, number>();

  afterAll(() => {
    const found = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    report(`azurerm ${version}, Terraform ${terraformVersion()}: changes planned and compared: ${found}`);
  });

  let saved: Promise<Saved> | undefined;
  /** What the deployment of `base` leaves behind. All cases share one. */
  function savedBase(): Promise<Saved> {
    saved ??= ApplyTier.with(version, async (tier) => {
      await apply(tier, base);
      return tier.save();
    });
    return saved;
  }

  async function apply(tier: ApplyTier, definition: PlatformDefinition): Promise<void> {
    tier.terraform.use(render(definition));
    const run = await tier.terraform.apply();
    expect(run.status === 0 ? '' : tier.explain(run)).toBe('');
  }

  for (const [title, change] of Object.entries(changeCases)) {
    compares(`plans ${title} as the change report says: ${change.outcome}`, async () => {
      const start = await savedBase();
      await ApplyTier.with(version, async (tier) => {
        tier.restore(start);
        if (change.before !== undefined) await apply(tier, change.before);
        const [old, now] = [render(change.before ?? base), render(change.after)];
        const said = azureChanges(stackOfText(stackText(old)), stackOfText(stackText(now)));
        tier.terraform.use(now);
        const plan = await tier.terraform.plan('-refresh=false');
        expect(plan.changes === undefined ? plan.text : '').toBe('');
        expect(summaryOfReport(said, plan.changes!)).toEqual(summaryOfPlan(plan.changes!));
        expect(outcomeOf(said, change)).toBe(change.outcome);
        if (change.because !== undefined)
          expect(plan.changes!.find(({ address }) => address === change.address)?.because).toEqual(
            change.because,
          );
        if (plan.changes!.every(({ actions }) => actions.length === 1)) await carryOut(tier, said);
        counts.set(change.outcome, (counts.get(change.outcome) ?? 0) + 1);
      });
    });
  }

  compares('refuses to plan what the report says that prevent_destroy refuses', async () => {
    const start = await savedBase();
    await ApplyTier.with(version, async (tier) => {
      tier.restore(start);
      const after = { ...sample, network: { serviceCidr: '10.246.0.0/16' } };
      const [old, now] = [render(sample), render(after)];
      const said = azureChanges(stackOfText(stackText(old)), stackOfText(stackText(now)));
      tier.terraform.use(now);
      const { status, text } = await tier.terraform.plan('-refresh=false');
      const refused = [...text.matchAll(/Resource (\S+) has\s+lifecycle\.prevent_destroy/g)];
      expect([status, refused.map(([, address]) => address).sort()]).toEqual([
        1,
        said.replaced.filter(({ isRefused }) => isRefused).map(({ address }) => address),
      ]);
    });
  });
});

/**
 * Applies a plan without a replacement: what the report calls refused fails, everything else
 * succeeds and needs no second change.
 */
async function carryOut(tier: ApplyTier, said: AzureChanges): Promise<void> {
  tier.emulator.requests.length = 0;
  const run = await tier.terraform.apply();
  if (said.changed.some(({ refusals }) => refusals.length > 0)) return expect(run.status).toBe(1);
  expect(run.status === 0 ? '' : tier.explain(run)).toBe('');
  // A rotation deletes the pool, and the temporary one after it.
  const rotated = said.changed.flatMap(({ rotation }) =>
    rotation?.how === 'rotation' ? [rotation.pool] : [],
  );
  const deleted = tier.emulator.requests.flatMap(
    (line) => /^DELETE 2\d\d .*\/agentPools\/(\w+)$/i.exec(line)?.[1] ?? [],
  );
  expect([deleted.length, deleted.filter((name) => rotated.includes(name))]).toEqual([
    rotated.length * 2,
    rotated,
  ]);
  const second = await tier.terraform.plan();
  expect([second.changes ?? second.text, second.status]).toEqual([[], 0]);
}

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
