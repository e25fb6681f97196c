import { logAlerts } from '../../../../lib/operations/alerts/log-alerts';

const queries = (scalers = ['worker-scaler'], signInNamespaces = ['langfuse', 'production']) =>
  Object.fromEntries(
    logAlerts({ namespace: 'production', scalers, signInNamespaces }).map(({ kind, query }) => [kind, query]),
  );

test('without silent scalers, no alert reads events', () =>
  expect(Object.keys(queries([]))).toEqual(['token-refused']));

test('an alert reads the events of the scalers, and of no other object', () =>
  expect(queries(['a-scaler', 'b'])['scaler-events']).toContain(
    'Namespace == "production" and Name in ("a-scaler", "b")',
  ));

test('without workloads that sign in, no alert looks for rejected tokens', () =>
  expect(Object.keys(queries(['worker-scaler'], []))).toEqual(['scaler-events']));

test('an alert looks for rejected tokens in events and logs of the namespaces that sign in', () => {
  const query = queries()['token-refused']!;
  expect(query).toContain('KubeEvents | where Namespace in ("langfuse", "production")');
  expect(query).toContain('ContainerLogV2 | where PodNamespace in ("langfuse", "production")');
});

/** The error code of a message, extracted as by KQL's `extract`. */
const code = (message: string) => /AADSTS[0-9]+/.exec(message)?.[0];

test.each([
  [
    'failed to acquire token: AADSTS700213: No matching federated identity record found for presented assertion subject',
    'AADSTS700213',
  ],
  ['AADSTS70021: No matching federated identity record found', 'AADSTS70021'],
  ['what is AADSTS?', undefined],
])('%s', (message, expected) => {
  expect(queries()['token-refused']).toContain('extract("AADSTS[0-9]+", 0, Text)');
  expect(code(message)).toBe(expected);
});

test('a rejected token names the deploy command of its environment', () => {
  const input = { namespace: 'staging', scalers: [], signInNamespaces: ['staging'] };
  const deployCommand = 'npx cdktf deploy staging --outputs-file outputs/staging.json';
  expect(logAlerts({ ...input, deployCommand })[0]!.description).toContain(`${deployCommand} creates`);
  expect(logAlerts(input)[0]!.description).not.toContain('npm run deploy');
});

test('queries are stable', () => expect(queries()).toMatchSnapshot());
