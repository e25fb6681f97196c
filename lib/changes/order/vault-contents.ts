import { parse } from 'yaml';
import type { DeploymentPicture } from '../../check/deployment-picture';
import { listAt, textAt } from '../../values/json';

/** An object of a Key Vault that pods mount. */
export interface VaultContent {
  readonly vault: string;
  readonly type: 'secret' | 'key' | 'certificate';
  readonly name: string;
}

/** Changes of the Key Vault objects that manifests read. */
export interface VaultChanges {
  /** Objects that only the new manifests read. */
  readonly required: readonly VaultContent[];
  /** Objects that only the old manifests read. */
  readonly unread: readonly VaultContent[];
}

export function vaultChanges(before: DeploymentPicture, after: DeploymentPicture): VaultChanges {
  const [old, now] = [vaultContents(before), vaultContents(after)];
  const without = (some: ReadonlyMap<string, VaultContent>, others: ReadonlyMap<string, VaultContent>) =>
    [...some.keys()]
      .filter((key) => !others.has(key))
      .sort()
      .map((key) => some.get(key)!);
  return { required: without(now, old), unread: without(old, now) };
}

const types: Readonly<Record<string, VaultContent['type']>> = {
  secret: 'secret',
  key: 'key',
  cert: 'certificate',
};

/**
 * Objects that the SecretProviderClasses of the Azure provider list. A pod that mounts a class
 * starts only if the vault contains all of them. `objects` is YAML with a list of texts that are
 * YAML as well. Source: azure.github.io/secrets-store-csi-driver-provider-azure, "Using the Azure
 * Key Vault Provider" (2026-11).
 */
function vaultContents(picture: DeploymentPicture): ReadonlyMap<string, VaultContent> {
  const contents = picture.ofKind('SecretProviderClass').flatMap(({ object }) => {
    const vault = textAt(object, 'spec.parameters.keyvaultName');
    if (textAt(object, 'spec.provider') !== 'azure' || vault === undefined) return [];
    return listAt(parsed(textAt(object, 'spec.parameters.objects')), 'array').flatMap((each) => {
      const entry = parsed(each);
      const [name, type] = [textAt(entry, 'objectName'), types[textAt(entry, 'objectType') ?? '']];
      return name === undefined || type === undefined ? [] : [{ vault, type, name }];
    });
  });
  // Names in a vault are case-insensitive.
  return new Map(
    contents.map((each) => [`${each.vault}/${each.type}/${each.name}`.toLowerCase(), each] as const),
  );
}

/** The content of a YAML text; undefined if it is invalid, which the check reports. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
