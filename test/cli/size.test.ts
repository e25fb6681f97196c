import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runCommandLine } from '../../cli/command-line';

/** Runs the command as a shell would; returns its output and its exit code. */
function run(line: string): { readonly code: number; readonly output: string } {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const code = runCommandLine(line.split(' '), { write, writeError: write });
  return { code, output };
}

describe('size', () => {
  it('reports the use of GPU memory', () => {
    expect(run('size microsoft/phi-4 Standard_NC24ads_A100_v4 --max-model-len 8192')).toMatchSnapshot();
  });

  it('accepts every option', () => {
    const options =
      '--gpus 4 --tensor-parallel-size 2 --nodes 1 --max-model-len 8192 --max-num-seqs 4 --dtype bfloat16 --kv-cache-dtype fp8 --quantization fp8 --gpu-memory-utilization 0.8';
    const { code, output } = run(`size microsoft/phi-4 Standard_NC96ads_A100_v4 ${options}`);
    expect(code).toBe(0);
    expect(output).toContain('4 GPUs, tensorParallelSize 2, dataParallelSize 2');
    expect(output).toContain('gpuMemoryUtilization 0.8');
    expect(output).toContain('8 concurrent requests of that length');
  });

  it.each([
    [
      'a model that does not fit',
      'size meta-llama/Llama-3.3-70B-Instruct Standard_NC24ads_A100_v4 --nodes 1',
    ],
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
  ])('reports %s', (_, line) => {
    const { code, output } = run(line);
    expect(code).toBe(2);
    expect(output).toMatchSnapshot();
    expect(output).not.toMatch(/\n\s+at /);
  });

  describe('with a config.json', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-'));
    const file = path.join(folder, 'config.json');
    afterAll(() => rmSync(folder, { recursive: true }));

    it('sizes a model that is not in the table', () => {
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
      const { code, output } = run(`size my/model Standard_NV36ads_A10_v5 --config ${file} --weights 14.96`);
      expect(output).toContain('my/model on Standard_NV36ads_A10_v5 (1 x A10 24 GB)');
      expect(code).toBe(0);
    });

    it.each([
      ['is not JSON', '{', 'JSON'],
      ['lacks a field', '{"num_hidden_layers": 32}', 'hidden_size: is missing'],
    ])('reports one that %s', (_, content, message) => {
      writeFileSync(file, content);
      const { code, output } = run(`size my/model Standard_NV36ads_A10_v5 --config ${file} --weights 14.96`);
      expect(output).toContain(message);
      expect(code).toBe(2);
    });
  });
});

describe('recommend', () => {
  it('ranks the VM sizes for a load', () => {
    expect(run('recommend openai/gpt-oss-120b --requests 16 --max-model-len 32768').output).toMatchSnapshot();
  });

  it('ranks by prices', () => {
    const line =
      'recommend microsoft/phi-4 --requests 4 --cost Standard_NC24ads_A100_v4=4 Standard_NC40ads_H100_v5=7';
    expect(
      run(line)
        .output.split('\n')
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
    ['a quota that is too small', 'recommend microsoft/phi-4 --requests 1 --quota 1'],
  ])('reports %s', (_, line) => {
    const { code, output } = run(line);
    expect(code).toBe(2);
    expect(output).toMatchSnapshot();
  });
});

test('help has exit code 0', () => {
  const { code, output } = run('--help');
  expect(code).toBe(0);
  expect(output).toContain('recommend');
});
