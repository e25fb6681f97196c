/**
 * `aks-ai-platform/gitops`: Argo CD objects for a cdk8s chart, and the values that their props
 * take.
 */
export type { ApplicationSource, ChartSource, GitSource } from '../../lib/engine/charts/application-source';
export type { ChartValue, ChartValues } from '../../lib/engine/charts/chart-values';
export type { GroupKind } from '../../lib/engine/charts/known-application';
export { type ArgoDestination, inCluster } from '../../lib/engine/gitops/argo-destination';
export type { SyncWindow } from '../../lib/engine/gitops/sync-windows';
export { ArgoApplication } from './argo-application';
export type { ArgoApplicationProps, OnDelete } from './argo-application-props';
export { ArgoApplicationSet, type ArgoApplicationSetProps } from './argo-application-set';
export { ArgoProject } from './argo-project';
export type { ArgoProjectProps } from './argo-project-props';
export { type ApplicationFolder, ArgoCdChart, type ArgoCdChartProps } from './argocd-chart';
export {
  type ExternalApplication,
  ExternalArgoApplication,
  type ExternalArgoApplicationProps,
} from './external-application';
export { RootApplication } from './root-application';
export {
  type RootApplicationProps,
  type RootManifest,
  type RootManifests,
  rootManifests,
} from './root-manifests';
