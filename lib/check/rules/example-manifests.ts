/** Small manifests that rules are shown with; what is said of them is YAML in one line. */

/** A Deployment `app`. `container`: fields of its container besides name and image. */
export function deploymentExample(
  container = 'command: [run]',
  { image = 'app:1.0.0', spec = '', pod = '' } = {},
): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  ${spec}
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec:
      ${pod}
      containers: [{ name: app, image: "${image}", ${container} }]
`;
}

/** Office hours. */
export const cronTriggerExample =
  '{ type: cron, metadata: { timezone: Asia/Seoul, start: 0 8 * * 1-5, end: 0 19 * * 1-5, desiredReplicas: "2" } }';

/** A ScaledObject for the Deployment `app`. */
export function scaledObjectExample(
  fields: string,
  triggers: string = cronTriggerExample,
  annotations = '{}',
): string {
  return `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps, annotations: ${annotations} }
spec: { scaleTargetRef: { name: app }, ${fields} triggers: [${triggers}] }
`;
}

/** A ScaledJob. `job`: fields of the Job's spec besides its template. */
export function scaledJobExample({ fields = '', job = '', pod = '', annotations = '{}' } = {}): string {
  return `
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: { name: job, namespace: apps }
spec:
  ${fields}
  triggers: [{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks }, authenticationRef: { name: keda } }]
  jobTargetRef:
    ${job}
    template:
      metadata: { annotations: ${annotations} }
      spec: { ${pod} containers: [{ name: job, image: "job:1.0.0" }] }
`;
}

/** A query to Prometheus. */
export function prometheusTriggerExample(query: string, fields = '', metadata = ''): string {
  return `{ type: prometheus, metadata: { serverAddress: "http://prometheus:9090", query: '${query}', threshold: "5", ${metadata} }, ${fields} }`;
}
