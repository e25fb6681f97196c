import * as path from 'node:path';
import { sourceFilesOf } from '../../constructs/synth/source-files';

const clone = path.join(__dirname, '../..');

it('contains the files of the project, without the library, packages and other folders', () => {
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

it('contains folders of a user that have the names of library folders', () => {
  const project = path.join(path.parse(clone).root, 'project');
  const loaded = ['main.ts', 'lib/pools.ts', 'node_modules/aks-ai-platform/build/lib/values/taint.js'];
  expect(
    sourceFilesOf(
      loaded.map((file) => path.join(project, file)),
      project,
    ),
  ).toEqual(['lib/pools.ts', 'main.ts']);
});
