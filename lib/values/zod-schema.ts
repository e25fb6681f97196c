import type { z } from 'zod';
import type { Typed } from './schema';

/** The zod schema behind a schema, for parsing. */
export function zodSchema<Definition, Complete>(
  schema: Typed<Definition, Complete>,
): z.ZodType<Complete, Definition> {
  return schema as never;
}
