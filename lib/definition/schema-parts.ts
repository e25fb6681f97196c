import { z } from 'zod';

/** What the shapes of several definitions have in common; see definition-schema.ts. */
export const text = z.string();
export const texts = z.array(text);
export const textMap = z.record(text, text);

export const imageSchema = z.union([text, z.strictObject({ repository: text, tag: text })]);
export const resourcesSchema = z.strictObject({ cpu: text, memory: text });
export const nodePoolSchema = z.union([text, texts]);

export const workloadFields = {
  name: text,
  nodePool: nodePoolSchema,
  identity: text.optional(),
  serviceAccount: text.optional(),
};
