import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { sampleClusters, sampleGlobalNames, sampleIds, sampleSuffixes } from '../../../lib/facts/sample-ids';
import { platforms } from '../../platforms/sample/main';

const examples = path.join(__dirname, '../../../examples');
const exampleTexts = readdirSync(examples)
  .filter((name) => name.endsWith('.ts') && name !== 'one-construct.ts')
  .map((name) => readFileSync(path.join(examples, name), 'utf8'));

test('the ids are those of the sample and of every example', () => {
  for (const { definition } of platforms.platforms) {
    const { azure, cluster, gitOps } = definition;
    expect({
      subscriptionId: azure.subscriptionId,
      tenantId: azure.tenantId,
      adminGroupObjectId: cluster.adminGroupObjectIds[0],
      repository: gitOps.repository,
    }).toEqual(sampleIds);
  }
  expect(exampleTexts.length).toBeGreaterThan(5);
  for (const text of exampleTexts)
    for (const id of Object.values(sampleIds)) expect(text).toContain(`'${id}'`);
});

test('the clusters are those of the sample and of the examples', () => {
  const found = exampleTexts.flatMap((text) =>
    [...text.matchAll(/name: '([\w-]+-aks)'/g)].map(([, name]) => name!),
  );
  const own = platforms.platforms.map(({ definition }) => definition.cluster.name);
  expect([...sampleClusters].sort()).toEqual([...new Set([...own, ...found])].sort());
});

test('the names and suffixes are those of the sample', () => {
  const { definition } = platforms.platforms.at(-1)!;
  const { registry, keyVault, serviceBus, storageAccounts = [] } = definition;
  expect([registry, keyVault, serviceBus, ...storageAccounts].map((service) => service!.name)).toEqual(
    sampleGlobalNames,
  );
  expect(platforms.platforms.map(({ definition }) => definition.azure.uniqueSuffix).sort()).toEqual(
    [...sampleSuffixes].sort(),
  );
});
