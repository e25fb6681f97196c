import { parse } from 'yaml';
import { isJsonObject, listAt, textAt } from '../../values/json';
import type { FoundObject } from '../deployment-picture';

/** An object that a SecretProviderClass reads from the Key Vault. */
export interface VaultObject {
  readonly name: string;
  /** Name of its file in the pod, which `secretObjects` use. @default the name */
  readonly file: string;
}

/**
 * The Key Vault objects of a SecretProviderClass, in `parameters.objects`, which is YAML in YAML.
 * Undefined if it is another provider or not readable.
 */
export function vaultObjectsOf({ object }: FoundObject): readonly VaultObject[] | undefined {
  const text = textAt(object, 'spec.parameters.objects');
  if (textAt(object, 'spec.provider') !== 'azure' || text === undefined) return undefined;
  const entries = listAt(parsed(text), 'array').map((each) =>
    typeof each === 'string' ? parsed(each) : each,
  );
  const objects = entries.map((entry) => {
    const name = textAt(entry, 'objectName');
    const alias = textAt(entry, 'objectAlias');
    return name === undefined
      ? undefined
      : { name, file: alias === undefined || alias === '' ? name : alias };
  });
  const known = objects.filter((each) => each !== undefined);
  return known.length === 0 || known.length < objects.length ? undefined : known;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
