import type { Rule, RuleExample } from '../rule';
import { type ObjectProblem, objectProblemsOf } from '../views/object-problems';

interface SchemaRuleTexts {
  readonly id: `schema/${string}`;
  readonly title: string;
  readonly severity: Rule['severity'];
  readonly why: string;
  readonly source: string;
  readonly bad: RuleExample;
  readonly good: RuleExample;
  /** End of the message: what the difference leads to. */
  readonly consequence: string;
}

/** A rule on one sort of difference between objects and their schemas. */
export function schemaRule(texts: SchemaRuleTexts, reports: (problem: ObjectProblem) => boolean): Rule {
  const { consequence, ...rule } = texts;
  return {
    ...rule,
    needs: ['kubernetes'],
    check: (picture) =>
      objectProblemsOf(picture)
        .filter(reports)
        .map(({ in: found, field, wrong, owner, expected, fix }) => ({
          in: found,
          field,
          message: `${field} ${wrong} by the schema of ${found.object.kind} in ${owner}, so ${consequence}.`,
          expected,
          fix,
        })),
  };
}

const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: app, namespace: apps }
spec:
${spec}
`;

/** Service with one port and more fields, for the examples of the rules. */
export const serviceExample = (port: string, more = '  selector: { app: app }') =>
  service(`  ports: [{ name: http, ${port} }]\n${more}`);
