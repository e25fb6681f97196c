import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { aksVersions, defaultAksVersion } from '../lib/facts/aks-versions';

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

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Each table of the page, by the line before it. */
export const versionTables: Readonly<Record<string, () => string>> = {
  '<!-- table: kubernetes -->\n': kubernetesTable,
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
