import { Construct } from 'constructs';
import { ServicebusNamespace, ServicebusQueue } from '../../imports/azurerm';
import { ProblemList } from '../../lib/problems/problem-list';
import { requireInteger, requireUnique } from '../../lib/problems/value-rules';
import { requireKnownName } from './known-name';
import { NameScope } from './readable-logical-ids';

/** Input of a PlatformServiceBus. */
export interface PlatformServiceBusProps {
  /** 6 to 50 letters, digits and '-', unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Default: `Standard`. Private endpoints want `Premium`. */
  readonly sku?: 'Standard' | 'Premium';
  /** Messaging units (1, 2, 4, 8 or 16); `Premium`. Default: 1. */
  readonly messagingUnits?: 1 | 2 | 4 | 8 | 16;
  /** Off leaves only private endpoints; wants `Premium`. Default: on, with Entra ID. */
  readonly publicNetworkAccess?: boolean;
  readonly queues: readonly PlatformQueueProps[];
  /** Terraform refuses any plan that would delete the messages. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A queue. Limits: learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11). */
export interface PlatformQueueProps {
  readonly name: string;
  /** How long a consumer holds a message, in seconds (5 to 300). Default: 300. */
  readonly lockSeconds?: number;
  /** Deliveries after which a message goes to the dead-letter queue (1 to 2000). Default: 10. */
  readonly maxDeliveryCount?: number;
  /** Days after which an unread message expires, to the dead-letter queue (1 to 365). Default: 14. */
  readonly timeToLiveDays?: number;
  /** Messages with one id are accepted once in so many minutes (1 to 10080, a week). `false`: off. Cannot be turned on or off later. Default: 10. */
  readonly duplicateDetectionMinutes?: number | false;
}

/**
 * A Service Bus namespace without SAS keys: senders, receivers and KEDA come with Entra ID.
 *
 * @throws {DefinitionError} for names and numbers that Azure refuses, settings that the sku does not have, or two queues of one name.
 */
export class PlatformServiceBus extends Construct {
  readonly namespace: ServicebusNamespace;
  private readonly queues = new Map<string, ServicebusQueue>();

  constructor(scope: Construct, id: string, props: PlatformServiceBusProps) {
    super(scope, id);
    const sku = props.sku ?? 'Standard';
    checkProps(props, sku);
    const lifecycle = { preventDestroy: props.preventDestroy ?? true };
    this.namespace = new ServicebusNamespace(this, 'namespace', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      sku,
      // azurerm wants both for Premium and neither for the others.
      capacity: sku === 'Premium' ? (props.messagingUnits ?? 1) : undefined,
      premiumMessagingPartitions: sku === 'Premium' ? 1 : undefined,
      localAuthEnabled: false,
      minimumTlsVersion: '1.2',
      publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
      tags: props.tags && { ...props.tags },
      lifecycle,
    });
    const names = new NameScope(this, 'queues');
    for (const queue of props.queues) {
      const duplicates = queue.duplicateDetectionMinutes ?? 10;
      const resource = new ServicebusQueue(names, queue.name, {
        name: queue.name,
        namespaceId: this.namespace.id,
        lockDuration: seconds(queue.lockSeconds ?? 300),
        maxDeliveryCount: queue.maxDeliveryCount ?? 10,
        defaultMessageTtl: `P${queue.timeToLiveDays ?? 14}D`,
        // An expired message is work that nobody did: it must not vanish.
        deadLetteringOnMessageExpiration: true,
        requiresDuplicateDetection: duplicates !== false,
        duplicateDetectionHistoryTimeWindow: duplicates === false ? undefined : minutes(duplicates),
        lifecycle,
      });
      this.queues.set(queue.name, resource);
    }
  }

  /** Resource id of the namespace. */
  get id(): string {
    return this.namespace.id;
  }

  /**
   * Resource id of a queue, which roles can be granted on.
   *
   * @throws {Error} if there is no such queue.
   */
  queueId(name: string): string {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`There is no queue "${name}" in ${this.node.path}.`);
    return queue.id;
  }
}

function checkProps(props: PlatformServiceBusProps, sku: string): void {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'serviceBusNamespace', props.name);
  for (const [key, wanted] of [
    ['publicNetworkAccess', props.publicNetworkAccess === false],
    ['messagingUnits', props.messagingUnits !== undefined],
  ] as const) {
    if (wanted && sku !== 'Premium') {
      problems.add(key, `the sku "${sku}" does not have it`, 'Use "Premium", or leave it out.');
    }
  }
  requireUnique(
    problems,
    'queue',
    props.queues,
    ({ name }) => name.toLowerCase(),
    (index) => `queues[${index}].name`,
  );
  for (const [index, queue] of props.queues.entries()) checkQueue(queue, problems.at('queues').at(index));
  problems.throwIfAny(`the Service Bus ${props.name}`);
}

/** azurerm takes any duration and count: a lock of ten minutes would fail at apply, with the namespace made. */
function checkQueue(queue: PlatformQueueProps, problems: ProblemList): void {
  requireKnownName(problems, 'name', 'serviceBusQueue', queue.name);
  for (const [key, range] of [
    ['lockSeconds', { min: 5, max: 300, unit: 'seconds' }],
    ['maxDeliveryCount', { min: 1, max: 2000, unit: 'deliveries' }],
    ['timeToLiveDays', { min: 1, max: 365, unit: 'days' }],
    ['duplicateDetectionMinutes', { min: 1, max: 10_080, unit: 'minutes' }],
  ] as const) {
    const value = queue[key];
    if (value !== undefined && value !== false) requireInteger(problems, key, value, range);
  }
}

/** ISO 8601, in the form that Azure gives back: a plan would show `PT300S` against `PT5M` for ever. */
function seconds(value: number): string {
  const whole = Math.floor(value / 60);
  const rest = value % 60;
  return `PT${whole === 0 ? '' : `${whole}M`}${rest === 0 && whole > 0 ? '' : `${rest}S`}`;
}

function minutes(value: number): string {
  const days = Math.floor(value / 1440);
  const hours = Math.floor((value % 1440) / 60);
  const rest = value % 60;
  const time = `${hours === 0 ? '' : `${hours}H`}${rest === 0 ? '' : `${rest}M`}`;
  return `P${days === 0 ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
}
