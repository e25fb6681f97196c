import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Platform } from '../../constructs/platform';
import type { RenderedFile } from '../../constructs/synth/rendering';
import { synthesize } from '../../constructs/synth/synthesis';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import type { DocumentSource } from '../../lib/operations/documents/environment-document';
import { type Deployment, readDeployment } from './deployment';

/** Files and data of a definition, as values that a file can hold. */
interface SynthesizedParts {
  readonly azureFiles: readonly RenderedFile[];
  readonly manifests: readonly RenderedFile[];
  readonly documents: readonly RenderedFile[];
  readonly outputsText: string;
  readonly source: DocumentSource;
}

/** Both halves of a definition, synthesized with the outputs file of a simulated deployment. */
export function synthesized(definition: PlatformDefinition): Deployment {
  const { azureFiles, manifests, outputsText, documents, source } = onceInRun(definition, () =>
    synthesizeParts(definition),
  );
  return readDeployment(azureFiles, manifests, outputsText, definition.environment, documents, source);
}

/**
 * Synthesizes a definition once in a run of Jest: many test files read the same platforms. The folder belongs to one run
 * (test/run-folder.ts), so no result outlives the sources that it was made from.
 */
function onceInRun(definition: PlatformDefinition, make: () => SynthesizedParts): SynthesizedParts {
  const { RUN_FOLDER: folder } = process.env;
  if (folder === undefined) return make();
  const hash = createHash('sha256').update(JSON.stringify(definition)).digest('hex');
  const file = path.join(folder, `${hash}.json`);
  if (!existsSync(file)) {
    // Another worker may write the same file; a rename replaces it as a whole.
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(make()));
    renameSync(partial, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function synthesizeParts(definition: PlatformDefinition): SynthesizedParts {
  const platform = new Platform(definition);
  const { environment } = definition;
  const { azureFiles } = platform.synthesize({
    azure: true,
    kubernetes: false,
    preview: false,
    outputsText: undefined,
  });
  const stack = JSON.parse(azureFiles!.find(({ path }) => path.endsWith('/cdk.tf.json'))!.text);
  const outputsText = JSON.stringify({
    [environment]: Object.fromEntries(
      Object.entries(stack.output as Record<string, { value: string }>).map(([name, { value }], index) => [
        name,
        deployedValue(name, value, index, definition),
      ]),
    ),
  });
  const request = { platform: platform.resolved, kubernetes: true, preview: false, outputsText };
  const { manifests, documents, source } = synthesize([request], false).deployments[0]!;
  return {
    azureFiles: azureFiles!,
    manifests: manifests!,
    documents: documents!,
    outputsText,
    source: source!,
  };
}

/** Simulated value of an output. Each client id is unique, so that a mix-up fails a test. */
function deployedValue(
  name: string,
  value: string,
  index: number,
  { azure, cluster }: PlatformDefinition,
): string {
  if (name.startsWith('client_id_')) return `c0ffee00-0000-4000-a000-${String(index).padStart(12, '0')}`;
  const known: Record<string, string> = {
    cluster_name: cluster.name,
    resource_group: typeof azure.resourceGroup === 'string' ? azure.resourceGroup : azure.resourceGroup.name,
    oidc_issuer_url: `https://koreacentral.oic.prod-aks.azure.com/${azure.tenantId}/6b0f2c8d-91a4-4d75-8e3b-a7c5f1e09d42/`,
    prometheus_query_endpoint: `https://${cluster.name}-metrics-c4hd.koreacentral.prometheus.monitor.azure.com`,
  };
  return known[name] ?? value;
}
