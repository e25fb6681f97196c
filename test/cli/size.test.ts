import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runCommandLine } from '../../cli/command-line';
import { imageVariants } from '../../lib/facts/versions';

/** Runs the command as a shell would; returns its output and its exit code. */
async function run(line: string): Promise<{ readonly code: number; readonly output: string }> {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const code = await runCommandLine(line.split(' '), { write, writeError: write });
  return { code, output };
}

const phi = 'size microsoft/phi-4 Standard_NC24ads_A100_v4';

describe('size', () => {
  it('reports the use of GPU memory', async () => {
    expect(await run('size microsoft/phi-4 Standard_NC24ads_A100_v4 --max-model-len 8192')).toMatchSnapshot();
  });

  it('accepts every option', async () => {
    const options =
      '--gpus 4 --tensor-parallel-size 2 --nodes 1 --max-model-len 8192 --max-num-seqs 4 --dtype bfloat16 --kv-cache-dtype fp8 --quantization fp8 --gpu-memory-utilization 0.8 --max-num-batched-tokens 4K --lora 2 --lora-rank 32 --speculative-tokens 2 --enforce-eager --enable-expert-parallel --engine-version 0.31.0';
    const { code, output } = await run(`size microsoft/phi-4 Standard_NC96ads_A100_v4 ${options}`);
    expect(code).toBe(0);
    expect(output).toContain('4 GPUs, --tensor-parallel-size 2, 2 engines that share the requests');
    expect(output).toContain('--gpu-memory-utilization 0.8');
    expect(output).toContain('8 concurrent requests of that length');
    expect(output).toContain('engine: vLLM 0.31.0, batches of up to 4 sequences and 4096 tokens');
    expect(output).toMatch(/LoRA slots[\s\S]*draft/);
    expect(output).not.toContain('CUDA graphs');
  });

  it('refuses multi-token prediction for a model without its layers', async () => {
    const { code, output } = await run(`${phi} --speculative-tokens 2 --speculative-method mtp`);
    expect([code, output.split('\n')[2]?.trim()]).toEqual([
      1,
      '--speculative-method: the files of microsoft/phi-4 have no layers for multi-token prediction, so vLLM ends at startup with the method mtp. Remove --speculative-method, or use a draft head for the model (method eagle3) or ngram.',
    ]);
  });

  it('says which values of a newer version it takes', async () => {
    const { output } = await run(`${phi} --engine-version 0.99`);
    expect(output).toMatch(/note: vLLM 0\.99 is newer than .*: all values are those of/);
  });

  it.each([
    ['an unknown model', 'size microsoft/phi4 Standard_NC24ads_A100_v4'],
    ['an unknown VM size', 'size microsoft/phi-4 Standard_NC24ads_A100_v5'],
    ['an unsupported VM size', 'size microsoft/phi-4 Standard_ND96isr_MI300X_v5'],
    ['an unknown method', 'size microsoft/phi-4 Standard_NC24ads_A100_v4 --quantization new'],
    ['an invalid number', 'size microsoft/phi-4 Standard_NC24ads_A100_v4 --gpus one'],
    ['a missing config.json', 'size my/model Standard_NC24ads_A100_v4 --config /none.json --weights 3'],
    ['a config.json without weights', 'size my/model Standard_NC24ads_A100_v4 --config /none.json'],
    ['weights without a config.json', 'size microsoft/phi-4 Standard_NC24ads_A100_v4 --weights 5'],
    ['an invalid type of cache', 'size microsoft/phi-4 Standard_NC24ads_A100_v4 --kv-cache-dtype banana'],
    ['a name that every object inherits', 'size microsoft/phi-4 constructor'],
    ['no model', 'size'],
    [
      'several mistakes at once',
      'size microsoft/phi4 Standard_NC24ads_A100_v5 --lora-rank 16 --engine-version 0.8 --max-num-seqs 0',
    ],
    ['a rank that vLLM does not support', `${phi} --lora 1 --lora-rank 24`],
    ['a misspelled option', `${phi} --max-num-seq 3`],
    ['GPUs of a VM size of the table', `${phi} --gpu L40S,2,48,8.9`],
    ['GPUs without a compute capability', 'size microsoft/phi-4 Standard_L40S --gpu L40S,2,48'],
    ['a misspelled GPU', 'size microsoft/phi-4 Standard_L40S --gpu h100,2,80,9.0'],
    ['GPUs without a number', 'size microsoft/phi-4 Standard_L40S --gpu L40S,two,48,8.9'],
    ['invalid facts of GPUs', 'size microsoft/phi-4 Standard_L40S --gpu L40S,0,48,89'],
  ])('reports %s', async (_, line) => {
    const { code, output } = await run(line);
    expect(code).toBe(2);
    expect(output).toMatchSnapshot();
    expect(output).not.toMatch(/\n\s+at /);
  });

  describe('decides', () => {
    const tight = 'size openai/gpt-oss-120b Standard_ND96isr_H100_v5 --gpus 1 --max-model-len 32768';

    it.each([
      ['what fits', phi, 0],
      ['what does not fit', 'size meta-llama/Llama-3.3-70B-Instruct Standard_NC24ads_A100_v4 --nodes 1', 1],
      ['what the GPU does not support', 'size microsoft/phi-4 Standard_NC16as_T4_v3', 1],
      ['what is inside the error band', tight, 3],
    ])('%s', async (_, line, exitCode) => {
      const { code, output } = await run(line);
      expect(code).toBe(exitCode);
      expect(output).toMatchSnapshot();
    });

    it.each([
      ['fits', phi, 0, 0],
      ['does not fit', 'size meta-llama/Llama-3.3-70B-Instruct Standard_NC24ads_A100_v4 --nodes 1', 1, 1],
      ['inside the error band', tight, 1, 3],
    ])('%s, as JSON', async (decision, line, problems, exitCode) => {
      const { code, output } = await run(`${line} --json`);
      expect(JSON.parse(output)).toMatchObject({ decision, problems: { length: problems } });
      expect(code).toBe(exitCode);
    });
  });

  it('prints every number as JSON', async () => {
    expect(JSON.parse((await run(`${phi} --json`)).output)).toMatchSnapshot();
  });

  it('sizes GPUs of a VM size that is not in the table', async () => {
    const { code, output } = await run('size microsoft/phi-4 Standard_L40S --gpu L40S,2,48,8.9');
    expect(output).toContain('microsoft/phi-4 on Standard_L40S (2 x L40S 48 GB)');
    expect(output).toContain('driver not known');
    expect(code).toBe(0);
  });

  it('reports the share of the GPU, if that is why it is inside the band', async () => {
    const { code, output } = await run(
      'size microsoft/phi-4 Standard_NC24ads_A100_v4 --gpu-memory-utilization 0.95',
    );
    expect(output).toContain('synth refuses it: --gpu-memory-utilization: 0.95 leaves ');
    expect(output).toContain('the start is certain up to --gpu-memory-utilization 0.92 only');
    expect(output).not.toContain('a request of the maximum context needs');
    expect(code).toBe(3);
  });

  it.each([
    [
      'Standard_NV36ads_A10_v5',
      '',
      `driver R570 GRID; image ${imageVariants.vllmCuda12.reference} (CUDA 12.9)`,
    ],
    [
      'Standard_NV36ads_A10_v5',
      ' --engine-version 0.31.0',
      'driver R570 GRID; image vLLM 0.31.0 (CUDA 13, which requires R580: use an image for CUDA 12)',
    ],
    [
      'Standard_NCC40ads_H100_v5',
      '',
      "driver none by AKS, so the platform requires gpuStack: 'gpu-operator'",
    ],
  ])('shows the driver and the image of %s%s', async (size, options, line) => {
    expect((await run(`size Qwen/Qwen3-4B ${size} --max-model-len 8192${options}`)).output).toContain(line);
  });

  describe('with a config.json', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-'));
    const file = path.join(folder, 'config.json');
    afterAll(() => rmSync(folder, { recursive: true }));

    it('sizes a model that is not in the table', async () => {
      writeFileSync(
        file,
        JSON.stringify({
          num_hidden_layers: 32,
          hidden_size: 4096,
          num_attention_heads: 32,
          num_key_value_heads: 8,
          max_position_embeddings: 8192,
        }),
      );
      const { code, output } = await run(
        `size my/model Standard_NV36ads_A10_v5 --config ${file} --weights 14.96`,
      );
      expect(output).toContain('my/model on Standard_NV36ads_A10_v5 (1 x A10 24 GB)');
      expect(code).toBe(0);
    });

    it.each([
      ['is not JSON', '{', 'JSON'],
      ['lacks a field', '{"num_hidden_layers": 32}', 'hidden_size: is missing'],
    ])('reports one that %s', async (_, content, message) => {
      writeFileSync(file, content);
      const { code, output } = await run(
        `size my/model Standard_NV36ads_A10_v5 --config ${file} --weights 14.96`,
      );
      expect(output).toContain(message);
      expect(code).toBe(2);
    });
  });
});

describe('recommend', () => {
  it('ranks the VM sizes for a load', async () => {
    expect(
      (await run('recommend openai/gpt-oss-120b --requests 16 --max-model-len 32768')).output,
    ).toMatchSnapshot();
  });

  it('ranks by prices', async () => {
    const line =
      'recommend microsoft/phi-4 --requests 4 --cost Standard_NC24ads_A100_v4=4 Standard_NC40ads_H100_v5=7';
    expect(
      (await run(line)).output
        .split('\n')
        .slice(1, 3)
        .map((row) => row.split(' ')[0]),
    ).toEqual(['Standard_NC24ads_A100_v4', 'Standard_NC40ads_H100_v5']);
  });

  it.each([
    ['no load', 'recommend microsoft/phi-4'],
    ['an impossible load', 'recommend microsoft/phi-4 --requests 0 --cost Standard_NC24ads_A100_v4'],
    [
      'prices of unknown VM sizes',
      'recommend microsoft/phi-4 --requests 1 --cost foo=1 Standard_NC24ads_A100_v4=1=2',
    ],
    ['an unknown model', 'recommend microsoft/phi4 --requests 1'],
  ])('reports %s', async (_, line) => {
    const { code, output } = await run(line);
    expect(code).toBe(2);
    expect(output).toMatchSnapshot();
  });
});

test('recommend reports a quota that is too small', async () => {
  const { code, output } = await run('recommend microsoft/phi-4 --requests 1 --quota 1');
  expect(output).toMatchSnapshot();
  expect(code).toBe(1);
});

test('recommend prints JSON', async () => {
  const { code, output } = await run('recommend microsoft/phi-4 --requests 40 --max-num-seqs 64 --json');
  const { model, costUnit, ways } = JSON.parse(output);
  expect(code).toBe(0);
  expect({ model, costUnit, first: ways[0] }).toMatchObject({
    model: 'microsoft/phi-4',
    costUnit: 'GPU memory (GB)',
    first: { sizing: { decision: 'fits', plan: { maxNumSeqs: 64 } } },
  });
});

test.each(['size', 'recommend'])('%s --help lists every option and the exit codes', async (command) => {
  expect(await run(`${command} --help`)).toMatchSnapshot();
});

test('help has exit code 0', async () => {
  const { code, output } = await run('--help');
  expect(code).toBe(0);
  expect(output).toContain('recommend');
});
