import type { Rule } from '../../rule';
import { kedaInstallationsOf } from '../../views/keda-installations';
import { clusterExample } from '../example-terraform';

const application = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: keda, namespace: argocd }
spec: { source: { repoURL: "https://kedacore.github.io/charts", chart: keda, targetRevision: 2.20.0 } }
`;

export const oneKeda: Rule = {
  id: 'scaling/one-keda',
  title: 'KEDA must be installed once: by the AKS add-on or by its chart',
  severity: 'error',
  why: 'A cluster has one server for external metrics. Two installations of KEDA replace the APIService, the custom resource definitions and the webhooks of each other, and both operators act on every ScaledObject.',
  source: 'learn.microsoft.com/azure/aks/keda-about, "Add-on limitations" (2026-12)',
  needs: ['terraform'],
  bad: {
    kubernetes: application,
    terraform: clusterExample({ workload_autoscaler_profile: { keda_enabled: true } }),
  },
  good: { kubernetes: application, terraform: clusterExample({}) },
  check: (picture) => {
    const { addOns, charts } = kedaInstallationsOf(picture);
    const [cluster] = addOns;
    if (cluster === undefined) return [];
    return charts.map(({ in: place, field, version }) => ({
      in: place,
      ...(field === '' ? {} : { field }),
      message: `This installs the chart keda${version === undefined ? '' : ` ${version}`}, and the AKS add-on of ${cluster.address} installs KEDA as well, so two operators act on every ScaledObject and replace the external metrics server of each other.`,
      expected: 'the AKS add-on or the chart',
      fix: 'Remove the chart, or set workload_autoscaler_profile.keda_enabled = false.',
    }));
  },
};
