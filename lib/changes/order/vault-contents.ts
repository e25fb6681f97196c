import { parse } from 'yaml';
import type { DeploymentPicture } from '../../check/deployment-picture';
import { listAt, textAt } from '../../values/json';

/** What a Key Vault has to hold for the pods that mount it. */
export interface VaultContent {
  readonly vault: string;
  readonly type: 'secret' | 'key' | 'certificate';
  readonly name: string;
}

/** Vault contents that come and go with a change of the manifests. */
export interface VaultChanges {
  /** Read now, and not before. */
  readonly wanted: readonly VaultContent[];
  /** Read before, and by nobody now. */
  readonly unread: readonly VaultContent[];
}

export function vaultChanges(before: DeploymentPicture, after: DeploymentPicture): VaultChanges {
  const [old, now] = [vaultContents(before), vaultContents(after)];
  const without = (some: ReadonlyMap<string, VaultContent>, others: ReadonlyMap<string, VaultContent>) =>
    [...some.keys()]
      .filter((key) => !others.has(key))
      .sort()
      .map((key) => some.get(key)!);
  return { wanted: without(now, old), unread: without(old, now) };
}

const types: Readonly<Record<string, VaultContent['type']>> = {
  secret: 'secret',
  key: 'key',
  cert: 'certificate',
};

/**
 * What the classes of the Azure provider name: a pod that mounts one does not start before all of it is there. `objects` is YAML with a list of
 * texts that are YAML again. Source: azure.github.io/secrets-store-csi-driver-provider-azure, "Using the Azure Key Vault Provider" (2026-11).
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
  // Names in a vault are without case.
  return new Map(
    contents.map((each) => [`${each.vault}/${each.type}/${each.name}`.toLowerCase(), each] as const),
  );
}

/** Nothing of a text that is no YAML: the check says that. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
