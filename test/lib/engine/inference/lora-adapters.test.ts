import { checkLora, type LoraOptions, loraArguments } from '../../../../lib/engine/inference/lora-adapters';
import type { ModelSource } from '../../../../lib/engine/inference/model-source';
import { said } from './said';

const download: ModelSource = { type: 'hugging-face' };
const claim: ModelSource = { type: 'persistent-volume-claim', claimName: 'weights', path: 'llama' };
const adapter = { name: 'sql', path: 'acme/llama-sql' };

const check = (options: LoraOptions, sourceType: ModelSource['type'] = 'hugging-face') =>
  said((problems) => checkLora(options, { sourceType, servedModelName: 'llama' }, problems));

test('no adapter, no arguments', () => expect(loraArguments({}, download)).toEqual([]));

test('a downloaded adapter is given by its id', () =>
  expect(loraArguments({ loraAdapters: [adapter] }, download)).toEqual([
    '--enable-lora',
    '--max-loras=1',
    '--max-cpu-loras=1',
    '--lora-modules',
    'sql=acme/llama-sql',
  ]));

test('an adapter of the volume is given by its path from the root, wherever the model is', () =>
  expect(loraArguments({ loraAdapters: [{ name: 'sql', path: 'adapters/sql' }] }, claim).at(-1)).toBe(
    'sql=/models/adapters/sql',
  ));

test('an adapter of the image is given by its path', () =>
  expect(
    loraArguments(
      { loraAdapters: [{ name: 'sql', path: '/opt/sql' }] },
      { type: 'image', path: '/opt/llama' },
    ).at(-1),
  ).toBe('sql=/opt/sql'));

test('all adapters stay in memory, and up to four go into a batch', () => {
  const loraAdapters = Array.from({ length: 6 }, (_, index) => ({ ...adapter, name: `a${index}` }));
  const batch = (options: LoraOptions) => loraArguments(options, download).slice(1, 3);
  expect(batch({ loraAdapters })).toEqual(['--max-loras=4', '--max-cpu-loras=6']);
  expect(batch({ loraAdapters, maxLoras: 8 })).toEqual(['--max-loras=8', '--max-cpu-loras=8']);
});

test('a rank is given', () =>
  expect(loraArguments({ loraAdapters: [adapter], maxLoraRank: 64 }, download)).toContain(
    '--max-lora-rank=64',
  ));

test.each<[string, LoraOptions, ModelSource['type'], string[]]>([
  [
    'the name of the model',
    { loraAdapters: [{ ...adapter, name: 'llama' }] },
    'hugging-face',
    ['loraAdapters[0].name: "llama" is already the name of the model. Choose another name.'],
  ],
  [
    'a name with an equals sign',
    { loraAdapters: [{ ...adapter, name: 'a=b' }] },
    'hugging-face',
    [
      "loraAdapters[0].name: \"a=b\" is not a valid name. Use letters, digits, '-', '_', '.', ':' and '/', starting with a letter or digit.",
    ],
  ],
  [
    'a name twice',
    { loraAdapters: [adapter, adapter] },
    'hugging-face',
    [
      'loraAdapters[1].name: duplicate adapter "sql", first used at loraAdapters[0].name. Rename or remove one of them.',
    ],
  ],
  [
    'a path where there is only Hugging Face',
    { loraAdapters: [{ ...adapter, path: '/adapters/sql' }] },
    'hugging-face',
    [
      'loraAdapters[0].path: "/adapters/sql" is not a valid location of an adapter. Set the Hugging Face id of the adapter, owner/name, because the model is downloaded.',
    ],
  ],
  [
    'a path above the volume',
    { loraAdapters: [{ ...adapter, path: '../sql' }] },
    'blob',
    [
      'loraAdapters[0].path: "../sql" is not a valid location of an adapter. Set the directory of the adapter from the root of the volume, without a leading "/".',
    ],
  ],
  [
    'a path in the image that is none',
    { loraAdapters: [adapter] },
    'image',
    [
      'loraAdapters[0].path: "acme/llama-sql" is not a valid location of an adapter. Set the absolute path of the adapter in the image.',
    ],
  ],
  [
    'a rank that the engine does not have',
    { loraAdapters: [adapter], maxLoraRank: 24 },
    'hugging-face',
    ['maxLoraRank: 24 is not a rank that vLLM supports. Use 1, 8, 16, 32, 64, 128, 256, 320, 512.'],
  ],
  [
    'a rank without an adapter',
    { maxLoraRank: 16 },
    'hugging-face',
    ['maxLoraRank: has no effect without loraAdapters. Remove it, or set loraAdapters.'],
  ],
  [
    'no adapter in a batch',
    { loraAdapters: [adapter], maxLoras: 0 },
    'hugging-face',
    ['maxLoras: 0 is not allowed. Set a whole number of adapters, 1 or more.'],
  ],
])('%s is refused', (_, options, sourceType, messages) =>
  expect(check(options, sourceType)).toEqual(messages),
);

test.each<[LoraOptions, ModelSource['type']]>([
  [{}, 'hugging-face'],
  [{ loraAdapters: [adapter], maxLoraRank: 8, maxLoras: 1 }, 'hugging-face'],
  [{ loraAdapters: [{ name: 'acme/sql:2', path: 'adapters/sql' }] }, 'file-share'],
  [{ loraAdapters: [{ name: 'sql', path: '/opt/sql' }] }, 'image'],
])('adapters that fit their source are taken: %#', (options, sourceType) =>
  expect(check(options, sourceType)).toEqual([]),
);
