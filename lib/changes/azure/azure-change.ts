import type { FieldChange } from '../compare/field-change';
import type { ForcedChange } from './forced-changes';
import type { NodeRotation } from './node-rotation';
import type { Refusal } from './refusals';
import type { SettingsChanges } from './terraform-settings';

/** The name of a resource. */
export interface ResourceName {
  /** Address in Terraform: `azurerm_key_vault.vault`. */
  readonly address: string;
  readonly type: string;
  /** Name in Azure; undefined if it is an expression. */
  readonly azureName: string | undefined;
}

/** A resource that Terraform destroys. */
export interface RemovedResource extends ResourceName {
  readonly loss: string | undefined;
  /**
   * Whether the removed block had `prevent_destroy`. It does not protect a resource whose block is
   * removed.
   */
  readonly wasProtected: boolean;
  /** Address of a new resource of the same type and name, which is most likely this one. */
  readonly sameAs: string | undefined;
}

/** A resource that Terraform destroys and creates again. */
export interface ReplacedResource extends ResourceName {
  readonly loss: string | undefined;
  /** Whether the loss ends when the new resource exists. */
  readonly isPassing: boolean;
  /** Changed fields that force the replacement. */
  readonly because: readonly ForcedChange[];
  /** Addresses of replaced resources that a field refers to, which forces the replacement. */
  readonly becauseOf: readonly string[];
  /** The other changes. */
  readonly changes: readonly FieldChange[];
  /** Whether `prevent_destroy` makes Terraform refuse the whole plan. */
  readonly isRefused: boolean;
  /** Resources that stay and use it: Azure does not delete it until then. */
  readonly users: readonly string[];
  /** False if Azure may already use the new value. */
  readonly isSure: boolean;
}

/** A resource that Terraform changes in place. */
export interface ChangedResource extends ResourceName {
  readonly changes: readonly FieldChange[];
  readonly rotation: NodeRotation | undefined;
  /** Whether `prevent_destroy` is removed. */
  readonly losesProtection: boolean;
  /** Changes that azurerm or Azure refuses, which only the deployment shows. */
  readonly refusals: readonly Refusal[];
}

/** A resource that Terraform changes in place only because it refers to a replaced one. */
export interface FollowingResource extends ResourceName {
  readonly becauseOf: readonly string[];
}

/** The changes that a Terraform plan would show, as far as the two configurations contain them. */
export interface AzureChanges {
  readonly added: readonly ResourceName[];
  readonly removed: readonly RemovedResource[];
  /** Resources that exist in Azure and have an `import` block. */
  readonly imported: readonly ResourceName[];
  /** Resources that a `removed` block leaves in Azure and that Terraform no longer manages. */
  readonly forgotten: readonly ResourceName[];
  readonly replaced: readonly ReplacedResource[];
  readonly changed: readonly ChangedResource[];
  readonly following: readonly FollowingResource[];
  readonly settings: SettingsChanges;
}
