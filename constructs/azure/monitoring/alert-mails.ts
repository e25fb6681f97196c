import { Construct } from 'constructs';
import { MonitorActionGroup } from '../../../imports/azurerm';
import { shortName } from '../stack/short-name';

/** Input of AlertMails. */
export interface AlertMailsProps {
  /** Name of the action group, truncated to the maximum of Azure. */
  readonly name: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Addresses that receive an e-mail when an alert fires and when it resolves. */
  readonly emails: readonly string[];
  /** Name of the sender, at most 12 characters. @default 'inference' */
  readonly sender?: string;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Maximum length of the name of an action group (provider, `monitor_action_group`). */
const maxNameLength = 260;

/** An action group that sends e-mails. */
export class AlertMails extends Construct {
  /** Resource id of the action group. */
  readonly actionGroupId: string;

  constructor(scope: Construct, id: string, props: AlertMailsProps) {
    super(scope, id);
    this.actionGroupId = addMailGroup(this, 'Resource', props);
  }
}

/** Adds an action group that sends e-mails, and returns its resource id. */
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
