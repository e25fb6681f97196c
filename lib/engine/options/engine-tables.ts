import type { OptionTable } from '../../facts/engine-options/option-table';
import { OptionCatalogue } from './option-catalogue';

/** Engines with a table of options. */
export type OptionEngine = 'vllm' | 'triton' | 'sglang' | 'tgi';

/** Loads a table on first use: a platform and a check without this engine do not need it. */
const loaders: Readonly<Record<OptionEngine, () => OptionTable>> = {
  vllm: () => require('../../facts/engine-options/vllm-options').vllmOptions,
  triton: () => require('../../facts/engine-options/triton-options').tritonOptions,
  sglang: () => require('../../facts/engine-options/sglang-options').sglangOptions,
  tgi: () => require('../../facts/engine-options/tgi-options').tgiOptions,
};

const catalogues = new Map<string, OptionCatalogue>();

/** The options of an engine in one release of its table. */
function catalogueOf(table: OptionTable, version: string): OptionCatalogue {
  const key = `${table.engine} ${version}`;
  const known = catalogues.get(key) ?? new OptionCatalogue(table, version);
  catalogues.set(key, known);
  return known;
}

/** Releases that an image may contain. */
export interface PossibleReleases {
  readonly catalogues: readonly OptionCatalogue[];
  /** Whether the version is newer than the table, so that it may have further options. */
  readonly isBeyond: boolean;
}

/**
 * The releases that an image may contain: the release of a version, the releases of its minor
 * version if the table does not have the patch, the newest release for a newer version, all
 * releases for an unknown version. None for an older version.
 */
export function cataloguesOf(engine: OptionEngine, version: string | undefined): PossibleReleases {
  const table = loaders[engine]();
  const { versions } = table;
  const plain = version?.replace(/^v/, '');
  const made = (found: readonly string[], isBeyond = false): PossibleReleases => ({
    catalogues: found.map((each) => catalogueOf(table, each)),
    isBeyond,
  });
  if (plain === undefined) return made(versions);
  if (versions.includes(plain)) return made([plain]);
  const ofMinor = versions.filter((each) => minorOf(each) === minorOf(plain));
  if (ofMinor.length > 0) return made(ofMinor);
  const newest = versions.at(-1);
  return newest !== undefined && isNewer(plain, newest) ? made([newest], true) : made([]);
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function isNewer(version: string, than: string): boolean {
  const [left, right] = [version, than].map((each) => each.split('.').map(Number));
  const at = left!.findIndex((part, index) => part !== (right![index] ?? 0));
  return at !== -1 && left![at]! > (right![at] ?? 0);
}
