import type { Deployment, Json } from '../deployment';

/** Platforms that tests damage. */
export type DamagedPlatform =
  | 'aiPlatform'
  | 'applicationGatewayPlatform'
  | 'gatewayForContainersPlatform'
  | 'inferenceGatewayPlatform'
  | 'otherChoicesPlatform';

/** A realistic mistake that the test of a link must find. */
export interface Damage {
  readonly name: string;
  /** Platform to damage. @default aiPlatform */
  readonly in?: DamagedPlatform;
  readonly apply: (deployment: Deployment) => void;
}

/** At least one damage for each link, by the name of the link. */
export type Damages = Readonly<Record<string, readonly [Damage, ...Damage[]]>>;

/** The object of a kind with the name. */
export function find(deployment: Deployment, kind: string, name: string): Json {
  return deployment.objects.find(({ object }) => object.kind === kind && object.metadata.name === name)!
    .object;
}

/** The resource of a type with the Azure name, or the first that matches. */
export function resource(
  deployment: Deployment,
  type: string,
  which: string | ((resource: Json) => boolean),
): Json {
  const matches = typeof which === 'string' ? ({ name }: Json) => name === which : which;
  return Object.values(deployment.resources[type]!).find(matches);
}

/** The first assignment of the role whose principal id contains the holder. */
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

/** Replaces text in a ConfigMap value. @throws if the value does not contain the text */
export function replaceIn(configMap: Json, key: string, from: string, to: string): void {
  if (!configMap.data[key].includes(from)) throw new Error(`${key} does not contain ${from}`);
  configMap.data[key] = configMap.data[key].replaceAll(from, to);
}
