import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { NotRead } from '../lib/check/check-picture';
import type { PictureFile } from '../lib/check/deployment-picture';
import { isJsonObject, type JsonObject, listAt, textAt } from '../lib/values/json';

/** Files with the templates of charts and overlays replaced by what they render to. */
export interface RenderedSources {
  readonly files: readonly PictureFile[];
  /** Charts and overlays that could not be rendered. */
  readonly notRead: readonly NotRead[];
}

/** Output of a program, or why there is none. */
export type Rendering = { readonly text: string } | { readonly problem: string } | { readonly missing: true };

export type Render = (program: string, args: readonly string[]) => Rendering;

/**
 * Renders the Helm charts and Kustomize overlays of the files with `helm` and `kustomize` (or
 * `kubectl`), if they are on the PATH. Templates and patches are no manifests, so they are left out
 * in any case.
 */
export function renderSources(files: readonly PictureFile[], render: Render = runProgram): RenderedSources {
  const charts = renderCharts(files, render);
  const overlays = renderOverlays(charts.files, render);
  return { files: overlays.files, notRead: [...charts.notRead, ...overlays.notRead] };
}

function renderCharts(files: readonly PictureFile[], render: Render): RenderedSources {
  const folders = files.filter(({ path: name }) => path.posix.basename(name) === 'Chart.yaml').map(folderOf);
  // A chart renders the charts in its folder.
  const charts = folders.filter(
    (folder) => !folders.some((other) => other !== folder && isBelow(folder, other)),
  );
  const kept = files.filter(
    ({ path: name }) =>
      !folders.some((folder) => isBelow(name, path.posix.join(folder, 'templates'))) &&
      !charts.some((chart) => isBelow(name, path.posix.join(chart, 'charts'))),
  );
  const rendered: PictureFile[] = [];
  const notRead: NotRead[] = [];
  for (const chart of charts) {
    const templates = files.filter(({ path: name }) => isBelow(name, path.posix.join(chart, 'templates')));
    if (templates.length === 0) continue;
    const name = releaseName(chart);
    const result = render('helm', ['template', name, chart]);
    if ('text' in result) rendered.push(...documentsBySource(result.text, chart));
    else {
      notRead.push({
        path: chart,
        because: `a Helm chart with ${templates.length} ${templates.length === 1 ? 'template' : 'templates'}, and ${reason(result, 'helm')}`,
        command: `helm template ${name} ${chart} --output-dir rendered`,
      });
    }
  }
  return { files: [...kept, ...rendered], notRead };
}

/** Names of releases are DNS labels. */
function releaseName(chart: string): string {
  const base = path.posix
    .basename(chart)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-');
  return /^[a-z0-9]/.test(base) ? base : 'release';
}

/** One file for each template: helm names it in a comment. */
function documentsBySource(text: string, chart: string): readonly PictureFile[] {
  const bySource = new Map<string, string[]>();
  for (const document of text.split(/^---\s*$/m)) {
    if (document.trim() === '') continue;
    const source = /^# Source: [^/\s]+\/(\S+)$/m.exec(document)?.[1] ?? 'templates/chart.yaml';
    bySource.set(source, [...(bySource.get(source) ?? []), document]);
  }
  return [...bySource].map(([source, documents]) => ({
    path: renderedName(path.posix.join(chart, source)),
    isRendered: true,
    text: documents.join('---'),
  }));
}

function renderOverlays(files: readonly PictureFile[], render: Render): RenderedSources {
  const overlays = new Map(
    files.flatMap((file): readonly (readonly [string, JsonObject])[] => {
      if (!/(?:^|\/)kustomization\.ya?ml$/.test(file.path)) return [];
      const content = parsed(file.text);
      return content === undefined ? [] : [[folderOf(file), content]];
    }),
  );
  if (overlays.size === 0) return { files, notRead: [] };
  const used = new Map([...overlays].map(([folder, content]) => [folder, referencesOf(folder, content)]));
  const isBase = (folder: string) => [...used.values()].some(({ resources }) => resources.has(folder));
  const roots = [...overlays].filter(([folder, { kind }]) => kind !== 'Component' && !isBase(folder));
  const rendered: PictureFile[] = [];
  const notRead: NotRead[] = [];
  const isRendered = new Set<string>();
  for (const [folder] of roots) {
    const result = withFallback(render('kustomize', ['build', folder]), () =>
      render('kubectl', ['kustomize', folder]),
    );
    if ('text' in result) {
      rendered.push({
        path: renderedName(path.posix.join(folder, 'kustomization.yaml')),
        text: result.text,
        isRendered: true,
      });
      for (const each of reachableFrom(folder, used)) isRendered.add(each);
    } else {
      notRead.push({
        path: folder,
        because: `a Kustomize overlay, and ${reason(result, 'kustomize')}`,
        command: `kustomize build ${folder} --output rendered.yaml`,
      });
    }
  }
  const patches = new Set([...used.values()].flatMap((each) => [...each.patches]));
  const resources = new Set([...used.values()].flatMap((each) => [...each.resources]));
  // Kustomize deploys only the files that it lists: a patch that is commented out is no object.
  const isUnlisted = (file: PictureFile) =>
    /\.(?:ya?ml|json)$/.test(file.path) &&
    overlays.has(folderOf(file).replace(/\/patches$/, '')) &&
    !resources.has(file.path);
  const kept = files.filter(
    (file) => !patches.has(file.path) && !isRendered.has(file.path) && !isUnlisted(file),
  );
  return { files: [...kept, ...rendered], notRead };
}

interface OverlayReferences {
  /** Files and folders that the overlay contains. */
  readonly resources: ReadonlySet<string>;
  /** Files that change objects and are none. */
  readonly patches: ReadonlySet<string>;
}

function referencesOf(folder: string, content: JsonObject): OverlayReferences {
  const resolve = (name: string) => path.posix.normalize(path.posix.join(folder, name));
  const texts = (field: string) =>
    listAt(content, field).filter((each): each is string => typeof each === 'string');
  const patches = [
    ...texts('patchesStrategicMerge'),
    ...['patches', 'patchesJson6902', 'replacements', 'transformers', 'generators'].flatMap((field) => [
      ...texts(field),
      ...listAt(content, field).flatMap((each) => textAt(each, 'path') ?? []),
    ]),
    ...texts('configurations'),
  ];
  const resources = [...texts('resources'), ...texts('bases'), ...texts('components'), ...texts('crds')];
  return {
    resources: new Set(resources.map(resolve)),
    // An inline patch is text of several lines.
    patches: new Set(patches.filter((each) => !each.includes('\n')).map(resolve)),
  };
}

function reachableFrom(folder: string, used: ReadonlyMap<string, OverlayReferences>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(used.get(next)?.resources ?? []));
  }
  return found;
}

function withFallback(first: Rendering, second: () => Rendering): Rendering {
  return 'missing' in first ? second() : first;
}

function reason(result: Rendering, program: string): string {
  return 'problem' in result ? `${program} fails: ${result.problem}` : `${program} is not on the PATH`;
}

/** `a.yaml` → `a.rendered.yaml`: lines are those of the output. */
function renderedName(name: string): string {
  return name.replace(/\.(?:ya?ml|json|tpl)$/, '').concat('.rendered.yaml');
}

function folderOf({ path: name }: PictureFile): string {
  return path.posix.dirname(name);
}

function isBelow(name: string, folder: string): boolean {
  return folder === '.' || name === folder || name.startsWith(`${folder}/`);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function runProgram(program: string, args: readonly string[]): Rendering {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return { missing: true };
  if (error !== undefined) return { problem: error.message };
  const lines = stderr.split('\n').filter((each) => each !== '');
  const line = lines.find((each) => each.startsWith('Error')) ?? lines.at(-1) ?? '';
  return status === 0 ? { text: stdout } : { problem: line.replace(/^Error: /, '').slice(0, 200) };
}
