// GitHub's own parser of workflows; it is no CommonJS, and imports JSON as only bundlers and tsx read it. Reads the workflow from its input, and writes what is wrong in it and what it is.
import { readFileSync } from 'node:fs';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

const content = readFileSync(0, 'utf8');
const { context, value } = parseWorkflow(
  { name: 'pull-request.yaml', content },
  new NoOperationTraceWriter(),
);
const parsed = context.errors.getErrors().map(({ message }) => message);
const template = value === undefined ? undefined : await convertWorkflowTemplate(context, value);
const converted = (template?.errors ?? []).map(({ Message }) => Message);
const jobs = (template?.jobs ?? []).map(({ id, steps = [] }) => ({ id: id.value, steps: steps.length }));
process.stdout.write(JSON.stringify({ errors: [...parsed, ...converted], jobs }));
