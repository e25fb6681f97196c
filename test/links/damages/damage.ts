import type { Deployment, Json } from '../deployment';

/** The platforms that damages are done to. */
export type DamagedPlatform =
  | 'aiPlatform'
  | 'applicationGatewayPlatform'
  | 'gatewayForContainersPlatform'
  | 'inferenceGatewayPlatform'
  | 'otherChoicesPlatform';

/** Something that goes wrong in practice, which the link has to find. */
export interface Damage {
  readonly what: string;
  /** Default: aiPlatform. */
  readonly in?: DamagedPlatform;
  readonly apply: (deployment: Deployment) => void;
}

/** At least one for each link, by its name. */
export type Damages = Readonly<Record<string, readonly [Damage, ...Damage[]]>>;

/** The object of a kind and name. */
export function find(deployment: Deployment, kind: string, name: string): Json {
  return deployment.objects.find(({ object }) => object.kind === kind && object.metadata.name === name)!
    .object;
}

/** The resource of a type with this name in Azure, or the first that fits. */
export function resource(
  deployment: Deployment,
  type: string,
  which: string | ((resource: Json) => boolean),
): Json {
  const fits = typeof which === 'string' ? ({ name }: Json) => name === which : which;
  return Object.values(deployment.resources[type]!).find(fits);
}

/** The first role of this name whose holder's expression has this text in it. */
export function role(deployment: Deployment, name: string, holder: string): Json {
  return resource(
    deployment,
    'azurerm_role_assignment',
    ({ role_definition_name, principal_id }) =>
      role_definition_name === name && principal_id.includes(`.${holder}`),
  );
}

export function removeObject(deployment: Deployment, kind: string, name: string): void {
  const objects = deployment.objects as unknown as Json[];
  objects.splice(
    objects.findIndex(({ object }) => object.kind === kind && object.metadata.name === name),
    1,
  );
}

export function container(workload: Json): Json {
  return (workload.spec.jobTargetRef ?? workload.spec).template.spec.containers[0];
}

export function variable(workload: Json, name: string): Json {
  return container(workload).env.find((each: Json) => each.name === name);
}

/** Replaces text in a value of a ConfigMap, which has to be there. */
export function replaceIn(configMap: Json, key: string, from: string, to: string): void {
  if (!configMap.data[key].includes(from)) throw new Error(`There is no ${from} in ${key}`);
  configMap.data[key] = configMap.data[key].replaceAll(from, to);
}
