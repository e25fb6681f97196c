import { browserAddress, parseRepositoryAddress } from '../../../lib/values/repository-address';

describe('the address of a repository', () => {
  it.each([
    ['https://github.com/my-org/gitops', 'https', 'github.com', 'my-org/gitops'],
    ['https://github.com/my-org/gitops.git', 'https', 'github.com', 'my-org/gitops'],
    ['https://git.example.com:8443/my-org/gitops/', 'https', 'git.example.com:8443', 'my-org/gitops'],
    ['git@github.com:my-org/gitops.git', 'ssh', 'github.com', 'my-org/gitops'],
    ['deploy@git.example.com:/srv/git/gitops.git', 'ssh', 'git.example.com', 'srv/git/gitops'],
    ['ssh://git@github.com/my-org/gitops.git', 'ssh', 'github.com', 'my-org/gitops'],
    ['ssh://git@ssh.github.com:443/my-org/gitops', 'ssh', 'ssh.github.com', 'my-org/gitops'],
    ['ssh://git.example.com:2222/gitops', 'ssh', 'git.example.com', 'gitops'],
  ])('%s is read', (text, protocol, host, path) => {
    expect(parseRepositoryAddress(text)).toEqual({ protocol, host, path });
  });

  it.each([
    'https://github.com',
    'https://github.com/',
    'https://user@github.com/my-org/gitops',
    'https://user:token@github.com/my-org/gitops',
    'ssh://git:token@github.com/my-org/gitops',
    'https://github.com/my-org/gitops?ref=main',
    'http://github.com/my-org/gitops',
    'git://github.com/my-org/gitops',
    'github.com/my-org/gitops',
    'git@github.com',
    'git@github.com:',
    'file:///srv/git/gitops',
    '../gitops',
    '',
  ])('"%s" is refused', (text) => {
    expect(parseRepositoryAddress(text)).toBeUndefined();
  });
});

describe('the address in a browser', () => {
  it.each([
    ['https://github.com/my-org/gitops.git', 'https://github.com/my-org/gitops'],
    ['git@github.com:my-org/gitops.git', 'https://github.com/my-org/gitops'],
    ['ssh://git@ssh.github.com:443/my-org/gitops.git', 'https://github.com/my-org/gitops'],
    ['ssh://git@gitlab.example.com:2222/group/sub/gitops.git', 'https://gitlab.example.com/group/sub/gitops'],
    [
      'git@ssh.dev.azure.com:v3/my-org/my-project/gitops',
      'https://dev.azure.com/my-org/my-project/_git/gitops',
    ],
  ])('%s is %s', (text, address) => {
    expect(browserAddress(text)).toBe(address);
  });

  it('of no address is an error', () => {
    expect(() => browserAddress('../gitops')).toThrow('"../gitops" is not the address of a repository');
  });
});
