import { isJsonObject, listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { argoApplications } from '../../views/argo-applications';
import { applicationExample, chartSourceExample } from '../example-manifests';

export const project: Rule = {
  id: 'gitops/project',
  title: 'An Application must use only what its AppProject allows',
  severity: 'error',
  why: 'Argo CD does not sync the Application: "application repo is not permitted in project".',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/projects (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: applicationExample(
      'repoURL: https://other.example.com, chart: redis, targetRevision: 20.1.0',
    ),
  },
  good: { kubernetes: applicationExample(chartSourceExample) },
  check: (picture) =>
    argoApplications(picture).flatMap(({ found, spec, field }) => {
      const { object } = found;
      const name = textAt(spec, 'project');
      const project = picture.find('AppProject', name, object.metadata.namespace);
      const projects = picture.ofKind('AppProject');
      if (name === undefined || name === 'default' || projects.length === 0) return [];
      if (project === undefined) {
        return [
          {
            in: found,
            field: `${field}.project`,
            message: `AppProject ${name} does not exist, so Argo CD does not sync the Application.`,
            expected: `one of the AppProjects: ${projects.map((each) => each.object.metadata.name).join(', ')}`,
            fix: 'Correct the name, or add the AppProject.',
          },
        ];
      }
      const repositories = listAt(project.object, 'spec.sourceRepos').map(String);
      const single = valueAt(spec, 'source');
      const sources = [...(isJsonObject(single) ? [single] : []), ...listAt(spec, 'sources')];
      const deniedUrls = sources
        .flatMap((source) => textAt(source, 'repoURL') ?? [])
        .filter((url) => !repositories.some((pattern) => matchesPattern(pattern, url)));
      const destination = valueAt(spec, 'destination');
      const allowed = listAt(project.object, 'spec.destinations');
      const isAllowed = destination === undefined || allowed.some((each) => covers(each, destination));
      return [
        ...deniedUrls.map((url) => ({
          in: found,
          field: `${field}.source.repoURL`,
          message: `AppProject ${name} does not allow the repository ${url}, so Argo CD does not sync the Application.`,
          expected: `one of the sourceRepos of the AppProject: ${repositories.join(', ')}`,
          fix: 'Add the repository to sourceRepos, or correct repoURL.',
        })),
        ...(isAllowed
          ? []
          : [
              {
                in: found,
                field: `${field}.destination`,
                message: `AppProject ${name} does not allow the destination ${describe(destination)}, so Argo CD does not sync the Application.`,
                expected: `one of the destinations of the AppProject: ${allowed.map(describe).join('; ')}`,
                fix: 'Add the destination to the AppProject, or correct it.',
              },
            ]),
      ];
    }),
};

/**
 * Whether an allowed destination covers a requested one. The server and the name both identify the
 * cluster.
 */
function covers(allowed: unknown, destination: unknown): boolean {
  return ['server', 'name', 'namespace'].every((key) => {
    const requested = textAt(destination, key);
    const pattern = textAt(allowed, key);
    if (requested === undefined || pattern === '*') return true;
    if (pattern === undefined) return key === 'namespace';
    return matchesPattern(pattern, requested);
  });
}

function describe(destination: unknown): string {
  const namespace = textAt(destination, 'namespace') ?? 'any namespace';
  const cluster = textAt(destination, 'name') ?? textAt(destination, 'server');
  return cluster === undefined ? namespace : `${namespace} of ${cluster}`;
}

/** Matches an Argo CD pattern, where `*` stands for any text. */
function matchesPattern(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
