import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import type { DefinitionError } from '../../../lib/problems/problem-list';
import { fullPlatform } from '../../platforms/small-platform';

const cronJob = {
  name: 'nightly',
  image: { repository: 'app', tag: '1.0.0' },
  nodePool: 'cpupool',
  schedule: '0 2 * * *',
  maxRunSeconds: 60,
};
const window = { kind: 'deny', schedule: '0 18 * * 5', duration: '62h' } as const;

function platformIn(
  location: string,
  change: { readonly timeZone?: string; readonly utcOffset?: string } = {},
) {
  const { timeZone, utcOffset } = change;
  const definition: PlatformDefinition = {
    ...fullPlatform,
    azure: { ...fullPlatform.azure, location },
    cluster: {
      ...fullPlatform.cluster,
      maintenance: { nodeOs: { dayOfWeek: 'Sunday', startTime: '01:00', durationHours: 4, utcOffset } },
    },
    cronJobs: [{ ...cronJob, timeZone }],
    gitOps: { ...fullPlatform.gitOps, syncWindows: [{ ...window, timeZone }] },
  };
  const platform = resolvePlatform(definition);
  return {
    cronJob: workloadsOf(platform, 'cron-job')[0]!.timeZone,
    syncWindow: platform.gitOps.syncWindows[0]!.timeZone,
    maintenance: platform.cluster.maintenance.nodeOs.utcOffset,
  };
}

function problemsIn(location: string, change: Parameters<typeof platformIn>[1] = {}): readonly string[] {
  try {
    platformIn(location, change);
    return [];
  } catch (error) {
    return (error as DefinitionError).problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

test.each([
  ['koreacentral', 'Asia/Seoul', '+09:00'],
  ['eastus2', 'America/New_York', '-05:00'],
  ['centralindia', 'Asia/Kolkata', '+05:30'],
])('schedules and maintenance windows in %s are in its time', (location, timeZone, offset) =>
  expect(platformIn(location)).toEqual({ cronJob: timeZone, syncWindow: timeZone, maintenance: offset }),
);

test('the definition may state another time', () =>
  expect(platformIn('koreacentral', { timeZone: 'Etc/UTC', utcOffset: '+00:00' })).toEqual({
    cronJob: 'Etc/UTC',
    syncWindow: 'Etc/UTC',
    maintenance: '+00:00',
  }));

test('a region without a known time zone needs one for its schedules', () => {
  expect(problemsIn('usgovvirginia')).toEqual([
    'cronJobs[0].timeZone: required, because the time zone of the region "usgovvirginia" is not known',
    'gitOps.syncWindows[0].timeZone: required, because the time zone of the region "usgovvirginia" is not known',
  ]);
  expect(platformIn('usgovvirginia', { timeZone: 'America/New_York' }).maintenance).toBe('+00:00');
});

test('an invalid time zone or offset is refused', () =>
  expect(problemsIn('koreacentral', { timeZone: 'Seoul', utcOffset: '9' })).toEqual([
    'cluster.maintenance.nodeOs.utcOffset: "9" is not an offset to UTC',
    'cronJobs[0].timeZone: "Seoul" is not an IANA time zone',
    'gitOps.syncWindows[0].timeZone: "Seoul" is not an IANA time zone',
  ]));
