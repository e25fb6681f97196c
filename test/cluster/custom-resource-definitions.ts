import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../schemas/validate-manifest';
import type { KubernetesApi } from './kubernetes-api';

/** CustomResourceDefinitions of the YAML files in a folder. */
export function readDefinitions(folder: string): readonly Manifest[] {
  return fs
    .readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')))
    .map((document) => document.toJS() as Manifest | null)
    .filter((object): object is Manifest => object?.kind === 'CustomResourceDefinition');
}

/**
 * Makes those that the API server has not, and waits until it serves them.
 *
 * @returns those that it made.
 * @throws {Error} if it refuses one, or does not serve it in half a minute.
 */
export async function installDefinitions(
  api: KubernetesApi,
  definitions: readonly Manifest[],
): Promise<readonly Manifest[]> {
  const made: Manifest[] = [];
  for (const definition of definitions) {
    const { status, body } = await api.create(approved(definition));
    if (status === 201) made.push(definition);
    // A scratch cluster has its own.
    else if (status !== 409) throw new Error(`${definition.metadata.name}: ${body['message']}`);
  }
  const end = Date.now() + 30_000;
  for (const { spec, metadata } of definitions)
    for (const { name, served } of spec.versions)
      while (served && !(await api.isServed(`${spec.group}/${name}`, spec.names.kind))) {
        if (Date.now() > end) throw new Error(`${metadata.name} ${name} is not served.`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
  return made;
}

/** The API server requires an approval annotation for groups of Kubernetes itself. Copies without annotations have lost it. */
function approved(definition: Manifest): Manifest {
  const annotations = {
    'api-approved.kubernetes.io': 'unapproved, a copy',
    ...definition.metadata.annotations,
  };
  return { ...definition, metadata: { ...definition.metadata, annotations } };
}
