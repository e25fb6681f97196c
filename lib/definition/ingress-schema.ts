import { z } from 'zod';
import { text } from './schema-parts';

/** The shape of what lets requests in from outside; see definition-schema.ts. */
export const ingressSchema = z.strictObject({
  type: z.enum(['application-gateway', 'application-gateway-for-containers', 'internal-load-balancer']),
  hosts: z.array(
    z.strictObject({
      host: text,
      certificate: text,
      routes: z.array(z.strictObject({ path: text.optional(), to: text })),
    }),
  ),
  subnet: text.optional(),
  timeoutSeconds: z.number().optional(),
  nodePool: text.optional(),
});
