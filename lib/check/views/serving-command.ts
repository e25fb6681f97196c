import { listAt } from '../../values/json';
import type { Engine } from './engine-arguments';

/** How each engine's server is started. A container without a command starts what its image starts: Triton's starts a shell. */
const servers: Readonly<Record<Engine['type'], { readonly pattern: RegExp; readonly byImage: boolean }>> = {
  vllm: { pattern: /\bvllm\s+serve\b|vllm\.entrypoints\.(?:openai\.)?api_server/, byImage: true },
  triton: { pattern: /\btritonserver\b/, byImage: false },
  litellm: { pattern: /\blitellm\b/, byImage: true },
};

/**
 * Whether the container runs the engine's own server, and not another program that came with its image: a benchmark, a download, a server of
 * somebody's own. Those have paths, ports and ends of their own.
 */
export function runsServer({ container, type }: Engine): boolean {
  const { pattern, byImage } = servers[type];
  const command = listAt(container.json, 'command').map(String);
  const args = listAt(container.json, 'args').map(String);
  if (command.length === 0 && byImage) return !args.some((word) => /\.py$|(?:^|\/)(?:ba)?sh$/.test(word));
  return pattern.test([...command, ...args].join(' '));
}
