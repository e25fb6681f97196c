import type { EnvironmentChanges } from '../environment-changes';
import type { ModelChange, ServedModel } from '../kubernetes/model-changes';
import { type Detail, limited } from './detail';
import { table } from './markdown';
import { joined, listed, type Markup, m } from './markup';

/** Which model a server serves now, and what that is to who asks for the old one. */
export function modelSection({ models }: EnvironmentChanges, detail: Detail): readonly string[] {
  const rows = models.map((change): readonly Markup[] => [
    m`${change.workload}`,
    modelText(change.before),
    modelText(change.after),
    callersText(change),
  ]);
  if (rows.length === 0) return [];
  return [
    '#### Models',
    '',
    ...table(['Server', 'Before', 'After', 'Who asks for it'], limited(rows, detail.rows, 'models'), detail),
  ];
}

/** The model, and its names where it has others. */
export function modelText({ model, names }: ServedModel): Markup {
  return names.length === 1 && names[0] === model ? m`${model}` : m`${model}, served as ${listed(names, 3)}`;
}

function callersText(change: ModelChange): Markup {
  const { before, after, goneNames, goneRoutes, keptRoutes, brokenRoutes } = change;
  const texts: Markup[] = [];
  if (goneRoutes.length > 0)
    texts.push(m`the gateway has ${listed(goneRoutes, 3)} no more: who asks for that gets an error`);
  if (brokenRoutes.length > 0)
    texts.push(
      m`the gateway keeps ${listed(brokenRoutes, 3)} and asks the server for the old name: who asks for that gets an error`,
    );
  if (keptRoutes.length > 0)
    texts.push(
      before.model === after.model
        ? m`the gateway keeps ${listed(keptRoutes, 3)}`
        : m`the gateway keeps ${listed(keptRoutes, 3)}: who asks for that is answered by another model`,
    );
  if (texts.length === 0 && goneNames.length > 0)
    texts.push(m`who asks the server for ${listed(goneNames, 3)} gets an error`);
  return texts.length === 0 ? ['no name goes'] : joined(texts, '; ');
}
