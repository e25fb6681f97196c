/** Azure's rules for the name of one kind of resource. */
interface NameRule {
  /** Noun for messages. */
  readonly what: string;
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** Description of the pattern. */
  readonly form: string;
  /** Rule that the pattern cannot express; returns the reason. */
  readonly also?: (name: string) => string | undefined;
}

/**
 * The stricter rule of Azure and of azurerm.
 *
 * @see learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules; the
 * validators of hashicorp/terraform-provider-azurerm (2026-11)
 */
const rules = {
  resourceGroup: {
    what: 'resource group',
    minLength: 1,
    // A resource group may have 90 characters, but AKS with Azure CNI overlay rejects more than 63.
    maxLength: 63,
    pattern: /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/,
    form: "letters, digits, '_', '-', '.', '(' and ')', not ending with '.'",
  },
  cluster: {
    what: 'AKS cluster',
    minLength: 1,
    maxLength: 63,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/,
    form: "letters, digits, '_' and '-', starting and ending with a letter or digit",
  },
  nodePool: {
    what: 'node pool',
    minLength: 1,
    maxLength: 12,
    pattern: /^[a-z][a-z0-9]*$/,
    form: 'lower-case letters and digits, starting with a letter',
  },
  keyVault: {
    what: 'Key Vault',
    minLength: 3,
    maxLength: 24,
    pattern: /^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
    form: "letters, digits and '-', starting with a letter and ending with a letter or digit",
    also: (name) => (name.includes('--') ? 'it contains "--"' : undefined),
  },
  containerRegistry: {
    what: 'container registry',
    minLength: 5,
    maxLength: 50,
    pattern: /^[A-Za-z0-9]+$/,
    form: 'letters and digits only',
  },
  serviceBusNamespace: {
    what: 'Service Bus namespace',
    minLength: 6,
    maxLength: 50,
    pattern: /^[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/,
    form: "letters, digits and '-', starting with a letter and ending with a letter or digit",
    also: (name) => (/-(sb|mgmt)$/i.test(name) ? 'Azure reserves the endings "-sb" and "-mgmt"' : undefined),
  },
  serviceBusQueue: {
    what: 'Service Bus queue',
    minLength: 1,
    maxLength: 260,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/,
    form: "letters, digits, '.', '-', '_' and '/', starting and ending with a letter or digit",
  },
  serviceBusTopic: {
    what: 'Service Bus topic',
    minLength: 1,
    maxLength: 260,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/,
    form: "letters, digits, '.', '-', '_' and '/', starting and ending with a letter or digit",
  },
  serviceBusSubscription: {
    what: 'Service Bus subscription',
    minLength: 1,
    maxLength: 50,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    form: "letters, digits, '.', '-' and '_', starting and ending with a letter or digit",
  },
  managedIdentity: {
    what: 'managed identity',
    minLength: 3,
    maxLength: 128,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
    form: "letters, digits, '_' and '-', starting with a letter or digit",
  },
  federatedCredential: {
    what: 'federated identity credential',
    minLength: 3,
    maxLength: 120,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
    form: "letters, digits, '_' and '-', starting with a letter or digit",
  },
  virtualNetwork: {
    what: 'virtual network',
    minLength: 2,
    maxLength: 63,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]*[A-Za-z0-9_]$/,
    form: "letters, digits, '_', '.' and '-', starting with a letter or digit and ending with a letter, digit or '_'",
  },
  subnet: {
    what: 'subnet',
    minLength: 1,
    maxLength: 63,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/,
    form: "letters, digits, '_', '.' and '-', starting with a letter or digit and ending with a letter, digit or '_'",
  },
  logAnalyticsWorkspace: {
    what: 'Log Analytics workspace',
    minLength: 4,
    maxLength: 63,
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
    form: "letters, digits and '-', starting and ending with a letter or digit",
  },
  monitorWorkspace: {
    what: 'Azure Monitor workspace',
    minLength: 4,
    maxLength: 44,
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
    form: "letters, digits and '-', starting and ending with a letter or digit",
  },
  grafana: {
    what: 'Managed Grafana workspace',
    minLength: 2,
    maxLength: 23,
    pattern: /^[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/,
    form: "letters, digits and '-', starting with a letter and ending with a letter or digit",
  },
  storageAccount: {
    what: 'storage account',
    minLength: 3,
    maxLength: 24,
    pattern: /^[a-z0-9]+$/,
    form: 'lower-case letters and digits only',
  },
  storageContainer: {
    what: 'blob container',
    minLength: 3,
    maxLength: 63,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    form: "lower-case letters, digits and single '-', starting and ending with a letter or digit",
  },
  fileShare: {
    what: 'file share',
    minLength: 3,
    maxLength: 63,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    form: "lower-case letters, digits and single '-', starting and ending with a letter or digit",
  },
  location: {
    what: 'region',
    minLength: 3,
    maxLength: 40,
    pattern: /^[a-z][a-z0-9]*$/,
    form: 'lower-case letters and digits only, as in koreacentral',
  },
} as const satisfies Record<string, NameRule>;

export type AzureNameKind = keyof typeof rules;

/** Explains why Azure rejects a name; undefined if the name is valid. */
export function azureNameProblem(kind: AzureNameKind, name: string): string | undefined {
  const rule: NameRule = rules[kind];
  const subject = `${rule.what} name "${name}"`;
  if (name.length < rule.minLength || name.length > rule.maxLength) {
    return `${subject} has ${name.length} characters; ${rule.minLength} to ${rule.maxLength} are allowed`;
  }
  if (!rule.pattern.test(name)) return `${subject} is invalid: use ${rule.form}`;
  const also = rule.also?.(name);
  return also === undefined ? undefined : `${subject} is invalid: ${also}`;
}

/**
 * Appends the platform's suffix to a name that must be unique in all of Azure: `my-kv` and `x7k2`
 * give `my-kv-x7k2`. Names of registries and storage accounts have no dash: `myregistryx7k2`.
 */
export function withUniqueSuffix(kind: AzureNameKind, name: string, suffix: string | undefined): string {
  if (suffix === undefined || suffix === '') return name;
  const separator = kind === 'containerRegistry' || kind === 'storageAccount' ? '' : '-';
  return `${name}${separator}${suffix}`;
}

/**
 * DNS prefix of a cluster from its name: azurerm accepts 1 to 54 letters, digits and hyphens,
 * starting and ending with a letter or digit.
 */
export function dnsPrefixOf(clusterName: string): string {
  return clusterName.replaceAll('_', '-').slice(0, 54).replace(/-+$/, '');
}
