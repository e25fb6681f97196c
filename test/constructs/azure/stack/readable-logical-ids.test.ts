import { App, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { NameScope, ReadableStack } from '../../../../constructs/azure/stack/readable-logical-ids';

const newStack = () => new ReadableStack(new App({ stackTraces: false }), 'stack');
const output = (scope: Construct, id: string) =>
  new TerraformOutput(scope, id, { value: id }).friendlyUniqueId;

describe('ReadableStack', () => {
  it('joins the construct path without a hash', () => {
    const identity = new Construct(newStack(), 'my-app-identity');
    expect(output(identity, 'my-app-fed')).toBe('my-app-identity_my-app-fed');
  });

  it('omits name scopes and the ids Resource and Default', () => {
    const pool = new Construct(new NameScope(newStack(), 'node-pools'), 'gpupool');
    expect(output(pool, 'Resource')).toBe('gpupool');
  });

  it('replaces characters that Terraform does not allow', () => {
    expect(output(newStack(), 'topic.one')).toBe('topic-one');
  });

  it('appends a hash for a second path with the same readable form', () => {
    const stack = newStack();
    const first = output(new Construct(stack, 'a'), 'b');
    const second = output(stack, 'a_b');
    expect([first, second]).toEqual(['a_b', expect.stringMatching(/^a_b_[0-9A-F]{8}$/)]);
  });

  it('gives the same construct the same id every time', () => {
    const element = new TerraformOutput(newStack(), 'a_b', { value: 'x' });
    expect([element.friendlyUniqueId, element.friendlyUniqueId]).toEqual(['a_b', 'a_b']);
  });

  it('starts an id with a letter or an underscore, as Terraform requires', () => {
    expect(output(newStack(), '1st')).toMatch(/^_1st_[0-9A-F]{8}$/);
  });
});
