import {
  findEngineVersion,
  oldestEngineVersion,
  pinnedEngineVersion,
} from '../../../lib/facts/engine-versions';

test.each([
  ['0.9.2', '0.9'],
  ['0.16', '0.13'],
  ['0.17.0', '0.17'],
  ['v0.19.1rc1', '0.18'],
  ['0.20.1', '0.20'],
  ['0.32.0-cu129', '0.28'],
  ['1.0.0', '0.28'],
])('%s has the facts of %s', (version, from) => {
  expect(findEngineVersion(version)?.from).toBe(from);
});

test.each(['0.8.5', '0.7', 'latest', '', 'v0', '.19.1'])('%p is not known', (version) => {
  expect(findEngineVersion(version)).toBeUndefined();
});

test('a row has what the rows before it have', () => {
  expect(findEngineVersion('0.32')).toMatchObject({
    gpuMemoryUtilization: 0.92,
    freesChunks: true,
    largestGroupFactor: 1.5,
    statesPerRequest: 2,
    batchesInFlight: 2,
    cudaMajor: 13,
  });
});

test('a row does not have what a later row changes', () => {
  expect(findEngineVersion('0.19')).toMatchObject({
    gpuMemoryUtilization: 0.9,
    countsCudaGraphs: false,
    batchesInFlight: 1,
  });
});

test('the pinned version is known', () => {
  expect(findEngineVersion()).toEqual(findEngineVersion(pinnedEngineVersion));
});

test('the oldest version is the one in the message of an older one', () => {
  expect(findEngineVersion(oldestEngineVersion)?.from).toBe(oldestEngineVersion);
});
