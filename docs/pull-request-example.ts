import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { changeReport } from '../lib/changes/report/change-report';
import { repositoryChanges } from '../lib/changes/repository-changes';
import type { PlatformDefinition } from '../lib/definition/platform-definition';
import { checkoutOf } from '../test/lib/changes/checkouts';
import { samplePlatforms } from '../test/platforms/sample';

const production = samplePlatforms.platform('production').definition;
const [vllm, ...otherServers] = production.inferenceServers!;
const [app] = production.httpApps!;

/** A changed definition: a new version, larger GPU nodes, more replicas of the model, and no nightly evaluation. */
const changed: PlatformDefinition = {
  ...production,
  nodePools: production.nodePools.map((pool) =>
    pool.name === 'gpupool' && pool.role === 'gpu' ? { ...pool, vmSize: 'Standard_NC48ads_A100_v4' } : pool,
  ),
  inferenceServers: [{ ...vllm!, scaling: { ...vllm!.scaling!, maxReplicas: 5 } }, ...otherServers],
  httpApps: [{ ...app!, image: { repository: 'ai-app', tag: '1.1.0' } }],
  cronJobs: [],
};

/** The change report of a pull request of the sample platform. */
export function pullRequestExample(): string {
  return changeReport(repositoryChanges(checkoutOf(production, '../base'), checkoutOf(changed, '.')));
}

/** The beginning of the report for docs/pull-requests.md: the risks, and the changes of Azure and of pods. */
export function exampleExcerpt(report: string): string {
  return report.slice(report.indexOf('\n') + 1, report.indexOf('#### Application')).trim();
}

/** The page with the current excerpt. */
export function withExample(page: string, excerpt: string): string {
  const [start, end] = [/<!-- example[^\n]*-->/.exec(page)![0], '<!-- end of the example -->'];
  const before = page.slice(0, page.indexOf(start));
  return `${before}${start}\n\n${excerpt}\n\n${page.slice(page.indexOf(end))}`;
}

if (require.main === module) {
  const page = path.join(__dirname, 'pull-requests.md');
  writeFileSync(page, withExample(readFileSync(page, 'utf8'), exampleExcerpt(pullRequestExample())));
}
