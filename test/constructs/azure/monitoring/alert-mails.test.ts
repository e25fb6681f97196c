import { AlertMails, type AlertMailsProps } from '../../../../constructs/azure/monitoring/alert-mails';
import { resources, synthesize, tags } from '../synthesize';

describe('AlertMails', () => {
  const minimal: AlertMailsProps = { name: 'alerts', resourceGroupName: 'my-rg', emails: ['a@b.c'] };

  it('with every prop', () => {
    const props: Required<AlertMailsProps> = { ...minimal, sender: 'my-aks', tags };
    expect(resources((stack) => new AlertMails(stack, 'mails', props))).toMatchSnapshot();
  });

  it('has an action group that alerts can name', () => {
    let id = '';
    synthesize((stack) => {
      id = new AlertMails(stack, 'mails', minimal).actionGroupId;
    });
    expect(id).toMatch(/TOKEN/);
  });
});
