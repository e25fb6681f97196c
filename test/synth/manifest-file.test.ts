import * as fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { manifestFileName, toManifestText } from '../../constructs/synth/manifest-file';
import { renderManifests } from '../../constructs/synth/render-manifests';

const configMap = (data: Record<string, string>, name = 'x') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

describe('a manifest as text', () => {
  it('names its generator', () => {
    expect(toManifestText(configMap({})).split('\n')[0]).toMatch(
      /^# Made from main.ts by aks-ai-platform.*npm run synth/,
    );
  });

  it('is a separate document in a stream of files', () => {
    const stream = toManifestText(configMap({ a: '1' })) + toManifestText(configMap({ b: '2' }));
    const documents = parseAllDocuments(stream).map((document) => document.toJS()?.data);
    expect(documents).toEqual([{ a: '1' }, { b: '2' }]);
  });

  it('has a fixed order of keys', () => {
    const { data, metadata, kind, apiVersion } = configMap({ b: '1', a: '2' });
    expect(toManifestText({ data, metadata, kind, apiVersion })).toBe(
      toManifestText(configMap({ a: '2', b: '1' })),
    );
  });

  it.each([
    'on',
    'off',
    'yes',
    'no',
    'y',
    'null',
    '~',
    '0123',
    '0o17',
    '1:30',
    '1e3',
    '0x1F',
    '.inf',
    '2026-11-23',
    '5',
    ' a',
    'a: b',
  ])('keeps the text "%s" a text, for readers of YAML 1.1 and of 1.2', (value) => {
    const text = toManifestText(configMap({ value }));
    expect([parse(text, { version: '1.1' }).data.value, parse(text, { version: '1.2' }).data.value]).toEqual([
      value,
      value,
    ]);
  });

  it('is read as it was written, for any text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' })),
        (data) => {
          const text = toManifestText(configMap(data));
          for (const version of ['1.1', '1.2'] as const) {
            expect(parse(text, { version }).data ?? {}).toEqual({ ...data });
          }
        },
      ),
    );
  });

  it('does not fold long lines', () => {
    expect(toManifestText(configMap({ value: `${'long '.repeat(60)}end` }))).toContain(
      `${'long '.repeat(60)}end`,
    );
  });
});

describe('files of manifests', () => {
  it('are named after kind and name, safely', () => {
    expect(
      manifestFileName({ apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'system:node/X' } }),
    ).toBe('clusterrole.system-node-x.yaml');
  });

  it('are never shared by two objects', () => {
    const folder = { application: 'app', objects: [configMap({}, 'a:b'), configMap({}, 'a-b')] };
    expect(() => renderManifests([folder])).toThrow(
      'app/configmap.a-b.yaml: two objects of kind ConfigMap have this file name',
    );
  });
});
