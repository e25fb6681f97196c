import { shell } from './markdown-blocks';

/** Programs that talk to Azure, to Git or to a host from the machine of whoever reads, and that no pod of the cluster has. */
const onOwnMachine = /(?:^|\$\(|\| )(?:az|git|argocd|npm|npx|openssl|curl) /;
/** What a pod of the cluster can run as well. `kubectl config` is about a file of one's own. */
const inCluster = /(?:^|\$\(|\| )kubectl (?!config )/;
/** Says or sets something for the lines below. */
const before = /^(?:#|[A-Z_]+=[^$]*$)/;

/**
 * Lines as blocks: those for the cluster in blocks of their own, so that each can be handed to `az aks command invoke` as a whole, and
 * those with `az` and the like in others, which stay on the machine of whoever reads. A block knows no variable of another one.
 */
export function blocksByPlace(...lines: readonly (string | undefined)[]): readonly string[] {
  const blocks: { place: 'own' | 'cluster' | undefined; readonly lines: string[] }[] = [];
  let waiting: string[] = [];
  for (const line of lines.filter((each) => each !== undefined)) {
    if (before.test(line)) {
      waiting.push(line);
      continue;
    }
    const place = onOwnMachine.test(line) ? 'own' : inCluster.test(line) ? 'cluster' : undefined;
    const last = blocks.at(-1);
    if (last !== undefined && (place === undefined || last.place === undefined || last.place === place)) {
      last.lines.push(...waiting, line);
      last.place ??= place;
    } else blocks.push({ place, lines: [...waiting, line] });
    waiting = [];
  }
  return blocks.map((block) => shell(...block.lines));
}
