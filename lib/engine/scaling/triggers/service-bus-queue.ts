import { type DefinitionOf, literal, number, object, text } from '../../../values/schema';
import { serviceBusNeed, serviceBusScaler, serviceBusTrigger } from '../scalers/service-bus';
import type { TriggerKind } from '../trigger-kind';

const schema = object({
  /** Kind of trigger: the number of active messages in a queue. */
  type: literal('service-bus-queue'),
  /** Name of a queue of `serviceBus`. */
  queue: text,
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

/** Scales by the number of active messages in a queue of the platform's Service Bus. */
export interface ServiceBusQueueTriggerDefinition extends DefinitionOf<typeof schema> {}

export const serviceBusQueue: TriggerKind<ServiceBusQueueTriggerDefinition> = {
  schema,
  scaler: serviceBusScaler,

  spec({ queue, messagesPerReplica, activationMessages }, context, problems) {
    const missing = context.missing({ kind: 'queue', queue });
    if (missing !== undefined) {
      problems.add('queue', missing, 'Use the name of a queue in serviceBus.');
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
