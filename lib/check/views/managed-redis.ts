import { managedRedisName } from '../../engine/langfuse/managed-redis';
import type { JsonObject } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { blocksAt, type FoundResource } from '../terraform-resource';
import { type LangfuseRedisClient, langfuseRedisClientsOf } from './langfuse-redis';

/** The database of an Azure Managed Redis that a Langfuse uses. */
export interface LangfuseDatabase {
  readonly client: LangfuseRedisClient;
  readonly cache: FoundResource;
  /** The block `default_database`. */
  readonly database: JsonObject;
}

/** Every Azure Managed Redis of the Terraform whose host name a Langfuse has. */
export function langfuseDatabasesOf(picture: DeploymentPicture): readonly LangfuseDatabase[] {
  return langfuseRedisClientsOf(picture).flatMap((client) => {
    const name = managedRedisName(client.host)?.toLowerCase();
    return picture
      .resourcesOf('azurerm_managed_redis')
      .filter(({ attributes }) => name !== undefined && String(attributes['name']).toLowerCase() === name)
      .flatMap((cache) =>
        blocksAt(cache, 'default_database').map((database) => ({ client, cache, database })),
      );
  });
}
