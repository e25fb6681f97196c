import {
  checkLongTermSupport,
  checkUpgradeChannels,
  type UpgradeChannels,
} from '../../../../lib/platform/cluster/upgrade-channels';
import { ProblemList } from '../../../../lib/problems/problem-list';

function found(channels: Partial<UpgradeChannels>): readonly string[] {
  const problems = ProblemList.create();
  checkUpgradeChannels({ upgradeChannel: 'patch', nodeOsUpgradeChannel: 'NodeImage', ...channels }, problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message}. ${fix}`);
}

test.each<[string, Partial<UpgradeChannels>]>([
  ['no version', { upgradeChannel: 'rapid' }],
  ['a minor version with patch', { kubernetesVersion: '1.35' }],
  ['a patch version without a channel', { kubernetesVersion: '1.35.2', upgradeChannel: 'none' }],
  ['node images', { upgradeChannel: 'node-image' }],
])('accepts %s', (_, channels) => {
  expect(found(channels)).toEqual([]);
});

test('the channel patch selects the patch version', () => {
  expect(found({ kubernetesVersion: '1.35.2' })).toEqual([
    'kubernetesVersion: "1.35.2" contains a patch version, which the channel "patch" selects. Use 1.35.',
  ]);
});

test.each(['stable', 'rapid'] as const)('the channel %s selects the version', (upgradeChannel) => {
  expect(found({ kubernetesVersion: '1.35', upgradeChannel })).toEqual([
    `kubernetesVersion: "1.35" has no effect, because the channel "${upgradeChannel}" selects the version. Remove it, or use the channel "patch".`,
  ]);
});

test('the channel node-image upgrades node images only', () => {
  expect(found({ upgradeChannel: 'node-image', nodeOsUpgradeChannel: 'None' })).toEqual([
    'nodeOsUpgradeChannel: "None" contradicts the upgrade channel "node-image". Use "NodeImage".',
  ]);
});

test.each([
  ['Standard', true, ['longTermSupport']],
  ['Premium', true, []],
  ['Standard', false, []],
] as const)('the tier %s with long-term support %s', (skuTier, longTermSupport, paths) => {
  const problems = ProblemList.create();
  checkLongTermSupport({ skuTier, longTermSupport }, problems);
  expect(problems.problems.map(({ path }) => path)).toEqual(paths);
});
