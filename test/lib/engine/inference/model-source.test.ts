import {
  checkModelSource,
  isMountedSource,
  type ModelSource,
  modelDirectory,
  modelReadSeconds,
  modelSourceRole,
} from '../../../../lib/engine/inference/model-source';
import { inferenceProbePlan } from '../../../../lib/engine/probes/vllm-probes';
import { roleScopeProblem } from '../../../../lib/facts/role-names';
import { clientId } from '../../../../lib/values/ids';
import { said } from './said';

const account = {
  storageAccount: 'mymodels',
  resourceGroupName: 'my-rg',
  clientId: clientId('aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb'),
};
const blob: ModelSource = { type: 'blob', container: 'weights', ...account };
const share: ModelSource = { type: 'file-share', share: 'weights', ...account };
const claim: ModelSource = { type: 'persistent-volume-claim', claimName: 'weights' };
const image: ModelSource = { type: 'image', path: '/opt/phi-4' };
const download: ModelSource = { type: 'hugging-face' };

test.each([
  [download, undefined],
  [blob, '/models'],
  [{ ...share, path: 'phi-4/fp8' }, '/models/phi-4/fp8'],
  [{ ...claim, path: 'phi-4' }, '/models/phi-4'],
  [image, '/opt/phi-4'],
])('where the model is: %#', (source, directory) => expect(modelDirectory(source)).toBe(directory));

test('only volumes are mounted', () =>
  expect([download, blob, share, claim, image].filter(isMountedSource)).toEqual([blob, share, claim]));

test('blobs are read with a role on their container, a share is mounted with a key of its account', () => {
  expect(modelSourceRole(blob)).toEqual({ role: 'Storage Blob Data Reader', scope: 'container' });
  expect(modelSourceRole(share)).toEqual({
    role: 'Storage Account Key Operator Service Role',
    scope: 'storage',
  });
});

test.each([blob, share])('the role grants something on its scope: $type', (source) => {
  const { role, scope } = modelSourceRole(source)!;
  expect(roleScopeProblem(role, scope)).toBeUndefined();
});

test.each([download, claim, image])('no identity reads: $type', (source) =>
  expect(modelSourceRole(source)).toBeUndefined(),
);

test('a download is the slowest, a directory of the image the fastest', () => {
  const seconds = ([download, blob, image] as const).map(({ type }) => modelReadSeconds(100, type));
  expect(seconds).toEqual([1000, 250, 100]);
});

test('the startup probe waits as long as the source takes', () => {
  const budget = (source: ModelSource['type']) => {
    const { startup } = inferenceProbePlan({ port: 8000, modelSizeGiB: 131.4, source });
    return startup.periodSeconds * startup.failureThreshold;
  };
  expect([budget('hugging-face'), budget('blob'), budget('image')]).toEqual([2260, 780, 610]);
});

test.each([
  [
    'a path from the root',
    { ...blob, path: '/phi-4' },
    '"/phi-4" is not a directory below the root of the volume',
  ],
  [
    'a path above the root',
    { ...share, path: 'a/../../b' },
    '"a/../../b" is not a directory below the root of the volume',
  ],
  [
    'a trailing slash',
    { ...claim, path: 'phi-4/' },
    '"phi-4/" is not a directory below the root of the volume',
  ],
  ['no path', { ...claim, path: '' }, '"" is not a directory below the root of the volume'],
])('%s is refused', (_, source, message) =>
  expect(said((problems) => checkModelSource(source, 'my-sa', problems))).toEqual([
    `path: ${message}. Remove the leading or trailing "/" and "..".`,
  ]),
);

test.each(['phi-4', 'a/b/c', '.cache', '..phi', 'a..b/c'])('the path %s is taken', (path) =>
  expect(said((problems) => checkModelSource({ ...blob, path }, 'my-sa', problems))).toEqual([]),
);

test('a path in the image is absolute', () =>
  expect(said((problems) => checkModelSource({ type: 'image', path: 'phi-4' }, undefined, problems))).toEqual(
    ['path: "phi-4" is not an absolute path. Set the absolute path of the directory in the image.'],
  ));

test.each([blob, share])('storage is mounted as a ServiceAccount: $type', (source) =>
  expect(said((problems) => checkModelSource(source, undefined, problems))).toEqual([
    "clientId: the driver mounts the volume with the token of the pod's ServiceAccount, but the pod has the default ServiceAccount. Set serviceAccountName to the ServiceAccount that is bound to the identity.",
  ]),
);

test.each([download, claim, image])('no ServiceAccount is needed: $type', (source) =>
  expect(said((problems) => checkModelSource(source, undefined, problems))).toEqual([]),
);
