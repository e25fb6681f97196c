import { addressIdleMinutes } from '../../../../lib/engine/ingress/idle-timeout';

test.each([
  // Azure takes no less than four minutes.
  [1, 4],
  [240, 4],
  [241, 5],
  [600, 10],
  // … and no more than half an hour.
  [86_400, 30],
])('answers of %d seconds: connections may be idle for %d minutes', (seconds, minutes) =>
  expect(addressIdleMinutes(seconds)).toBe(minutes),
);
