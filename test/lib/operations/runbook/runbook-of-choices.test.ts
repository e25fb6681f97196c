import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { textOf, withChange } from './changed-objects';
import { sectionOf } from './runbook-markdown-text';
import { definitions, runbookOf } from './runbooks';

/** A section of the runbook of a definition that is chosen otherwise. */
const sectionFor = (title: string, definition: PlatformDefinition) =>
  sectionOf(runbookOf(definition).text, title);
const sampled = (title: string, name: string) => sectionFor(title, definitions[name]!);
const { gitOps } = smallPlatform;

describe('signing in', () => {
  it('goes through Azure where the API server is private', () => {
    const section = sectionFor('Sign in', smallPlatform);
    expect(section).toContain('az aks command invoke --subscription 11111111-');
    expect(section).toContain('the API server is private');
  });

  it('says from where an open API server answers, and that the way through Azure is shut', () => {
    const section = sampled('Sign in', 'openApiServer');
    expect(section).toContain('answers `203.0.113.0/24` alone');
    expect(section).toContain('switched off for this cluster');
    expect(section).not.toContain('aks() {');
  });

  it('begins with the cloud where it is not the public one', () => {
    const azure = {
      ...smallPlatform.azure,
      cloud: 'AzureUSGovernmentCloud',
      location: 'usgovvirginia',
    } as const;
    expect(sectionFor('Sign in', { ...smallPlatform, azure })).toContain(
      'az cloud set --name AzureUSGovernment\n',
    );
    expect(sectionFor('Sign in', smallPlatform)).not.toContain('az cloud set');
  });
});

describe('who is told of alerts', () => {
  const rowFor = (alerting: Partial<PlatformDefinition['cluster']>) =>
    /^\| Alerts \| (.*) \|$/m.exec(
      sectionFor('Names', { ...smallPlatform, cluster: { ...smallPlatform.cluster, ...alerting } }),
    )?.[1];

  it('is nobody unless somebody is named', () => {
    expect(rowFor({})).toContain('nobody is told: `cluster.alertEmails`');
  });

  it('are those who are named', () => {
    const alertActionGroupIds = [
      '/subscriptions/1c7a7b4e-8f0e-4a52-9a51-6a6a0b3d0d11/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/on-call',
    ];
    expect(rowFor({ alertEmails: ['ops@example.com'], alertActionGroupIds })).toBe(
      'mails to `ops@example.com`; action group `on-call`',
    );
  });

  it('is no question where there are no alerts', () => {
    expect(rowFor({ managedPrometheus: false, containerInsights: false })).toBeUndefined();
  });
});

describe('stopping Argo CD', () => {
  it('needs the Application alone in an app of apps', () => {
    expect(sampled('Stop Argo CD in an emergency', 'aiPlatform')).not.toContain('applicationset');
  });

  it('begins with the ApplicationSet that would put its Applications back', () => {
    const section = sampled('Stop Argo CD in an emergency', 'applicationSet');
    const patches = [...section.matchAll(/kubectl patch (\w+)/g)].map(([, kind]) => kind);
    expect(patches).toEqual(['applicationset', 'application', 'application', 'applicationset']);
  });

  it('says when windows do it by themselves', () => {
    expect(sampled('Sync windows', 'openApiServer')).toContain(
      '| no sync | `0 18 * * 5` Asia/Seoul | 62h | `*` | allowed |',
    );
    expect(runbookOf(smallPlatform).text).not.toContain('### Sync windows');
  });
});

describe('deleting an Application by hand', () => {
  it.each([
    ['cascade', '**everything that it has goes as well**, and it waits for that'],
    ['background', '**everything that it has goes as well**, in the background'],
    ['orphan', 'its objects stay as they are'],
  ] as const)('does what the definition says: %s', (onDelete, words) => {
    expect(sectionFor('Delete by hand', { ...smallPlatform, gitOps: { ...gitOps, onDelete } })).toContain(
      words,
    );
  });
});

describe('an Argo CD that has other clusters too', () => {
  it('has Applications that begin with the environment, and folders that do not', () => {
    const section = sampled('Roll back', 'otherArgoCd');
    expect(section).toContain('-- dist/staging/chat\n');
    expect(section).toContain('kubectl annotate application staging-chat --namespace argocd');
  });
});

describe('a renewed certificate', () => {
  it.each([
    [
      'applicationGatewayPlatform',
      'az network application-gateway update --resource-group test-rg --name ai-aks-gateway',
    ],
    ['gatewayForContainersPlatform', 'kubectl rollout restart deployment/ingress-tls --namespace ai'],
    ['aiPlatform', 'kubectl rollout restart deployment/ingress --namespace ai'],
  ])('reaches the ingress of %s', (name, command) => {
    expect(sampled('A certificate is renewed', name)).toContain(command);
  });
});

describe('a host that does not answer', () => {
  it.each([
    ['applicationGatewayPlatform', 'show-backend-health --resource-group test-rg --name ai-aks-gateway'],
    ['applicationGatewayPlatform', 'kubectl describe ingresses --namespace ai'],
    ['gatewayForContainersPlatform', 'kubectl describe gateway ingress --namespace ai'],
    ['gatewayForContainersPlatform', 'kubectl describe httproutes --namespace langfuse'],
    ['gatewayForContainersPlatform', '`BackendHealthyTargets`'],
    ['aiPlatform', 'kubectl get service ingress --namespace ai'],
  ])('is looked at where it comes in: %s, %s', (name, words) => {
    expect(sampled('A host does not answer', name)).toContain(words);
  });

  it('has a row for each path of each host', () => {
    const { source, text } = runbookOf(definitions['aiPlatform']!);
    const section = sectionOf(text, 'A host does not answer');
    for (const { host, routes } of source.platform.ingress!.hosts)
      for (const { path, service } of routes)
        expect(section).toContain(`| \`${host}\` | \`${path}\` | \`${service}\` |`);
  });

  it('has the time that the ingress waits', () => {
    const ingress = { ...definitions['aiPlatform']!.ingress!, timeoutSeconds: 1500 };
    expect(sectionFor('A host does not answer', { ...definitions['aiPlatform']!, ingress })).toContain(
      '25 min after the request',
    );
  });

  it('may be a model that starts from nothing, where one does', () => {
    expect(sampled('A host does not answer', 'production')).toContain('not for `deepseek`');
  });
});

describe('logs of pods that are gone', () => {
  it('are in the workspace, where the cluster sends them', () => {
    expect(sectionFor('Read logs', fullPlatform)).toContain('`ContainerLogV2`');
    expect(sampled('Read logs', 'openApiServer')).toContain('nothing keeps the logs of gone pods');
  });
});

describe('an object that an extension renamed', () => {
  it('is called by its new name in every command', () => {
    const { source } = runbookOf(definitions['production']!);
    const renamed = withChange(source, 'Deployment', 'agent', (object) => {
      object.metadata.name = 'assistant';
    });
    const commands = textOf(renamed).match(/deployment\/agent\b/g) ?? [];
    expect(commands).toEqual([]);
    expect(textOf(renamed)).toContain('`deployment/assistant`');
  });
});
