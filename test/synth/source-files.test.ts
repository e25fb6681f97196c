import * as path from 'node:path';
import { sourceFilesOf } from '../../constructs/synth/source-files';

const clone = path.join(__dirname, '../..');

it('takes the files of the project, and none of the library, of packages or of other folders', () => {
  const loaded = [
    'workloads.ts',
    'main.ts',
    'platform/pools.json',
    'index.ts',
    'cli/typescript.cjs',
    'lib/values/taint.ts',
    'constructs/platform.ts',
    'imports/azurerm.ts',
    'node_modules/cdk8s/lib/index.js',
    '../elsewhere/main.ts',
  ].map((file) => path.join(clone, file));
  expect(sourceFilesOf([...loaded, 'node:fs'], clone)).toEqual([
    'main.ts',
    'platform/pools.json',
    'workloads.ts',
  ]);
});

it('takes folders of a user that are called like those of the library', () => {
  const project = path.join(path.parse(clone).root, 'project');
  const loaded = ['main.ts', 'lib/pools.ts', 'node_modules/aks-ai-platform/build/lib/values/taint.js'];
  expect(
    sourceFilesOf(
      loaded.map((file) => path.join(project, file)),
      project,
    ),
  ).toEqual(['lib/pools.ts', 'main.ts']);
});
