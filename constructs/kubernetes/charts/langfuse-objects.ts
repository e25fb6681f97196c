import type { Chart } from 'cdk8s';
import type { ResolvedLangfuse } from '../../../lib/platform/workloads/langfuse';
import { LangfuseSupport } from '../applications/langfuse-support';
import type { ChartContext } from './chart-context';

/** Adds the objects that Langfuse's Helm chart does not have: its secrets and network policies. */
export function addLangfuse(chart: Chart, langfuse: ResolvedLangfuse, context: ChartContext): void {
  const { platform } = context;
  const { ingress } = platform;
  const isReached = ingress?.hosts.some(({ routes }) => routes.some(({ to }) => to === langfuse.name));
  new LangfuseSupport(chart, 'langfuse-support', {
    name: langfuse.name,
    namespace: langfuse.namespace,
    partOf: context.partOf,
    ...context.vaultFor(langfuse.identity!),
    secrets: langfuse.secretNames,
    allowedNamespaces: [platform.namespace],
    ...(isReached && ingress?.subnet !== undefined ? { allowedCidrs: [ingress.subnet] } : {}),
  });
}
