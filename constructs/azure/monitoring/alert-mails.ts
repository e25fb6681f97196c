import { Construct } from 'constructs';
import { MonitorActionGroup } from '../../../imports/azurerm';
import { shortName } from '../stack/short-name';

/** Input of AlertMails. */
export interface AlertMailsProps {
  /** Name of the action group; it is cut to what Azure allows. */
  readonly name: string;
  readonly resourceGroupName: string;
  /** Addresses that get a mail when an alert fires and when it is over. */
  readonly emails: readonly string[];
  /** Shown as the sender's name; 12 letters at most. Default: `inference`. */
  readonly sender?: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Longest name of an action group (provider, `monitor_action_group`). */
const maxNameLength = 260;

/** An action group that sends mails. */
export class AlertMails extends Construct {
  /** Resource id of the action group. */
  readonly actionGroupId: string;

  constructor(scope: Construct, id: string, props: AlertMailsProps) {
    super(scope, id);
    this.actionGroupId = addMailGroup(this, 'Resource', props);
  }
}

/** @returns the resource id of the action group. */
export function addMailGroup(scope: Construct, id: string, props: AlertMailsProps): string {
  return new MonitorActionGroup(scope, id, {
    name: shortName(props.name, maxNameLength),
    resourceGroupName: props.resourceGroupName,
    shortName: props.sender ?? 'inference',
    emailReceiver: props.emails.map((address) => ({
      name: address,
      emailAddress: address,
      useCommonAlertSchema: true,
    })),
    tags: props.tags && { ...props.tags },
  }).id;
}
