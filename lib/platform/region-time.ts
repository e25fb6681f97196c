import { timeZoneFix, timeZoneProblem } from '../engine/scaling/cron-expression';
import { regionNames, standardOffsetOfRegion, timeZoneOfRegion } from '../facts/azure-regions';
import type { ProblemList } from '../problems/problem-list';
import { nearestName } from '../problems/value-rules';

const utc = { timeZone: 'Etc/UTC', offset: '+00:00' };

/**
 * The IANA time zone of a schedule: the given one, or that of the region. Adds a problem for an
 * invalid name, and if neither is known.
 */
export function resolveTimeZone(given: string | undefined, region: string, problems: ProblemList): string {
  const ofRegion = timeZoneOfRegion(region);
  if (given === undefined && ofRegion === undefined) {
    const nearest = nearestName(region, regionNames);
    problems.add(
      'timeZone',
      `required, because the time zone of the region "${region}" is not known`,
      `${nearest === '' ? 'Set' : `${nearest} Otherwise set`} timeZone to an IANA name, such as Asia/Seoul or Etc/UTC.`,
    );
  }
  const timeZone = given ?? ofRegion ?? utc.timeZone;
  const problem = timeZoneProblem(timeZone);
  if (problem !== undefined) problems.add('timeZone', problem, timeZoneFix(timeZone));
  return timeZone;
}

/**
 * The offset of a maintenance window to UTC: the given one, or that of the region without daylight
 * saving time, or none for a region that is not known. Adds a problem for an invalid offset.
 */
export function resolveUtcOffset(given: string | undefined, region: string, problems: ProblemList): string {
  const offset = given ?? standardOffsetOfRegion(region) ?? utc.offset;
  if (!/^[+-](?:0\d|1[0-4]):(?:00|30|45)$/.test(offset))
    problems.add('utcOffset', `"${offset}" is not an offset to UTC`, 'Use the form +09:00 or -03:30.');
  return offset;
}
