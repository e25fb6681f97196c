import { readRecord, toRecord } from '../../../lib/platform/gitops/publication-record';

const record = {
  definitions: new Map([
    [
      'production',
      new Map([
        ['azure', 'ab12'],
        ['nodePools.gpupool', 'cd34'],
      ]),
    ],
    ['production-japaneast', new Map([['httpApps.ai app', '00ff']])],
  ]),
  applications: new Map([
    ['ai-app', 'cascade' as const],
    ['langfuse', 'generated' as const],
    ['vllm', 'orphan' as const],
  ]),
  owner: { cluster: '5c1d2a74/my-rg/my-aks', repository: 'https://github.com/my-org/gitops' },
  sources: new Map([
    ['main.ts', 'ee55'],
    ['my platform/pools.ts', '1234'],
  ]),
  files: ['RUNBOOK.md', 'app/deployment.app.yaml'],
};

describe('a record', () => {
  it('is read as it was written, also with the line ends of Windows', () => {
    expect(readRecord(toRecord(record))).toEqual(record);
    expect(readRecord(toRecord(record).replaceAll('\n', '\r\n'))).toEqual(record);
  });

  it.each([
    ['no record', undefined, []],
    ['a record of an older version, which lists files', 'a/1.yaml\n', ['a/1.yaml']],
    [
      'lines that are damaged',
      '# definition production\n# application a forever\n# source\n#\n\na/1.yaml\n',
      ['a/1.yaml'],
    ],
  ])('has no fingerprint in %s', (_, text, files) => {
    expect(readRecord(text)).toEqual({
      files,
      definitions: new Map(),
      applications: new Map(),
      sources: new Map(),
    });
  });

  it.each(['../a', '/a', 'a/../b', 'C:/a', 'a\\b', 'a//b', '.', '.synthesized'])(
    'ignores the path "%s"',
    (line) => {
      expect(readRecord(`${line}\n`).files).toEqual([]);
    },
  );
});
