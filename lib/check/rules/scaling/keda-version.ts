import {
  featuresOfObject,
  featuresOfTrigger,
  type KedaFeature,
  lacks,
} from '../../../engine/scaling/keda-features';
import type { DeploymentPicture, FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { kedaVersionOf } from '../../views/keda-installations';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';
import { clusterExample } from '../example-terraform';

const consequences: Readonly<Record<KedaFeature['kind'], string>> = {
  field: 'Kubernetes drops the field',
  scaler: 'KEDA reports that no scaler has this name, and nothing scales',
  parameter: 'KEDA ignores the parameter',
};

const trigger = '{ type: opensearch, metadata: { addresses: "https://search:9200", index: jobs } }';
const withVersion = (version: string) =>
  clusterExample({ kubernetes_version: version, workload_autoscaler_profile: { keda_enabled: true } });

export const kedaVersion: Rule = {
  id: 'scaling/keda-version',
  title: 'Scalers must use only what the KEDA of the cluster has',
  severity: 'error',
  why: 'The Kubernetes version determines the version of the KEDA add-on, which is older than the newest KEDA. A field that it does not have is dropped without an error, and an unknown scaler never scales.',
  source:
    'learn.microsoft.com/azure/aks/keda-about; kedacore/keda config/crd/bases, schema/generated and pkg/scaling/scalers_builder.go of each version (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledAppExample('minReplicaCount: 1', trigger), terraform: withVersion('1.35') },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: elasticsearch, metadata: { addresses: "https://search:9200", index: jobs, searchTemplateName: open } }',
    ),
    terraform: withVersion('1.35'),
  },
  check: (picture) => {
    const keda = kedaVersionOf(picture);
    if (keda === undefined || keda.isMinimum) return [];
    return usesOf(picture)
      .filter(({ feature }) => lacks(keda, feature))
      .map(({ found, path, feature: { kind, name, since } }) => ({
        in: found,
        field: path,
        message: `KEDA has the ${kind} ${name} since ${since}, and the cluster has KEDA ${keda.minor} (${keda.from}), so ${consequences[kind]}.`,
        expected: `a ${kind} that KEDA ${keda.minor} has`,
        fix: `Remove it, or upgrade to a version of Kubernetes whose add-on has KEDA ${since} or newer.`,
      }));
  },
  unknown: (picture) => {
    const keda = kedaVersionOf(picture);
    if (keda?.isMinimum !== true) return [];
    const uses = usesOf(picture).filter(({ feature }) => lacks(keda, feature));
    return uses.map(({ found, feature }) => ({
      in: found,
      because: `the table has no KEDA version for ${keda.from}, and the ${feature.kind} ${feature.name} needs KEDA ${feature.since}`,
    }));
  },
};

interface Use {
  readonly found: FoundObject;
  readonly path: string;
  readonly feature: KedaFeature;
}

function usesOf(picture: DeploymentPicture): readonly Use[] {
  const objects = picture
    .ofKind('ScaledObject', 'ScaledJob', 'TriggerAuthentication', 'ClusterTriggerAuthentication')
    .filter(({ object }) => object.apiVersion.startsWith('keda.sh/'));
  return [
    ...objects.flatMap((found) =>
      featuresOfObject(found.object).map((feature) => ({ found, path: feature.path, feature })),
    ),
    ...scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ path, type, metadata }) =>
        featuresOfTrigger(type, metadata).map((feature) => ({
          found,
          path: `${path}.${feature.path}`,
          feature,
        })),
      ),
    ),
  ];
}
