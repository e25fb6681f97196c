import type { JsonObject } from '../../values/json';
import type { FoundResource } from '../terraform-resource';
import type { ExpressionTrees } from './expression-tree';

/** A file of a module, as JSON of HCL. */
export interface ModuleFile {
  readonly path: string;
  readonly body: JsonObject;
}

/** The Terraform folders of a repository. Terraform reads all files of a folder as one module. */
export interface ModuleFolders {
  /** Files by folder, with `/`. */
  readonly folders: ReadonlyMap<string, readonly ModuleFile[]>;
  /** Values of `terraform.tfvars` and `*.auto.tfvars` by folder. */
  readonly variables: ReadonlyMap<string, JsonObject>;
  readonly trees: ExpressionTrees;
}

/** A module whose files the check does not have. */
export interface UnseenModule {
  /** `module.aks`. */
  readonly address: string;
  readonly source: string;
  readonly file: string;
  /** Its arguments, where they are known. */
  readonly args: JsonObject;
}

/** What a root module and its modules create. */
export interface RootModule {
  /** Its folder, with `/`; empty for the folder of the check. */
  readonly folder: string;
  readonly resources: readonly FoundResource[];
  readonly unseenModules: readonly UnseenModule[];
}
