import { defaultHeartbeatFile } from '../probes/heartbeat';
import type { ServiceBusSource } from '../scaling/scaler-trigger';
import type { QueueWorkerPlan } from './queue-worker-plan';

/**
 * Environment variables of a queue worker, the contract with its image; see docs/queue-worker.md.
 */
export const workerVariables = [
  'HEARTBEAT_FILE',
  'MESSAGE_LOCK_RENEWAL_SECONDS',
  'SERVICE_BUS_NAMESPACE',
  'SERVICE_BUS_QUEUE',
  'SERVICE_BUS_SUBSCRIPTION',
  'SERVICE_BUS_TOPIC',
  'SHUTDOWN_GRACE_SECONDS',
  'WORKER_CONCURRENCY',
  'WORKER_MODE',
] as const;

export type WorkerVariable = (typeof workerVariables)[number];

/** @param serviceBusHost host of the Service Bus namespace: `<namespace>.servicebus.windows.net` */
export function workerEnvironment(
  plan: QueueWorkerPlan,
  serviceBusHost: string,
  source: ServiceBusSource,
): Readonly<Partial<Record<WorkerVariable, string>>> {
  return {
    HEARTBEAT_FILE: defaultHeartbeatFile,
    MESSAGE_LOCK_RENEWAL_SECONDS: String(plan.lockRenewalSeconds),
    SERVICE_BUS_NAMESPACE: serviceBusHost,
    ...('queue' in source
      ? { SERVICE_BUS_QUEUE: source.queue }
      : { SERVICE_BUS_SUBSCRIPTION: source.subscription, SERVICE_BUS_TOPIC: source.topic }),
    SHUTDOWN_GRACE_SECONDS: String(plan.drainSeconds),
    WORKER_CONCURRENCY: String(plan.concurrency),
    WORKER_MODE: plan.mode,
  };
}
