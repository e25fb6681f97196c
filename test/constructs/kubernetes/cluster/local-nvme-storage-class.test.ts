import {
  LocalNvmeStorageClass,
  type LocalNvmeStorageClassProps,
} from '../../../../constructs/kubernetes/cluster/local-nvme-storage-class';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { listing, synthesize } from '../synthesize';

test('the minimum', () => {
  const objects = synthesize((chart) => new LocalNvmeStorageClass(chart, 'class'));
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<LocalNvmeStorageClassProps> = { name: 'fast', partOf: 'my-aks' };
  const objects = synthesize((chart) => new LocalNvmeStorageClass(chart, 'class', props));
  expect(listing(objects)).toEqual(['StorageClass fast']);
  expect(objects[0]!.metadata.labels['app.kubernetes.io/part-of']).toBe('my-aks');
  expectValidManifests(objects);
});
