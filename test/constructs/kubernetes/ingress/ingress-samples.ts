import type { RoutedHost } from '../../../../lib/engine/ingress/routed-host';

/** Two hosts; one of them with Services in two namespaces and one of its own port. */
export const sampleHosts: readonly RoutedHost[] = [
  {
    host: 'ai.example.com',
    certificate: 'ai-example',
    routes: [
      { path: '/', service: 'ai-app', healthPath: '/health/ready' },
      { path: '/v1', service: 'litellm' },
    ],
  },
  {
    host: 'traces.example.com',
    certificate: 'Traces-Example',
    routes: [{ service: 'langfuse-web', namespace: 'langfuse', port: 3000 }],
  },
];

/** The minimum: one host, one Service. */
export const sampleHost: RoutedHost = {
  host: 'ai.example.com',
  certificate: 'ai-example',
  routes: [{ service: 'ai-app' }],
};
