import { platform as batchQueue } from '../../../../examples/batch-queue';
import { platform as chat } from '../../../../examples/chat';
import { platforms as environments } from '../../../../examples/environments';
import { platform as llmWorker } from '../../../../examples/llm-worker';
import { platform as multiModelGateway } from '../../../../examples/multi-model-gateway';
import { platform as multiNode } from '../../../../examples/multi-node';
import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { runbookFile } from '../../../../lib/facts/runbook-topics';
import type { DocumentSource } from '../../../../lib/operations/documents/environment-document';
import type { Inventory } from '../../../../lib/operations/inventory/inventory';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import type { Deployment } from '../../../links/deployment';
import { synthesized } from '../../../links/synthesized';
import * as aiPlatforms from '../../../platforms/ai-platform';
import { largePlatform } from '../../../platforms/large-platform';
import { samplePlatforms as sample } from '../../../platforms/sample';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';

const { aiPlatform } = aiPlatforms;

/** Platforms of every kind. */
export const definitions: Readonly<Record<string, PlatformDefinition>> = {
  production: sample.platform('production').definition,
  development: sample.platform('development').definition,
  ...aiPlatforms,
  largePlatform,
  smallPlatform,
  fullPlatform,
  batchQueue: batchQueue.definition,
  chat: chat.definition,
  llmWorker: llmWorker.definition,
  multiModelGateway: multiModelGateway.definition,
  multiNode: multiNode.definition,
  ...Object.fromEntries(
    environments.platforms.map(({ definition }) => [`environments ${definition.environment}`, definition]),
  ),
  applicationSet: { ...aiPlatform, gitOps: { ...aiPlatform.gitOps, type: 'application-set' } },
  otherArgoCd: {
    ...aiPlatform,
    gitOps: {
      ...aiPlatform.gitOps,
      destination: { name: 'ai-aks' },
      argoCd: { install: 'none' },
      onDelete: 'orphan',
    },
  },
  openApiServer: {
    ...fullPlatform,
    cluster: {
      ...fullPlatform.cluster,
      apiServer: { authorizedIpRanges: ['203.0.113.0/24'] },
      runCommand: false,
      containerInsights: false,
    },
    gitOps: {
      ...fullPlatform.gitOps,
      onDelete: 'background',
      syncWindows: [{ kind: 'deny', schedule: '0 18 * * 5', duration: '62h', timeZone: 'Asia/Seoul' }],
    },
  },
};

/** A runbook with the objects and the Terraform of its deployment. */
export interface MadeRunbook {
  readonly source: DocumentSource;
  readonly text: string;
  readonly deployment: Deployment;
}

/** The inventory of a definition, without its files. */
export function inventoryOf(definition: PlatformDefinition): Inventory {
  return readInventory(resolvePlatform(definition));
}

const made = new Map<PlatformDefinition, MadeRunbook>();

export function runbookOf(definition: PlatformDefinition): MadeRunbook {
  const known = made.get(definition);
  if (known !== undefined) return known;
  const deployment = synthesized(definition);
  const source = deployment.source!;
  const { text } = deployment.documents!.find(({ path }) => path === runbookFile)!;
  const runbook = { source, deployment, text };
  made.set(definition, runbook);
  return runbook;
}
