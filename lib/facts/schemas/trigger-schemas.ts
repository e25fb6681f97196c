import triggers from './keda-triggers.json';
import type { TriggerSchemas } from './tables';

/** Fields of KEDA's triggers, from KEDA's sources. `npm run schemas` writes them. */
export const triggerSchemas = triggers as unknown as TriggerSchemas;
