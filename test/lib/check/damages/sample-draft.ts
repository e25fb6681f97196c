import { parse } from 'yaml';
import { clusterNamespaces, type PictureFile } from '../../../../lib/check/deployment-picture';
import { type ReadFiles, readFiles } from '../../../../lib/check/read-files';
import { platform, sampleOutputs } from '../../../platforms/sample';
import type { Draft, Json } from './damage';

const { azureFiles, manifests: manifestFiles } = platform.synthesize({
  azure: true,
  kubernetes: true,
  preview: false,
  outputsText: sampleOutputs('production'),
});
const manifests = manifestFiles!.map((file) => ({
  path: `dist/production/${file.path}`,
  object: parse(file.text) as Json,
}));
const stack = azureFiles!.find((file) => file.path.endsWith('cdk.tf.json'))!;
const terraform = JSON.parse(stack.text) as Json;

/** The context that the sample is checked with. */
export const sampleContext = {
  allowedImageRegistries: platform.resolved.allowedImageRegistries,
  existingNamespaces: [...clusterNamespaces, platform.resolved.gitOps.argoCd.namespace],
};

/** The files of the sample after a change, as in a repository. */
export function damagedSample(change: (draft: Draft) => void): ReadFiles {
  let objects = structuredClone(manifests);
  const configuration = structuredClone(terraform);
  const required = <T>(found: T | undefined, name: string): T => {
    if (found === undefined) throw new Error(`the sample has no ${name}`);
    return found;
  };
  const objectOf = (kind: string, name?: string): Json =>
    required(
      objects.find(
        ({ object }) => object.kind === kind && (name === undefined || object.metadata.name === name),
      )?.object,
      `${kind} ${name ?? ''}`,
    );
  const templates: Record<string, (object: Json) => Json> = {
    Deployment: ({ spec }) => spec.template,
    DaemonSet: ({ spec }) => spec.template,
    LeaderWorkerSet: ({ spec }) => spec.leaderWorkerTemplate.leaderTemplate,
    CronJob: ({ spec }) => spec.jobTemplate.spec.template,
    ScaledJob: ({ spec }) => spec.jobTargetRef.template,
  };
  const podSpec = (workload: string): Json =>
    required(
      objects
        .filter(({ object }) => object.metadata.name === workload && templates[object.kind] !== undefined)
        .map(({ object }) => templates[object.kind]!(object).spec)[0],
      `workload ${workload}`,
    );
  change({
    object: objectOf,
    objects: (kind) => objects.filter(({ object }) => object.kind === kind).map(({ object }) => object),
    podSpec,
    container: (workload, name) =>
      required(
        podSpec(workload).containers.find((each: Json) => name === undefined || each.name === name),
        `container ${name} of ${workload}`,
      ),
    add: (object) => {
      objects.push({ path: `dist/production/added/${object.kind}.${object.metadata.name}.yaml`, object });
    },
    remove: (object) => {
      objects = objects.filter((each) => each.object !== object);
    },
    resource: (type, name) => {
      const named = configuration.resource[type] ?? {};
      return required(
        name === undefined ? Object.values(named)[0] : named[name],
        `${type} ${name ?? ''}`,
      ) as Json;
    },
    resources: (type) => configuration.resource[type] ?? {},
    addResource: (type, name, body) => {
      configuration.resource[type] ??= {};
      configuration.resource[type][name] = body;
    },
    removeResource: (type, name) => {
      required(configuration.resource[type]?.[name], `${type}.${name}`);
      delete configuration.resource[type][name];
    },
  });
  const files: PictureFile[] = [
    // JSON parses a hundred times faster than YAML, and there are three hundred damages. Argo CD reads it as well.
    ...objects.map((each) => ({
      path: each.path.replace(/yaml$/, 'json'),
      text: JSON.stringify(each.object),
    })),
    { path: 'cdktf.out/stacks/production/cdk.tf.json', text: JSON.stringify(configuration, null, 2) },
  ];
  return readFiles(files, sampleContext);
}
