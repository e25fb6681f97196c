import { listAt } from '../../values/json';
import type { Engine } from './engine-arguments';

/**
 * Command that starts the server of each engine, and whether the image starts it by default. The
 * Triton image starts a shell.
 */
const servers: Readonly<Record<Engine['type'], { readonly pattern: RegExp; readonly byImage: boolean }>> = {
  vllm: { pattern: /\bvllm\s+serve\b|vllm\.entrypoints\.(?:openai\.)?api_server/, byImage: true },
  triton: { pattern: /\btritonserver\b/, byImage: false },
  litellm: { pattern: /\blitellm\b/, byImage: true },
};

/**
 * Whether the container runs the server of the engine, and not another program of its image, such
 * as a benchmark, a download or a custom server. Those have other paths, ports and shutdown
 * behavior.
 */
export function runsServer({ container, type }: Engine): boolean {
  const { pattern, byImage } = servers[type];
  const command = listAt(container.json, 'command').map(String);
  const args = listAt(container.json, 'args').map(String);
  if (command.length === 0 && byImage) return !args.some((word) => /\.py$|(?:^|\/)(?:ba)?sh$/.test(word));
  return pattern.test([...command, ...args].join(' '));
}
