import { minorVersionOf } from '../../facts/aks-versions';
import { type JsonObject, textAt } from '../../values/json';
import { apiGroupOf, type DeploymentPicture, type FoundObject } from '../deployment-picture';
import type { SchemaProblem } from '../schemas/schema-problems';

/** A difference between an object and the schema of its kind. */
export interface ObjectProblem extends SchemaProblem {
  readonly in: FoundObject;
  /** What has the schema: `Kubernetes 1.37`, `KEDA 2.20.2`. */
  readonly owner: string;
  /** Whether the kind is of a CustomResourceDefinition. */
  readonly isCustom: boolean;
}

/** An object of a group of Kubernetes whose API version or kind is not served. */
export interface UnservedKind {
  readonly in: FoundObject;
  readonly version: string;
  /** `policy/v1/PodDisruptionBudget`, of the same group. */
  readonly served: readonly string[];
}

interface ObjectProblems {
  readonly problems: readonly ObjectProblem[];
  readonly unserved: readonly UnservedKind[];
}

/** Differences between the objects of a picture and the schemas of their kinds. */
export function objectProblemsOf(picture: DeploymentPicture): readonly ObjectProblem[] {
  return picture.once(readProblems).problems;
}

/** Objects that the API server does not serve. */
export function unservedKindsOf(picture: DeploymentPicture): readonly UnservedKind[] {
  return picture.once(readProblems).unserved;
}

/**
 * The schemas and their validator are large, so this loads them only for a check with objects.
 */
function loadSchemas(): typeof import('../schemas/object-schemas') {
  return require('../schemas/object-schemas');
}

function readProblems(picture: DeploymentPicture): ObjectProblems {
  if (picture.objects.length === 0) return { problems: [], unserved: [] };
  const schemas = loadSchemas();
  const versions = kubernetesVersions(picture, schemas.schemaVersions);
  const own = ownDefinitions(picture);
  const problems: ObjectProblem[] = [];
  const unserved: UnservedKind[] = [];
  for (const found of picture.objects) {
    const { object } = found;
    const definition = own.get(`${apiGroupOf(object)}/${object.kind}`);
    if (definition !== undefined) {
      const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
      const schema = schemas.ownKind(definition, version);
      if (schema === undefined) continue;
      const { owner } = schema;
      for (const each of schema.problemsOf(object)) {
        problems.push({ ...each, in: found, owner, isCustom: false });
      }
      continue;
    }
    // A problem counts only if every possible version of Kubernetes has it.
    const known = versions.map((version) => ({ version, kind: schemas.knownKind(object, version) }));
    const newest = known.at(-1)!;
    if (newest.kind.is === 'unknown') continue;
    if (newest.kind.is === 'not served') {
      if (known.every(({ kind }) => kind.is === 'not served')) {
        unserved.push({ in: found, version: newest.version, served: newest.kind.served });
      }
      continue;
    }
    const { schema } = newest.kind;
    const others = known.slice(0, -1).flatMap(({ kind }) => (kind.is === 'known' ? [kind.schema] : []));
    let each = schema.problemsOf(object);
    for (const other of schema.isCustom || each.length === 0 ? [] : others) {
      const keys = new Set(other.problemsOf(object).map(keyOf));
      each = each.filter((problem) => keys.has(keyOf(problem)));
    }
    const { owner, isCustom } = schema;
    for (const problem of each) problems.push({ ...problem, in: found, owner, isCustom });
  }
  return { problems, unserved };
}

function keyOf({ kind, field }: SchemaProblem): string {
  return `${kind} ${field}`;
}

/** The version of the cluster, or every known version if the files do not determine it. */
function kubernetesVersions(picture: DeploymentPicture, known: readonly string[]): readonly string[] {
  const stated = new Set(
    picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .map((cluster) => minorVersionOf(textAt(cluster.attributes, 'kubernetes_version') ?? '')),
  );
  const [version] = stated;
  return stated.size === 1 && version !== undefined && known.includes(version) ? [version] : known;
}

function ownDefinitions(picture: DeploymentPicture): ReadonlyMap<string, JsonObject> {
  return new Map(
    picture
      .ofKind('CustomResourceDefinition')
      .map(({ object }) => [
        `${textAt(object, 'spec.group')}/${textAt(object, 'spec.names.kind')}`,
        object as JsonObject,
      ]),
  );
}
