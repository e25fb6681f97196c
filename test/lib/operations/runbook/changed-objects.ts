import type { FoundObject } from '../../../../lib/check/deployment-picture';
import type { DocumentSource } from '../../../../lib/operations/documents/environment-document';
import { runbookDocuments } from '../../../../lib/operations/runbook/runbook-document';
import type { Json } from '../../../links/deployment';

/** The same environment after an extension changed one of its objects. */
export function withChange(
  source: DocumentSource,
  kind: string,
  name: string,
  change: (object: Json) => void,
): DocumentSource {
  let hits = 0;
  const objects = source.objects.map((found): FoundObject => {
    if (found.object.kind !== kind || found.object.metadata.name !== name) return found;
    hits += 1;
    const object = structuredClone(found.object);
    change(object);
    return { ...found, object };
  });
  if (hits === 0) throw new Error(`No ${kind} ${name}.`);
  return { ...source, objects };
}

/** The runbook of an environment. */
export function textOf(source: DocumentSource): string {
  return runbookDocuments(source)[0]!.text;
}
