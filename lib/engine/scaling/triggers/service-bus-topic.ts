import { z } from 'zod';
import { serviceBusNeed, serviceBusScaler, serviceBusTrigger } from '../scalers/service-bus';
import type { TriggerKind } from '../trigger-kind';

/** Number of messages in a subscription of a topic of the platform's Service Bus. */
const schema = z.strictObject({
  type: z.literal('service-bus-topic'),
  /** Name of the topic in `serviceBus.topics`. */
  topic: z.string(),
  /** Name of the subscription in the topic. */
  subscription: z.string(),
  /** Messages for one replica. @default 5, which is KEDA's default */
  messagesPerReplica: z.number().optional(),
  /** The first replica is created above this number of messages. @default 0: any message creates it */
  activationMessages: z.number().optional(),
  /**
   * Identity that KEDA reads the subscription as.
   *
   * @default KEDA's own, so that no application gets the Data Owner role that reading the number of messages requires
   */
  identity: z.string().optional(),
});

export const serviceBusTopic: TriggerKind<typeof schema> = {
  schema,
  scaler: serviceBusScaler,

  spec({ topic, subscription, messagesPerReplica, activationMessages }, context, problems) {
    const missing = context.missing({ kind: 'subscription', topic, subscription });
    if (missing !== undefined) {
      const hasTopic = context.missing({ kind: 'topic', topic }) === undefined;
      problems.add(
        hasTopic ? 'subscription' : 'topic',
        missing,
        'Use the names of a topic of serviceBus and of a subscription of it.',
      );
      return undefined;
    }
    return serviceBusTrigger({
      source: { topic, subscription },
      serviceBusNamespace: context.serviceBusNamespace ?? '',
      cloud: context.cloud,
      messagesPerReplica,
      activationMessages,
    });
  },

  needs: ({ topic, subscription, identity }) => serviceBusNeed({ topic, subscription }, identity),
};
