import { App, Chart, Testing } from 'cdk8s';
import { ModelVolume, type ModelVolumeProps } from '../../../../constructs/kubernetes/inference/model-volume';
import type { BlobSource, FileShareSource } from '../../../../lib/engine/inference/model-source';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { sampleClientId } from '../samples';
import { listing, objectOf, synthesize } from '../synthesize';

const blob: BlobSource = {
  type: 'blob',
  storageAccount: 'mymodels',
  resourceGroupName: 'my-rg',
  container: 'weights',
  clientId: sampleClientId,
};
const share: FileShareSource = {
  type: 'file-share',
  storageAccount: 'mymodels',
  resourceGroupName: 'my-rg',
  share: 'weights',
  clientId: sampleClientId,
};

function make(props: Partial<ModelVolumeProps> = {}) {
  let model: ModelVolume | undefined;
  const objects = synthesize((chart) => {
    model = new ModelVolume(chart, 'model', { name: 'phi-4-model', source: blob, ...props });
  });
  return { objects, model: model! };
}

test('the minimum', () => {
  const { objects } = make();
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<ModelVolumeProps> = {
    name: 'phi-4-model',
    namespace: 'production',
    workload: 'phi-4',
    partOf: 'my-aks',
    source: { ...blob, subscriptionId: '00000000-1111-2222-3333-444444444444', path: 'phi-4' },
    mountPath: '/repository',
  };
  const { objects, model } = make(props);
  expect(objects).toMatchSnapshot();
  expect([model.volume, model.volumeMount]).toMatchSnapshot();
  expectValidManifests(objects);
});

test('a file share', () => {
  const { objects } = make({ source: share });
  expect(objectOf(objects, 'PersistentVolume').spec).toMatchSnapshot();
  expectValidManifests(objects);
});

test('a claim that exists is only mounted', () => {
  const { objects, model } = make({ source: { type: 'persistent-volume-claim', claimName: 'weights' } });
  expect(objects).toEqual([]);
  expect(model.volume.persistentVolumeClaim).toEqual({ claimName: 'weights', readOnly: true });
});

test('the claim and the volume name each other, and the pod names the claim', () => {
  const { objects, model } = make({ namespace: 'production' });
  const volume = objectOf(objects, 'PersistentVolume');
  const claim = objectOf(objects, 'PersistentVolumeClaim');
  expect(claim.spec.volumeName).toBe(volume.metadata.name);
  expect(volume.spec.claimRef).toEqual({ namespace: 'production', name: claim.metadata.name });
  expect(model.volume.persistentVolumeClaim?.claimName).toBe(claim.metadata.name);
  expect(model.volumeMount.name).toBe(model.volume.name);
});

test('no storage class makes an empty volume for the claim', () =>
  expect(objectOf(make().objects, 'PersistentVolumeClaim').spec.storageClassName).toBe(''));

test('blobs are read with the token of the identity, never with a key', () =>
  expect(objectOf(make().objects, 'PersistentVolume').spec.csi.volumeAttributes).toMatchObject({
    clientID: sampleClientId,
    mountWithWorkloadIdentityToken: 'true',
  }));

test('nothing can be written', () => {
  const { objects, model } = make();
  expect(objectOf(objects, 'PersistentVolume').spec.csi.readOnly).toBe(true);
  expect(model.volumeMount.readOnly).toBe(true);
});

test('other storage has other names: neither object can be changed', () =>
  expect(listing(make({ source: { ...blob, container: 'next' } }).objects)).toEqual([
    'PersistentVolume phi-4-model-mymodels-next',
    'PersistentVolumeClaim phi-4-model-mymodels-next',
  ]));

test('the same name in two namespaces gives two volumes', () => {
  const nameIn = (namespace: string) =>
    objectOf(make({ namespace }).objects, 'PersistentVolume').metadata.name;
  expect(nameIn('a')).not.toBe(nameIn('b'));
});

describe('in a chart with a namespace', () => {
  const objects = (namespace: string) => {
    const chart = new Chart(new App(), 'test', { namespace, disableResourceNameHashes: true });
    new ModelVolume(chart, 'model', { name: 'phi-4-model', source: blob });
    return Testing.synth(chart);
  };

  test('the volume is called after it, and is in none itself', () => {
    const { metadata } = objectOf(objects('production'), 'PersistentVolume');
    expect(metadata.name).toBe('production-phi-4-model-mymodels-weights');
    expect(metadata).not.toHaveProperty('namespace');
  });

  test('the volume is kept for the claim there', () =>
    expect(objectOf(objects('production'), 'PersistentVolume').spec.claimRef).toEqual({
      namespace: 'production',
      name: 'phi-4-model-mymodels-weights',
    }));
});
