import { ImageReference, imageProblem } from '../../../lib/values/image-reference';

const digest = `sha256:${'a'.repeat(64)}`;

describe('ImageReference', () => {
  it.each([
    ['vllm/vllm-openai:v0.31.0', 'docker.io/vllm/vllm-openai:v0.31.0'],
    ['redis:7.4', 'docker.io/library/redis:7.4'],
    ['nvcr.io/nvidia/k8s-device-plugin:v0.17.0', 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0'],
    ['localhost:5000/app:1', 'localhost:5000/app:1'],
    [`ghcr.io/org/app@${digest}`, `ghcr.io/org/app@${digest}`],
    [`ghcr.io/org/app:1.2@${digest}`, `ghcr.io/org/app:1.2@${digest}`],
  ])('parses %s', (text, full) => {
    expect(ImageReference.parse(text).toString()).toBe(full);
  });

  it.each([
    ['ghcr.io/org/app', 'has no tag'],
    ['ghcr.io/org/app:latest', 'moving tag "latest"'],
    ['ghcr.io/org/app:Nightly', 'moving tag'],
    ['Org/App:1', 'is not an image reference'],
    ['app:1 ', 'is not an image reference'],
    ['app@sha256:abc', 'is not an image reference'],
    ['', 'is not an image reference'],
  ])('rejects %s', (text, message) => {
    expect(imageProblem(text)).toContain(message);
  });

  it('accepts a moving tag with a digest', () => {
    expect(imageProblem(`ghcr.io/org/app:latest@${digest}`)).toBeUndefined();
  });
});
