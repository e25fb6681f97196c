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

  it('uses the hash of CDKTF for a second path with the same readable form', () => {
    const stack = newStack();
    const first = output(new Construct(stack, 'a'), 'b');
    const second = output(stack, 'a_b');
    expect([first, second]).toEqual(['a_b', expect.stringMatching(/^a_b_[0-9A-F]{8}$/)]);
  });

  it('uses the hash of CDKTF for an id that starts with a digit', () => {
    expect(output(newStack(), '1st')).not.toBe('1st');
  });
});
