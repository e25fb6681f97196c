import { z } from 'zod';
import { serviceBusNeed, serviceBusScaler, serviceBusTrigger } from '../scalers/service-bus';
import type { TriggerKind } from '../trigger-kind';

/** Number of messages in a queue of the platform's Service Bus. */
const schema = z.strictObject({
  type: z.literal('service-bus-queue'),
  /** Name of the queue in `serviceBus.queues`. */
  queue: z.string(),
  /** Messages for one replica. @default 5, which is KEDA's default */
  messagesPerReplica: z.number().optional(),
  /** The first replica is created above this number of messages. @default 0: any message creates it */
  activationMessages: z.number().optional(),
  /**
   * Identity that KEDA reads the queue as.
   *
   * @default KEDA's own, so that no application gets the Data Owner role that reading the number of messages requires
   */
  identity: z.string().optional(),
});

export const serviceBusQueue: TriggerKind<typeof schema> = {
  schema,
  scaler: serviceBusScaler,

  spec({ queue, messagesPerReplica, activationMessages }, context, problems) {
    const missing = context.missing({ kind: 'queue', queue });
    if (missing !== undefined) {
      problems.add('queue', missing, 'Use the name of a queue of serviceBus.');
      return undefined;
    }
    return serviceBusTrigger({
      source: { queue },
      serviceBusNamespace: context.serviceBusNamespace ?? '',
      cloud: context.cloud,
      messagesPerReplica,
      activationMessages,
    });
  },

  needs: ({ queue, identity }) => serviceBusNeed({ queue }, identity),
};
