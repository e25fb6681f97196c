import { type DefinitionOf, literal, number, object, text } from '../../../values/schema';
import { serviceBusNeed, serviceBusScaler, serviceBusTrigger } from '../scalers/service-bus';
import type { TriggerKind } from '../trigger-kind';

const schema = object({
  /** Kind of trigger: the number of active messages in a subscription of a topic. */
  type: literal('service-bus-topic'),
  /** Name of a topic of `serviceBus`. */
  topic: text,
  /** Name of a subscription of the topic. */
  subscription: text,
  /**
   * Number of messages that one replica handles: KEDA requests active messages divided by this
   * number.
   * @default 5, the default of KEDA
   */
  messagesPerReplica: number.optional(),
  /**
   * Number of messages above which KEDA creates the first replica. Applies only with `minReplicas:
   * 0`.
   * @default 0, so that any message creates the first replica
   */
  activationMessages: number.optional(),
  /**
   * Managed identity that KEDA reads the number of messages with. Reading requires the role Azure
   * Service Bus Data Owner.
   * @default an identity of KEDA's own, so that no application gets the Data Owner role
   */
  identity: text.optional(),
});

/**
 * Scales by the number of active messages in a subscription of a topic of the platform's Service
 * Bus.
 */
export interface ServiceBusTopicTriggerDefinition extends DefinitionOf<typeof schema> {}

export const serviceBusTopic: TriggerKind<ServiceBusTopicTriggerDefinition> = {
  schema,
  scaler: serviceBusScaler,

  spec({ topic, subscription, messagesPerReplica, activationMessages }, context, problems) {
    const missing = context.missing({ kind: 'subscription', topic, subscription });
    if (missing !== undefined) {
      const hasTopic = context.missing({ kind: 'topic', topic }) === undefined;
      problems.add(
        hasTopic ? 'subscription' : 'topic',
        missing,
        'Use the names of a topic in serviceBus and of one of its subscriptions.',
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
