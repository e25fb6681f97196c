import { nearestName } from '../../problems/value-rules';

/** Part of a field: `*`, `5`, `1-5`, `MON-FRI`, each with an optional step. */
const partPattern = /^(?:\*|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:\/(\d+))?$/i;
const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const dayNames = 'SUN MON TUE WED THU FRI SAT'.split(' ');

interface CronField {
  readonly what: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

/**
 * The five standard fields of robfig/cron, which KEDA and Kubernetes (for CronJobs) use. Sunday is
 * 0; the library rejects 7.
 */
const fields: readonly CronField[] = [
  { what: 'minute', min: 0, max: 59, names: [] },
  { what: 'hour', min: 0, max: 23, names: [] },
  { what: 'day of the month', min: 1, max: 31, names: [] },
  { what: 'month', min: 1, max: 12, names: monthNames },
  { what: 'day of the week', min: 0, max: 6, names: dayNames },
];

/** Explains why a cron expression is invalid; undefined if it is valid. */
export function cronExpressionProblem(expression: string): string | undefined {
  const given = expression.trim().split(/\s+/);
  if (given.length !== fields.length) {
    return `"${expression}" has ${expression.trim() === '' ? 0 : given.length} fields; a cron expression has 5: minute, hour, day of the month, month, day of the week`;
  }
  for (const [index, field] of fields.entries()) {
    const wrong = given[index]!.split(',').find((part) => !isCronPart(part, field));
    if (wrong !== undefined) {
      return `"${wrong}" in "${expression}" is not a valid ${field.what}: use ${field.min} to ${field.max}, a range, or a step`;
    }
  }
  return undefined;
}

function isCronPart(part: string, field: CronField): boolean {
  // The library accepts `?` for any day.
  if (part === '?') return field.what.startsWith('day');
  const match = partPattern.exec(part);
  if (match === null) return false;
  const [, first, last, step] = match;
  if (step !== undefined && Number(step) === 0) return false;
  if (first === undefined) return true;
  const from = cronNumber(first, field);
  const to = last === undefined ? from : cronNumber(last, field);
  return from !== undefined && to !== undefined && from <= to;
}

function cronNumber(text: string, { min, max, names }: CronField): number | undefined {
  const name = names.indexOf(text.toUpperCase());
  if (name !== -1) return name + min;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

/** Explains why a time zone is invalid; undefined if it is valid. */
export function timeZoneProblem(timeZone: string): string | undefined {
  // Intl accepts offsets, which KEDA and Kubernetes reject. `Local` is the time zone of the node.
  const isName = /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(timeZone) && timeZone !== 'Local';
  if (isName) {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
      return undefined;
    } catch {
      // Reported below.
    }
  }
  return `"${timeZone}" is not an IANA time zone`;
}

/** What to write in place of an invalid time zone: the nearest name, or two examples. */
export function timeZoneFix(timeZone: string): string {
  // An environment without the list of names has only the examples.
  const nearest = nearestName(timeZone, Intl.supportedValuesOf?.('timeZone') ?? []);
  return `${nearest === '' ? '' : `${nearest} `}Use an IANA name, such as Asia/Seoul or Etc/UTC.`;
}
