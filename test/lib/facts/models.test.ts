import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import {
  factsOfRecord,
  modelCatalogues,
  modelRecords,
  modelsPage,
  tableFiles,
} from '../../../docs/models-table';
import { checkModelFacts, type ModelFacts } from '../../../lib/facts/model-facts';
import { findModel, knownModels, otherModelProblem, unknownModel } from '../../../lib/facts/models';
import { ProblemList } from '../../../lib/problems/problem-list';

const fixOf = (id: string) => unknownModel(id, 'its config.json.').fix;

describe('an unknown model', () => {
  it('is taken for the one that is spelled nearly like it', () => {
    expect(fixOf('microsoft/phi4')).toBe('Did you mean "microsoft/phi-4"? Or set its config.json.');
  });

  it('is reported with the known models of its maker, in any case of letters', () => {
    const ofMaker = knownModels.filter(({ id }) => id.startsWith('openai/')).map(({ id }) => id);
    expect(fixOf('OpenAI/a-model-of-tomorrow')).toBe(
      `Known models of openai: ${ofMaker.join(', ')}. Or set its config.json.`,
    );
  });

  it('is reported with the first eight models of a maker with more', () => {
    const ofMaker = knownModels.filter(({ id }) => id.startsWith('Qwen/')).map(({ id }) => id);
    expect(fixOf('qwen/a-model-of-tomorrow')).toBe(
      `Known models of Qwen: ${ofMaker.slice(0, 8).join(', ')}, and ${ofMaker.length - 8} more in docs/models.md. Or set its config.json.`,
    );
  });

  it('of an unknown maker needs its facts', () => {
    expect(fixOf('unknown/model')).toBe('Set its config.json.');
  });
});

describe('the table of models', () => {
  const records = modelRecords();

  it('has at least 80 models', () => expect(knownModels.length).toBeGreaterThanOrEqual(80));

  it('has each id once, in any case of letters', () => {
    const ids = knownModels.map(({ id }) => id.toLowerCase());
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(knownModels.map((model) => [model.id, model] as const))('has valid facts of %s', (_, model) => {
    const problems = ProblemList.create();
    checkModelFacts(model, problems);
    expect(problems.problems).toEqual([]);
  });

  it.each(records.map((record) => [record.id, record] as const))(
    'has the facts of %s that the library reads from its config.json',
    (id, record) => expect(findModel(id)).toEqual(factsOfRecord(record)),
  );

  it('has a record of every model', () => {
    expect(knownModels.map(({ id }) => id).sort()).toEqual(records.map(({ id }) => id).sort());
  });

  it('is current; `npm run models` writes it', () => {
    const folder = path.join(__dirname, '../../../lib/facts/models');
    const files = readdirSync(folder).map(
      (name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const,
    );
    expect(new Map(files)).toEqual(new Map(tableFiles(records)));
  });

  it('has a current page; `npm run models` writes it', () => {
    const page = readFileSync(path.join(__dirname, '../../../docs/models.md'), 'utf8');
    expect(page).toBe(modelsPage(records));
  });

  it.each(records.map((record) => [record.id, record] as const))('names the sources of %s', (_, record) => {
    expect(record).toMatchObject({
      date: expect.stringMatching(/^20\d\d-\d\d$/),
      weightsFrom: expect.stringMatching(/./),
    });
    expect(record.sources.length).toBeGreaterThan(0);
  });

  it.each<[string, number, (model: ModelFacts) => boolean]>([
    ['Qwen3', 8, ({ id }) => /^Qwen\/Qwen3-/.test(id)],
    ['Qwen3.5', 6, ({ id }) => /^Qwen\/Qwen3\.5-/.test(id)],
    ['Qwen3.6', 3, ({ id }) => /^Qwen\/Qwen3\.6-/.test(id)],
    ['Qwen3.8', 1, ({ id }) => /^Qwen\/Qwen3\.8-/.test(id)],
    ['Gemma 4', 5, ({ id }) => /gemma-4-/.test(id)],
    ['Nemotron 3', 4, ({ id }) => /Nemotron-3-/.test(id)],
    ['Kimi K2', 4, ({ id }) => /Kimi-K2/.test(id)],
    ['DeepSeek V3.2 and V4', 3, ({ id }) => /DeepSeek-V(?:3\.2|4)/.test(id)],
    ['GLM-5', 3, ({ id }) => /GLM-5/.test(id)],
    ['MiniMax', 3, ({ id }) => /MiniMax-M[23]/.test(id)],
    ['Mistral Small 4 and Medium 3.5', 3, ({ id }) => /Mistral-(?:Small-4|Medium-3\.5)/.test(id)],
    ['Llama 4', 1, ({ id }) => /Llama-4/.test(id)],
    ['gpt-oss', 2, ({ id }) => /gpt-oss/.test(id)],
    ['Phi', 6, ({ id }) => /^microsoft\/Phi-/i.test(id)],
    ['Granite', 3, ({ id }) => /granite/.test(id)],
    ['embedding', 5, ({ task }) => task === 'embed'],
    ['reranking', 1, ({ task }) => task === 'rerank'],
    ['images', 20, ({ modalities }) => modalities?.includes('image') === true],
    ['a window with a shape of its own', 5, ({ slidingWindow }) => slidingWindow?.kv !== undefined],
    ['a constant state', 15, ({ constantStateLayers }) => constantStateLayers !== undefined],
    ['compressed entries', 2, ({ compressRatios }) => compressRatios !== undefined],
    ['a key for sparse attention', 6, ({ indexHeadDim }) => indexHeadDim !== undefined],
    ['chunks', 1, ({ slidingWindow }) => slidingWindow?.kind === 'chunked'],
    ['blocks of FP8', 8, ({ weightBlockSize }) => weightBlockSize !== undefined],
    ['layers for prediction', 15, ({ predictionLayers }) => predictionLayers !== undefined],
    ['attention sinks', 2, ({ attentionSinks }) => attentionSinks === true],
  ])('has models of %s', (_, count, is) => {
    expect(knownModels.filter(is).length).toBeGreaterThanOrEqual(count);
  });

  it('has the bytes of every constant state', () => {
    const without = knownModels.filter(
      ({ constantStateLayers, stateBytesPerLayer }) =>
        constantStateLayers !== undefined && stateBytesPerLayer === undefined,
    );
    expect(without).toEqual([]);
  });

  it('has the vocabulary of every model', () => {
    const without = knownModels.filter(({ vocabularySize }) => vocabularySize === undefined);
    expect(without).toEqual([]);
  });

  it.each<[ModelFacts['quantization'], RegExp]>([
    ['fp8', /FP8/],
    ['nvfp4', /NVFP4/],
    ['awq', /AWQ/],
    ['gptq', /GPTQ/],
  ])('has %s weights in models that have it in their name', (format, name) => {
    const others = knownModels.filter(({ id, quantization }) => name.test(id) && quantization !== format);
    expect(others.map(({ id }) => id)).toEqual([]);
  });

  it('has 16 layers with full attention and 48 with a state in Qwen3.6-27B', () => {
    const { layers, constantStateLayers } = findModel('Qwen/Qwen3.6-27B')!;
    expect([layers - constantStateLayers!, constantStateLayers]).toEqual([16, 48]);
  });

  it('has experts of 192 in parts of eight in blocks of 128 in MiniMax-M2.7', () => {
    const { experts, weightBlockSize } = findModel('MiniMaxAI/MiniMax-M2.7')!;
    expect([experts!.intermediateSize / 8, weightBlockSize]).toEqual([192, 128]);
  });
});

describe('the catalogues that the table follows', () => {
  const { catalogues, leftOut } = modelCatalogues();
  const names = catalogues.flatMap(({ models }) => models);

  it.each(catalogues.map((each) => [each.name, each] as const))(
    '%s: each model is in the table, or left out with a reason',
    (_, { models }) => {
      const missing = models.filter((id) => findModel(id) === undefined && !Object.hasOwn(leftOut, id));
      expect(missing).toEqual([]);
    },
  );

  it.each(Object.keys(leftOut))('%s is left out, so the table does not have it', (id) => {
    expect([findModel(id), names.includes(id)]).toEqual([undefined, true]);
  });

  it.each(catalogues.map((each) => [each.name, each] as const))(
    '%s names each model once',
    (_, { models }) => {
      expect([...new Set(models)]).toEqual(models);
    },
  );
});

describe('the facts of a file', () => {
  const known = findModel('Qwen/Qwen3-8B')!;

  it.each([
    ['the model with its id', known],
    ['a model that the table does not contain', { ...known, id: 'my-org/fine-tune', layers: 2 }],
    ['the model with files of another type', { ...known, dtype: 'float16' as const, weightsBytes: 2 ** 30 }],
  ])('may be those of %s', (_, facts) => {
    expect(otherModelProblem(facts)).toBeUndefined();
  });

  it('of another model are a problem', () => {
    expect(otherModelProblem({ ...findModel('Qwen/Qwen3-32B')!, id: known.id })).toBe(
      'the file is of another model: it has 64 layers, and Qwen/Qwen3-8B has 36',
    );
  });
});

test('a record with a field that is missing is refused with its name', () => {
  const [record] = modelRecords();
  expect(() => factsOfRecord({ ...record!, id: 'a/b', config: {} })).toThrow(
    /^docs\/model-configs has an invalid record of a\/b:\n {2}num_hidden_layers: is missing\n/,
  );
});
