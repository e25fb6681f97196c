import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { aksVersions, defaultAksVersion } from '../lib/facts/aks-versions';
import { argoCdFeatures } from '../lib/facts/argo-cd-features';
import { previewFeatures } from '../lib/facts/preview-features';

/** Table of the Kubernetes versions in docs/versions.md. */
export function kubernetesTable(): string {
  return tableOf(
    ['Kubernetes', 'In AKS since', 'End of support', 'End of long-term support', 'KEDA add-on'],
    aksVersions.map(({ minor, generallyAvailable, endOfSupport, endOfLongTermSupport, keda }) => [
      minor === defaultAksVersion ? `${minor}, the default of new clusters` : minor,
      generallyAvailable,
      endOfSupport,
      endOfLongTermSupport,
      keda ?? 'not known',
    ]),
  );
}

/** Table of what the Applications need of Argo CD. */
export function argoCdTable(): string {
  return tableOf(
    ['Argo CD', 'What the Applications use', 'Field'],
    Object.values(argoCdFeatures).map(({ what, field, since }) => [since, what, `\`${field}\``]),
  );
}

/** Table of the preview features. */
export function previewTable(): string {
  return tableOf(
    ['Preview feature', 'Used by', 'Instead', 'Source'],
    Object.values(previewFeatures).map(({ what, usedBy, instead, source, read }) => [
      what,
      usedBy,
      instead,
      `${source} (${read})`,
    ]),
  );
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Each table of the page, by the line before it. */
export const versionTables: Readonly<Record<string, () => string>> = {
  '<!-- table: kubernetes -->\n': kubernetesTable,
  '<!-- table: argo-cd -->\n': argoCdTable,
  '<!-- table: previews -->\n': previewTable,
};

/** The page with its tables as the facts have them. */
export function withVersionTables(page: string): string {
  return Object.entries(versionTables).reduce((text, [marker, table]) => {
    const [before, after] = text.split(marker);
    return `${before}${marker}${table()}\n${after!.replace(/^(?:\|.*\n)*/, '')}`;
  }, page);
}

if (require.main === module) {
  const page = path.join(__dirname, 'versions.md');
  writeFileSync(page, withVersionTables(readFileSync(page, 'utf8')));
}
