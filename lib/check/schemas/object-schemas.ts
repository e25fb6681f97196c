import Ajv, { type ValidateFunction } from 'ajv';
import customResources from '../../facts/schemas/custom-resources.json';
import kubernetes from '../../facts/schemas/kubernetes.json';
import { atVersion, type CustomResourceSchemas, type KubernetesSchemas } from '../../facts/schemas/tables';
import { isJsonObject, type JsonObject, listAt, mapAt, textAt } from '../../values/json';
import type { KubernetesObject } from '../deployment-picture';
import { type Place, SchemaPlaces } from './schema-places';
import { type SchemaProblem, schemaProblems } from './schema-problems';
import { strictSchema } from './strict-schema';

const builtIn = kubernetes as KubernetesSchemas;
const shipped = customResources as unknown as CustomResourceSchemas;

/** Minor versions of Kubernetes whose schemas are known, oldest first. */
export const schemaVersions: readonly string[] = builtIn.versions;

/** The schema that an object must have. */
export interface ObjectSchema {
  /** What has the schema: `Kubernetes 1.37`, `KEDA 2.20.2`, `its CustomResourceDefinition`. */
  readonly owner: string;
  readonly isCustom: boolean;
  /** Problems of the object; empty for a valid one. */
  readonly problemsOf: (object: KubernetesObject) => readonly SchemaProblem[];
  readonly places: Place;
}

/** What is known of the API version and kind of an object. */
export type KnownKind =
  | { readonly is: 'known'; readonly schema: ObjectSchema }
  /** A group of Kubernetes that does not serve the kind in this version. */
  | { readonly is: 'not served'; readonly served: readonly string[] }
  /** A group that is not in the tables. */
  | { readonly is: 'unknown' };

/** A validator with definitions that references share. */
class Definitions {
  private readonly ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    // Compiles each definition once, and only those that an object needs.
    inlineRefs: false,
    code: { optimize: false },
  });
  private readonly places: SchemaPlaces;

  constructor(definitions: Readonly<Record<string, JsonObject>>) {
    this.ajv.addSchema({ $id: 'objects', definitions });
    this.places = new SchemaPlaces(definitions);
  }

  schema(definition: string, owner: string, isCustom: boolean): ObjectSchema {
    const name = definition.replaceAll('~', '~0').replaceAll('/', '~1');
    const validate = this.ajv.getSchema(
      `objects#/definitions/${encodeURIComponent(name)}`,
    ) as ValidateFunction;
    const places = this.places.root(definition);
    return {
      owner,
      isCustom,
      places,
      problemsOf: (object) => {
        const written = withoutNulls(object);
        return validate(written) ? [] : schemaProblems(validate.errors ?? [], written, places);
      },
    };
  }
}

const kubernetesDefinitions = new Map<string, Definitions>();
let shippedDefinitions: Definitions | undefined;

/** The schema of a kind in a minor version of Kubernetes or in a known product. */
export function knownKind({ apiVersion, kind }: KubernetesObject, version: string): KnownKind {
  const name = `${apiVersion}/${kind}`;
  const custom = shipped.kinds[name];
  if (custom !== undefined) {
    shippedDefinitions ??= new Definitions(shipped.definitions);
    const owner = `${custom.product} ${custom.version}`;
    return { is: 'known', schema: shippedDefinitions.schema(custom.definition, owner, true) };
  }
  const definition = atVersion(builtIn.kinds[name], version);
  if (definition !== undefined) {
    const schema = definitionsOf(version).schema(definition, `Kubernetes ${version}`, false);
    return { is: 'known', schema };
  }
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const ofGroup = Object.keys(builtIn.kinds).filter((each) => groupOf(each) === group);
  if (ofGroup.length === 0) return { is: 'unknown' };
  const served = ofGroup.filter((each) => atVersion(builtIn.kinds[each], version) !== undefined);
  return { is: 'not served', served };
}

/** The schema of a CustomResourceDefinition that lies in the files. */
export function ownKind(definition: JsonObject, version: string): ObjectSchema | undefined {
  const each = listAt(definition, 'spec.versions').find((candidate) => textAt(candidate, 'name') === version);
  const openApi = mapAt(each, 'schema.openAPIV3Schema');
  if (!('properties' in openApi)) return undefined;
  const schema = withObjectFields(strictSchema(openApi));
  return new Definitions({ own: schema }).schema('own', 'its CustomResourceDefinition', true);
}

/** Every object has these, also where its definition does not list them. */
function withObjectFields(schema: JsonObject): JsonObject {
  const fields = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };
  return { ...schema, properties: { ...fields, ...mapAt(schema, 'properties') } };
}

function definitionsOf(version: string): Definitions {
  const known = kubernetesDefinitions.get(version);
  if (known !== undefined) return known;
  const created = new Definitions(
    Object.fromEntries(
      Object.entries(builtIn.definitions).flatMap(([name, variants]) => {
        const schema = atVersion(variants, version);
        return schema === undefined ? [] : [[name, schema]];
      }),
    ),
  );
  kubernetesDefinitions.set(version, created);
  return created;
}

/** The group of `apps/v1/Deployment`; empty for the core group. */
function groupOf(name: string): string {
  const parts = name.split('/');
  return parts.length === 3 ? parts[0]! : '';
}

/** The decoders of Kubernetes take null as a field that is not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNulls(each)]])),
  );
}
