import { deployCommand, destroyCommand, stacksOf } from '../../../../lib/platform/outputs/deploy-command';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { fullPlatform } from '../../../platforms/small-platform';

describe('the command that deploys an environment', () => {
  it('names its stack and its outputs file', () =>
    expect(deployCommand({ environment: 'staging' })).toBe(
      'npx cdktf deploy staging --outputs-file outputs/staging.json',
    ));

  it('is like the one that takes it down', () => {
    const stacks = ['staging', 'staging-argocd'];
    expect(destroyCommand({ environment: 'staging', stacks })).toBe(
      'npx cdktf destroy staging staging-argocd',
    );
    expect(destroyCommand({ environment: 'staging', stacks: [] })).toBe('npx cdktf destroy staging');
  });

  it('names the stack of Argo CD where Terraform installs its chart', () => {
    const gitOps = { ...fullPlatform.gitOps, argoCd: { install: 'helm' } } as const;
    const platform = resolvePlatform({ ...fullPlatform, environment: 'staging', gitOps });
    expect(deployCommand(stacksOf(platform))).toBe(
      'npx cdktf deploy staging staging-argocd --outputs-file outputs/staging.json',
    );
  });

  it('names no such stack where AKS installs it, or it is there', () => {
    for (const install of ['extension', 'none'] as const) {
      const gitOps = { ...fullPlatform.gitOps, argoCd: { install } };
      expect(deployCommand(stacksOf(resolvePlatform({ ...fullPlatform, gitOps })))).not.toContain('-argocd');
    }
  });
});
