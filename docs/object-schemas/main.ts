/**
 * `npm run schemas -- <swagger files> <KEDA sources> <CRD folder>` writes lib/facts/schemas/*.json.
 * docs/object-schemas/README.md describes where the sources come from.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { customResourceSchemas } from './custom-resources';
import { triggerSchemas } from './keda-triggers';
import { kubernetesSchemas } from './kubernetes';

/** Products by the start of the file name in the folder of CustomResourceDefinitions. */
const products: Readonly<Record<string, string>> = {
  'argoproj.io': 'Argo CD',
  'azmonitoring.coreos.com': 'Azure Monitor',
  'gateway.networking.k8s.io': 'Gateway API',
  'inference.networking.k8s.io': 'Gateway API Inference Extension',
  karpenter: 'Karpenter for Azure',
  'keda.sh': 'KEDA',
  'leaderworkerset.x-k8s.io': 'LeaderWorkerSet',
  'secrets-store.csi.x-k8s.io': 'Secrets Store CSI Driver',
};

function main(kubernetesFolder: string, kedaFolder: string, definitionsFolder: string): void {
  const target = path.join(__dirname, '../../lib/facts/schemas');
  const write = (name: string, table: unknown) =>
    writeFileSync(path.join(target, name), `${JSON.stringify(table)}\n`);

  const openApi = readdirSync(kubernetesFolder).flatMap((name) => {
    const version = /^swagger-v(\d+\.\d+)\.\d+\.json$/.exec(name)?.[1];
    if (version === undefined) return [];
    const { definitions } = JSON.parse(readFileSync(path.join(kubernetesFolder, name), 'utf8'));
    return [{ version, definitions }];
  });
  write('kubernetes.json', kubernetesSchemas(openApi.sort(byVersion)));

  const keda = readdirSync(kedaFolder).flatMap((name) => {
    const version = /^keda-(\d+\.\d+)\.\d+$/.exec(name)?.[1];
    return version === undefined ? [] : [{ version, folder: path.join(kedaFolder, name) }];
  });
  write('keda-triggers.json', triggerSchemas(keda.sort(byVersion)));

  const files = readdirSync(definitionsFolder).flatMap((name) => {
    const product = Object.entries(products).find(([start]) => name.startsWith(start))?.[1];
    if (product === undefined || !name.endsWith('.yaml')) return [];
    const version = /-(\d+\.\d+\.\d+)\.yaml$/.exec(name)?.[1] ?? '2026-11';
    return [{ product, version, text: readFileSync(path.join(definitionsFolder, name), 'utf8') }];
  });
  write('custom-resources.json', customResourceSchemas(files));
}

function byVersion(a: { readonly version: string }, b: { readonly version: string }): number {
  return a.version.localeCompare(b.version, 'en', { numeric: true });
}

const [kubernetesFolder, kedaFolder, definitionsFolder] = process.argv.slice(2);
if (kubernetesFolder === undefined || kedaFolder === undefined || definitionsFolder === undefined) {
  console.error('Usage: npm run schemas -- <folder of swagger-v*.json> <folder of keda-*> <folder of CRDs>');
  process.exit(2);
}
main(kubernetesFolder, kedaFolder, definitionsFolder);
