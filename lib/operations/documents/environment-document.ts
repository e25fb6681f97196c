import type { FoundObject } from '../../check/deployment-picture';
import type { Dashboards } from '../grafana/dashboards';
import type { DeployedApplication } from '../inventory/deployed-application';
import type { Inventory } from '../inventory/inventory';

/**
 * Data that the documents of an environment are written from: its inventory and the synthesized
 * objects.
 */
export interface DocumentSource {
  readonly inventory: Inventory;
  /**
   * Every object of the Kubernetes half, extensions included; `file` is below the environment's
   * folder.
   */
  readonly objects: readonly FoundObject[];
  /** Argo CD Applications, extensions included, the root first, then in the order of the sync. */
  readonly applications: readonly DeployedApplication[];
  /** Dashboards of the program. */
  readonly dashboards: Dashboards;
}

/**
 * File for people next to the manifests. Argo CD does not read it, because no Application points to
 * its folder.
 */
export interface EnvironmentDocument {
  /** Below `dist/<environment>`, with '/' on every system. */
  readonly path: string;
  readonly text: string;
}
