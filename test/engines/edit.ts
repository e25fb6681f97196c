import { parse, stringify } from 'yaml';
import type { Json } from '../links/deployment';
import { refresh } from './applications';
import type { Engines } from './engines';

/** Path of the file that contains an object of the platform. */
export function fileOf({ platform }: Engines, kind: string, name: string): string {
  const file = Object.entries(platform.files).find(([, text]) => {
    const object = parse(text);
    return object.kind === kind && object.metadata.name === name;
  })?.[0];
  if (file === undefined) throw new Error(`${platform.name} has no ${kind} ${name}.`);
  return file;
}

/**
 * Changes an object in Git, as a pull request does, and lets Argo CD compare its Application. Without Argo CD the object
 * is applied.
 *
 * @param change changes the parsed object in place.
 * @returns a function that commits the former text again.
 */
export async function edit(
  engines: Engines,
  kind: string,
  name: string,
  change: (object: Json) => void,
): Promise<() => Promise<void>> {
  const file = fileOf(engines, kind, name);
  const before = engines.repository?.read(file) ?? engines.platform.files[file]!;
  const object = parse(before);
  change(object);
  await commit(engines, `Change ${kind} ${name}`, file, stringify(object));
  return () => commit(engines, `Restore ${kind} ${name}`, file, before);
}

async function commit(engines: Engines, subject: string, file: string, text: string): Promise<void> {
  const folder = file.split('/')[2]!;
  if (engines.repository === undefined) {
    const { status, body } = await engines.api.apply(parse(text));
    if (status >= 300) throw new Error(`${file}: ${body['message']}`);
    return;
  }
  engines.repository.commit(subject, { [file]: text });
  await refresh(engines, folder === 'argocd' ? `${engines.platform.environment}-root` : folder);
}
