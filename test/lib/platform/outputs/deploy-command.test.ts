import { deployCommand, destroyCommand, stacksOf } from '../../../../lib/platform/outputs/deploy-command';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { fullPlatform } from '../../../platforms/small-platform';

describe('the command that deploys an environment', () => {
  it('contains the stack and the outputs file', () =>
    expect(deployCommand({ environment: 'staging' })).toBe(
      'npx cdktf deploy staging --outputs-file outputs/staging.json',
    ));

  it('has a counterpart that destroys the same stacks', () => {
    const stacks = ['staging', 'staging-argocd'];
    expect(destroyCommand({ environment: 'staging', stacks })).toBe(
      'npx cdktf destroy staging staging-argocd',
    );
    expect(destroyCommand({ environment: 'staging', stacks: [] })).toBe('npx cdktf destroy staging');
  });

  it('contains the stack of Argo CD if Terraform installs its Helm chart', () => {
    const gitOps = { ...fullPlatform.gitOps, argoCd: { install: 'helm' } } as const;
    const platform = resolvePlatform({ ...fullPlatform, environment: 'staging', gitOps });
    expect(deployCommand(stacksOf(platform))).toBe(
      'npx cdktf deploy staging staging-argocd --outputs-file outputs/staging.json',
    );
  });

  it('contains no stack of Argo CD if AKS installs it, or if it exists already', () => {
    for (const install of ['extension', 'none'] as const) {
      const gitOps = { ...fullPlatform.gitOps, argoCd: { install } };
      expect(deployCommand(stacksOf(resolvePlatform({ ...fullPlatform, gitOps })))).not.toContain('-argocd');
    }
  });
});
