import type { EnvironmentChanges } from '../environment-changes';
import type { ModelChange, ServedModel } from '../kubernetes/model-changes';
import { type Detail, limited } from './detail';
import { table } from './markdown';
import { joined, listed, type Markup, m } from './markup';

/** Changed models and names of servers, with the effect on requests. */
export function modelSection({ models }: EnvironmentChanges, detail: Detail): readonly string[] {
  const rows = models.map((change): readonly Markup[] => [
    m`${change.workload}`,
    modelText(change.before),
    modelText(change.after),
    effectText(change),
  ]);
  if (rows.length === 0) return [];
  return [
    '#### Models',
    '',
    ...table(
      ['Server', 'Before', 'After', 'Effect on requests'],
      limited(rows, detail.rows, 'models'),
      detail,
    ),
  ];
}

/** The model, with its served names if they differ. */
export function modelText({ model, names }: ServedModel): Markup {
  return names.length === 1 && names[0] === model ? m`${model}` : m`${model}, served as ${listed(names, 3)}`;
}

function effectText(change: ModelChange): Markup {
  const { before, after, goneNames, goneRoutes, keptRoutes, brokenRoutes } = change;
  const texts: Markup[] = [];
  if (goneRoutes.length > 0)
    texts.push(m`the gateway no longer serves ${listed(goneRoutes, 3)}, so requests for it fail`);
  if (brokenRoutes.length > 0)
    texts.push(
      m`the gateway keeps ${listed(brokenRoutes, 3)} and requests the old name from the server, so requests for it fail`,
    );
  if (keptRoutes.length > 0)
    texts.push(
      before.model === after.model
        ? m`the gateway keeps ${listed(keptRoutes, 3)}`
        : m`the gateway keeps ${listed(keptRoutes, 3)}, and another model answers`,
    );
  if (texts.length === 0 && goneNames.length > 0)
    texts.push(m`requests to the server for ${listed(goneNames, 3)} fail`);
  return texts.length === 0 ? ['no name is removed'] : joined(texts, '; ');
}
