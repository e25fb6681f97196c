import { fieldName } from '../report/field-names';
import { valueCells } from '../report/values';
import { visible } from '../report/visible';
import { columns, columnsOrLines, type Row, type Screen } from './columns';
import type {
  Amount,
  Difference,
  Different,
  EnvironmentDifferences,
  LimitPair,
  OnlyIn,
} from './environment-differences';

/** Minimum number of objects with the same difference that share one entry. */
const several = 3;

/** The differences between two environments, as plain text for a terminal. */
export function differenceText(
  first: string,
  second: string,
  differences: EnvironmentDifferences,
  screen: Screen,
): string {
  const head = { label: '', first, second };
  const names = namesPart(differences, head, screen);
  const parts = [
    glancePart(differences, head, screen),
    onlyPart(`Only in ${first}`, differences.onlyInFirst, screen),
    onlyPart(`Only in ${second}`, differences.onlyInSecond, screen),
    ...differentParts(differences, head, screen),
  ].filter((part) => part.length > 0);
  const nothing =
    names.length === 0 ? `${first} and ${second} do not differ.` : 'There are no other differences.';
  const all = [
    ...(names.length === 0 ? [] : [names]),
    ...(parts.length === 0 ? [[nothing]] : parts),
    ...(differences.resources === undefined
      ? [
          [
            'Azure is not compared, because cdktf.out/ does not contain both stacks.',
            'Run npm run synth -- --azure-only.',
          ],
        ]
      : []),
  ];
  return `${all.map((part) => part.join('\n')).join('\n\n')}\n`;
}

type Head = Row;

/** Client ids differ for every identity, so the output only counts them. */
function namesPart({ names }: EnvironmentDifferences, head: Head, screen: Screen): readonly string[] {
  if (names.length === 0) return [];
  const isId = ({ what }: { readonly what: string }) => what.startsWith('client id ');
  const rows = names
    .filter((pair) => !isId(pair))
    .map(({ what, first, second }) => ({ label: what, first, second }));
  const ids = names.filter(isId).length;
  return [
    screen.title('Names'),
    ...columns([{ ...head, label: '' }, ...rows], 2, screen),
    ...(ids === 0
      ? []
      : [`  and ${ids} client ${ids === 1 ? 'id of an identity' : 'ids of identities'}, from outputs/`]),
  ];
}

function glancePart(
  { pools, workloads, objects }: EnvironmentDifferences,
  head: Head,
  screen: Screen,
): readonly string[] {
  const gpus = (side: 'first' | 'second') => {
    const amounts = pools.flatMap((pair) => pair[side] ?? []);
    const sum = amounts.reduce((total, { max = 0, gpusEach = 0 }) => total + max * gpusEach, 0);
    return `${sum}${amounts.some(isUnknown) ? ' + ?' : ''}`;
  };
  const nodes = (side: 'first' | 'second') => {
    const [min, max] = (['min', 'max'] as const).map((bound) =>
      pools.reduce((sum, pair) => sum + (pair[side]?.[bound] ?? 0), 0),
    );
    return span(min!, max!);
  };
  const rows = [
    { label: 'maximum GPUs', first: gpus('first'), second: gpus('second') },
    { label: 'nodes', first: nodes('first'), second: nodes('second') },
    ...pools.map((pair) => limitRow(`node pool ${pair.name}`, pair, 'node')),
    ...workloads.map((pair) => limitRow(shortName(pair.name), pair, 'replica')),
    ...imageRows(objects),
  ].filter(({ first, second }) => first !== second);
  return rows.length === 0 ? [] : [screen.title('At a glance'), ...columns([head, ...rows], 2, screen)];
}

function limitRow(label: string, { first, second }: LimitPair, unit: string): Row {
  const isSameSize = first?.size === second?.size;
  const text = (amount: Amount | undefined) =>
    amountText(isSameSize && amount !== undefined ? { ...amount, size: undefined } : amount, unit);
  return { label, first: text(first), second: text(second) };
}

function amountText(amount: Amount | undefined, unit: string): string {
  if (amount === undefined) return '-';
  const { min, max, gpusEach, size } = amount;
  const gpus = gpusEach === 0 ? '' : ` x ${gpusEach ?? '?'} GPU${gpusEach === 1 ? '' : 's'}`;
  if (max === undefined) return 'unknown';
  return `${span(min, max)} ${unit}${max === 1 ? '' : 's'}${gpus}${size === undefined ? '' : `, ${size}`}`;
}

/** Whether the number of GPUs is unknown. */
function isUnknown({ max, gpusEach }: Amount): boolean {
  return gpusEach === undefined || (max === undefined && gpusEach > 0);
}

function span(min: number, max: number): string {
  return min === max ? String(max) : `${min}-${max}`;
}

/** The workload without its namespace, which is in the list of names: `Deployment vllm`. */
function shortName(workload: string): string {
  return workload.replace(/ [^/ ]+\//, ' ');
}

/** Rows for images, without the registry: `ai-app:1.1.0`. */
function imageRows(objects: EnvironmentDifferences['objects']): readonly Row[] {
  const short = (image: unknown) => String(image ?? '-').replace(/^.*\//, '');
  return [...objects.values()].flat().flatMap(({ name, differences }) =>
    differences
      .filter(({ path }) => /\.image$/.test(path))
      .map(({ first, second }) => ({
        label: `${name}, image`,
        first: short(first),
        second: short(second),
      })),
  );
}

function onlyPart(
  title: string,
  { applications, objects, resources }: OnlyIn,
  screen: Screen,
): readonly string[] {
  const types = [...new Set(resources.map(typeOf))].sort();
  const lines = [
    ...(applications.length === 0 ? [] : [['applications', applications] as const]),
    ...(objects.length === 0 ? [] : [['objects', objects] as const]),
    ...types.map((type) => [type, resources.filter((each) => typeOf(each) === type).map(nameOf)] as const),
  ];
  if (lines.length === 0) return [];
  const width = Math.max(...lines.map(([label]) => label.length));
  return [
    screen.title(title),
    ...lines.flatMap(([label, names]) => wrapped(`  ${label.padEnd(width)}  `, names, screen.width)),
  ];
}

function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}

function nameOf(address: string): string {
  return address.slice(address.indexOf('.') + 1);
}

/** Names with commas, in lines that are aligned with the first name. */
function wrapped(start: string, names: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = start;
  for (const [index, name] of names.entries()) {
    const word = index === names.length - 1 ? name : `${name},`;
    const isFirst = line.trimEnd() === start.trimEnd();
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${' '.repeat(start.length)}${word}`;
    } else line += isFirst ? word : ` ${word}`;
  }
  return [...lines, line];
}

function differentParts(
  { objects, resources = [] }: EnvironmentDifferences,
  head: Head,
  screen: Screen,
): readonly (readonly string[])[] {
  const names = [head.first, head.second] as const;
  const all = [...objects.values()].flat();
  const key = (difference: Difference) => JSON.stringify(difference);
  const owners = new Map<string, Different[]>();
  for (const object of all)
    for (const each of object.differences) owners.set(key(each), [...(owners.get(key(each)) ?? []), object]);
  const isCommon = (difference: Difference) => owners.get(key(difference))!.length >= several;
  const common = [...owners].filter(([, some]) => some.length >= several);
  const commonPart =
    common.length === 0
      ? []
      : [
          screen.title(`In several objects: ${head.first}, then ${head.second}`),
          ...[...groups(common)].flatMap(([objectNames, keys]) => [
            ...wrapped('  ', objectNames.split('\n'), screen.width),
            ...columnsOrLines(
              keys.map((each) => rowOf('', JSON.parse(each) as Difference)),
              [head.first, head.second],
              4,
              screen,
            ),
          ]),
        ];
  const ownPart = (title: string, some: readonly Different[]) => {
    const own = some
      .map((each) => ({
        ...each,
        differences: each.differences.filter((one) => !owners.has(key(one)) || !isCommon(one)),
      }))
      .filter(({ differences }) => differences.length > 0);
    if (own.length === 0) return [];
    return [
      screen.title(title),
      ...own.flatMap(({ name, kind, differences }) => [
        `  ${name}`,
        ...columnsOrLines(
          differences.map((each) => rowOf(kind, each)),
          names,
          4,
          screen,
        ),
      ]),
    ];
  };
  return [
    commonPart,
    ...[...objects].map(([application, some]) => ownPart(application === '' ? 'Objects' : application, some)),
    ownPart('Azure', resources),
  ];
}

/** Groups differences that the same objects share. */
function groups(
  common: readonly (readonly [string, readonly Different[]])[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [key, objects] of common) {
    const names = objects.map(({ name }) => name).join('\n');
    found.set(names, [...(found.get(names) ?? []), key]);
  }
  return found;
}

function rowOf(kind: string, { path, first, second }: Difference): Row {
  const [a, b] = valueCells(kind, { path, fields: [], before: first, after: second });
  const text = (cell: typeof a) =>
    cell.map((part) => (typeof part === 'string' ? part.replace('–', '-') : visible(part.code))).join('');
  return { label: visible(fieldName({ path })), first: text(a), second: text(b) };
}
