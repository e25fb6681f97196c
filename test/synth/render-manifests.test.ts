import { renderManifests } from '../../constructs/synth/render-manifests';

it('writes quantities as the API server does, in the files and for the check', () => {
  const { files, objects } = renderManifests([
    {
      application: 'data',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'cache', namespace: 'production' },
          spec: { resources: { requests: { storage: '2048Gi' } } },
        },
      ],
    },
  ]);
  expect(files[0]!.text).toContain('storage: 2Ti');
  expect(objects[0]!.object['spec']).toEqual({ resources: { requests: { storage: '2Ti' } } });
});
