import { argoCdRequirement } from '../../../../lib/operations/inventory/argo-cd-requirements';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import { platform } from '../../../platforms/sample';

const chart = (repository: string) => ({
  name: 'app',
  namespace: 'app',
  source: { repository, chart: 'app', version: '1.0.0' },
});

test('every Application retries with a newer commit', () => {
  const { minimum, features } = argoCdRequirement([chart('https://charts.example.com') as never]);
  expect([minimum, features.map(({ since }) => since)]).toEqual(['3.2', ['3.2']]);
});

test('a chart in an OCI registry needs less', () => {
  const { minimum, features } = argoCdRequirement([chart('oci://registry.example.com/charts') as never]);
  expect([minimum, features.map(({ since }) => since)]).toEqual(['3.2', ['3.2', '3.1']]);
});

test('the sample has a chart in an OCI registry, and blobs that a server mounts with a token', () => {
  const { argoCdRequirement: requirement, previewFeatures } = readInventory(platform.resolved);
  expect(requirement.features.map(({ since }) => since)).toEqual(['3.2', '3.1']);
  expect(previewFeatures).toEqual([
    { what: 'blob volumes with a workload identity token', workloads: ['triton'] },
  ]);
});
