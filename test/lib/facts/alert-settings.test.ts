import { alertKindNames, alertKinds } from '../../../lib/facts/alert-kinds';
import { withSettings } from '../../../lib/facts/alert-settings';

const alerts = [
  { kind: 'stalled', severity: 1 },
  { kind: 'restarts', severity: 2 },
] as const;

test('no settings change nothing', () => expect(withSettings(alerts)).toEqual(alerts));

test('an alert that is off is not there', () =>
  expect(withSettings(alerts, { stalled: false })).toEqual([alerts[1]]));

test('another severity', () =>
  expect(withSettings(alerts, { restarts: { severity: 4 } })).toEqual([
    alerts[0],
    { kind: 'restarts', severity: 4 },
  ]));

test('no kind has the severity that azurerm drops', () => {
  for (const kind of alertKindNames) expect(alertKinds[kind].severity).toBeGreaterThan(0);
});
