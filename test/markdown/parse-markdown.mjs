// Jest's modules are CommonJS, and the parser is not: it has a thread of its own.
import { parentPort } from 'node:worker_threads';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

parentPort.on('message', ({ id, text }) => {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  parentPort.postMessage({ id, tree: JSON.parse(JSON.stringify(tree)) });
});
