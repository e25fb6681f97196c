import type { DeploymentPicture } from '../check/deployment-picture';
import { isLiteral } from '../check/terraform-resource';
import { type NodePool, nodePoolsOf } from '../check/views/node-pools';

/** A node pool as both halves of an environment know it: `Standard_D8s_v5, 2 to 6 nodes`. */
type Pools = ReadonlyMap<string, string>;

/** What one half says of a node pool, and the other one otherwise. */
export interface PoolDisagreement {
  readonly pool: string;
  /** Undefined where that half has no such pool. */
  readonly runbook: string | undefined;
  readonly terraform: string | undefined;
}

/**
 * Node pools of which the two halves of one checkout say something else. Both are made of one definition, the Terraform and the RUNBOOK.md that
 * lies beside the manifests; where they differ, one of them is left from another synth, and what is compared is no definition that ever was.
 *
 * Only pools: it is what both say in full, and whoever changes nothing of a pool loses nothing by an old file but the rest of the report, for
 * which the check's own rules about both halves speak (queues, vaults, identities). Nothing is said without a RUNBOOK.md, or with a table in
 * another form, or of a pool that is an expression.
 */
export function poolDisagreements(
  picture: DeploymentPicture,
  runbook: string | undefined,
): readonly PoolDisagreement[] {
  const written = poolsOfRunbook(runbook ?? '');
  const pools = nodePoolsOf(picture);
  if (written.size === 0 || pools.length === 0 || pools.some(isOpen)) return [];
  const made: Pools = new Map(pools.map((pool) => [pool.name!, poolText(pool)]));
  return [...new Set([...written.keys(), ...made.keys()])]
    .sort()
    .filter((pool) => written.get(pool) !== made.get(pool))
    .map((pool) => ({ pool, runbook: written.get(pool), terraform: made.get(pool) }));
}

function isOpen({ name, vmSizeName, minCount, maxCount, isUnknown }: NodePool): boolean {
  const isText = (value: string | undefined) => value !== undefined && isLiteral(value);
  return (
    isUnknown || !isText(name) || !isText(vmSizeName) || minCount === undefined || maxCount === undefined
  );
}

function poolText({ vmSizeName, minCount, maxCount }: NodePool): string {
  return textOf(vmSizeName!, minCount!, maxCount!);
}

function textOf(size: string, least: number, most: number): string {
  return `${size}, ${least === most ? most : `${least} to ${most}`} nodes`;
}

/** Rows of the table of node pools, as lib/operations/runbook/chapters/names-chapter.ts writes them: pool, size, GPUs, nodes. */
function poolsOfRunbook(text: string): Pools {
  const [, section = ''] = text.split(/^### Node pools$/m);
  const rows = section
    .split(/^#/m)[0]!
    .matchAll(/^\| `([^`]+)`[^|]*\| (\S+) \|[^|]*\| (\d+)(?: to (\d+))? \|/gm);
  return new Map(
    [...rows].map(([, name, size, least, most]) => [
      name!,
      textOf(size!, Number(least), Number(most ?? least)),
    ]),
  );
}
