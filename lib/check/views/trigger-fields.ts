import {
  atVersion,
  type TriggerField,
  type TriggerFields,
  type TriggerSchemas,
} from '../../facts/schemas/tables';
import { nearestName } from '../../problems/value-rules';
import type { DeploymentPicture } from '../deployment-picture';
import { kedaVersionOf } from './keda-installations';
import { type Scaler, scalersOf, type Trigger } from './scaled-objects';

/** A trigger whose metadata KEDA refuses, or reads otherwise than its author means. */
export interface TriggerProblem {
  readonly scaler: Scaler;
  readonly trigger: Trigger;
  /** Name in the metadata. */
  readonly name: string;
  readonly is: 'missing' | 'wrong type' | 'not allowed' | 'ignored';
  /** What KEDA accepts. */
  readonly expected: string;
}

/**
 * Differences between the metadata of triggers and what KEDA reads. If the files do not determine
 * the version of KEDA, only what every known version has.
 */
export function triggerProblemsOf(picture: DeploymentPicture): readonly TriggerProblem[] {
  return picture.once(readProblems);
}

/** The table is large, so this loads it only for a check with scalers. */
function loadTriggers(): TriggerSchemas {
  return (require('../../facts/schemas/trigger-schemas') as { triggerSchemas: TriggerSchemas })
    .triggerSchemas;
}

function readProblems(picture: DeploymentPicture): readonly TriggerProblem[] {
  const scalers = scalersOf(picture);
  if (scalers.length === 0) return [];
  const { versions, types } = loadTriggers();
  const stated = kedaVersionOf(picture)?.minor;
  const possible = stated !== undefined && versions.includes(stated) ? [stated] : versions;
  return scalers.flatMap((scaler) =>
    scaler.triggers.flatMap((trigger) => {
      const fields = possible.map((version) => atVersion(types[trigger.type], version));
      // A type without a table parses its metadata by hand.
      const known = fields.filter((each) => each !== undefined);
      if (known.length === 0) return [];
      const [first, ...others] = known.map((each) => problemsOf(trigger, each));
      return first!
        .filter((problem) => others.every((list) => list.some((other) => isSame(problem, other))))
        .map((problem) => ({ ...problem, scaler, trigger }));
    }),
  );
}

type FieldProblem = Pick<TriggerProblem, 'name' | 'is' | 'expected'>;

function isSame(a: FieldProblem, b: FieldProblem): boolean {
  return a.name === b.name && a.is === b.is;
}

function problemsOf({ metadata, authentication }: Trigger, fields: TriggerFields): readonly FieldProblem[] {
  const names = Object.entries(fields).flatMap(([name, { aliases = [], from = [] }]) =>
    [name, ...aliases].flatMap((each) => (from.includes('env') ? [each, `${each}FromEnv`] : [each])),
  );
  const ignored = Object.keys(metadata).flatMap((name): readonly FieldProblem[] => {
    // KEDA reads a few more names by hand, so only a name that is nearly a known one is a mistake.
    const nearest = names.includes(name) ? '' : nearestName(name, names);
    return nearest === '' ? [] : [{ name, is: 'ignored', expected: /"(.*)"/.exec(nearest)![1]! }];
  });
  const misspelled = new Set(ignored.map(({ expected }) => expected));
  const others = Object.entries(fields).flatMap(([name, field]) => {
    const written = [name, ...(field.aliases ?? [])].find((each) => each in metadata);
    if (written !== undefined) return valueProblem(written, metadata[written], field);
    if (field.required !== true || misspelled.has(name) || isElsewhere(name, field)) return [];
    return [{ name, is: 'missing', expected: `a value of ${name}` } as const];
  });
  return [...ignored, ...others];

  function isElsewhere(name: string, { from = [] }: TriggerField): boolean {
    const isInEnvironment = from.includes('env') && `${name}FromEnv` in metadata;
    return isInEnvironment || (from.includes('authentication') && authentication !== undefined);
  }
}

/** Only texts: `scaling/metadata-texts` reports the others. */
function valueProblem(
  name: string,
  value: unknown,
  { type, allowed }: TriggerField,
): readonly FieldProblem[] {
  if (typeof value !== 'string') return [];
  if (type !== undefined && !forms[type].test(value)) {
    return [{ name, is: 'wrong type', expected: typeNouns[type] }];
  }
  const given = value.split(',').map((each) => each.trim());
  if (allowed !== undefined && !given.every((each) => allowed.includes(each))) {
    return [{ name, is: 'not allowed', expected: allowed.join(' or ') }];
  }
  return [];
}

/** What Go's `strconv` accepts, which KEDA parses with. */
const forms = {
  integer: /^[-+]?\d+$/,
  number: /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i,
  boolean: /^(?:1|t|true|0|f|false)$/i,
  duration: /^(?:\d+|(?:\d+\.?\d*(?:ns|us|µs|ms|s|m|h))+)$/,
} as const;

const typeNouns = {
  integer: 'an integer',
  number: 'a number',
  boolean: '"true" or "false"',
  duration: 'a duration such as 10s',
} as const;
