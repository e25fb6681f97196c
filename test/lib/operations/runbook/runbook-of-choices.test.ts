import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';
import { textOf, withChange } from './changed-objects';
import { sectionOf } from './runbook-markdown-text';
import { definitions, runbookOf } from './runbooks';

/** Section of the runbook of a definition with other choices. */
const sectionFor = (title: string, definition: PlatformDefinition) =>
  sectionOf(runbookOf(definition).text, title);
const sampled = (title: string, name: string) => sectionFor(title, definitions[name]!);
const { gitOps } = smallPlatform;

describe('signing in', () => {
  it('uses az aks command invoke if the API server is private', () => {
    const section = sectionFor('Sign in', smallPlatform);
    expect(section).toContain('az aks command invoke --subscription 11111111-');
    expect(section).toContain('the API server is private');
  });

  it('names the allowed IP ranges of an open API server, and that az aks command invoke is disabled', () => {
    const section = sampled('Sign in', 'openApiServer');
    expect(section).toContain('accepts connections only from `203.0.113.0/24`');
    expect(section).toContain('`az aks command invoke` is disabled for this cluster');
    expect(section).not.toContain('aks() {');
  });

  it('begins with the cloud if it is not the public one', () => {
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

describe('the recipients of alerts', () => {
  const rowFor = (alerting: Partial<PlatformDefinition['cluster']>) =>
    /^\| Alerts \| (.*) \|$/m.exec(
      sectionFor('Names', { ...smallPlatform, cluster: { ...smallPlatform.cluster, ...alerting } }),
    )?.[1];

  it('are none by default', () => {
    expect(rowFor({})).toContain('without notifications: set `cluster.alertEmails`');
  });

  it('are those of the definition', () => {
    const alertActionGroupIds = [
      '/subscriptions/1c7a7b4e-8f0e-4a52-9a51-6a6a0b3d0d11/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/on-call',
    ];
    expect(rowFor({ alertEmails: ['ops@example.com'], alertActionGroupIds })).toBe(
      'email to `ops@example.com`; action group `on-call`',
    );
  });

  it('have no row without alerts', () => {
    expect(rowFor({ managedPrometheus: false, containerInsights: false })).toBeUndefined();
  });
});

describe('disabling automated sync', () => {
  it('needs only the Application in an app of apps', () => {
    expect(sampled('Disable automated sync', 'aiPlatform')).not.toContain('applicationset');
  });

  it('begins with the ApplicationSet, which would restore its Applications', () => {
    const section = sampled('Disable automated sync', 'applicationSet');
    const patches = [...section.matchAll(/kubectl patch (\w+)/g)].map(([, kind]) => kind);
    expect(patches).toEqual(['applicationset', 'application', 'application', 'applicationset']);
  });

  it('lists the sync windows', () => {
    expect(sampled('Sync windows', 'openApiServer')).toContain(
      '| deny | `0 18 * * 5` Asia/Seoul | 62h | `*` | allowed |',
    );
    expect(runbookOf(smallPlatform).text).not.toContain('### Sync windows');
  });
});

describe('deleting an Application manually', () => {
  it.each([
    ['cascade', '**Argo CD also deletes all its objects**, and waits until they are gone'],
    ['background', '**Argo CD also deletes all its objects**, in the background'],
    ['orphan', 'Argo CD leaves its objects in place'],
  ] as const)('has the effect that the definition sets: %s', (onDelete, words) => {
    expect(sectionFor('Delete manually', { ...smallPlatform, gitOps: { ...gitOps, onDelete } })).toContain(
      words,
    );
  });
});

describe('an Argo CD that manages other clusters too', () => {
  it('prefixes Applications with the environment, and folders not', () => {
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
    expect(sampled('Certificate rotation', name)).toContain(command);
  });
});

describe('a host that does not respond', () => {
  it.each([
    ['applicationGatewayPlatform', 'show-backend-health --resource-group test-rg --name ai-aks-gateway'],
    ['applicationGatewayPlatform', 'kubectl describe ingresses --namespace ai'],
    ['gatewayForContainersPlatform', 'kubectl describe gateway ingress --namespace ai'],
    ['gatewayForContainersPlatform', 'kubectl describe httproutes --namespace langfuse'],
    ['gatewayForContainersPlatform', '`BackendHealthyTargets`'],
    ['aiPlatform', 'kubectl get service ingress --namespace ai'],
  ])('has commands for its ingress: %s, %s', (name, words) => {
    expect(sampled('Host does not respond', name)).toContain(words);
  });

  it('has a row for each path of each host', () => {
    const { source, text } = runbookOf(definitions['aiPlatform']!);
    const section = sectionOf(text, 'Host does not respond');
    for (const { host, routes } of source.inventory.ingress!.hosts)
      for (const { path, service } of routes)
        expect(section).toContain(`| \`${host}\` | \`${path}\` | \`${service}\` |`);
  });

  it('has the timeout of the ingress', () => {
    const ingress = { ...definitions['aiPlatform']!.ingress!, timeoutSeconds: 1500 };
    expect(sectionFor('Host does not respond', { ...definitions['aiPlatform']!, ingress })).toContain(
      '25 min after the request',
    );
  });

  it('may be a model at 0 replicas, if one scales to zero', () => {
    expect(sampled('Host does not respond', 'production')).toContain('`deepseek` at 0 replicas does not');
  });
});

describe('logs of deleted pods', () => {
  it('are in the workspace if the cluster sends them there', () => {
    expect(sectionFor('Read logs', fullPlatform)).toContain('`ContainerLogV2`');
    expect(sampled('Read logs', 'openApiServer')).toContain('the logs of deleted pods are lost');
  });
});

describe('an object that an extension renamed', () => {
  it('has its new name in every command', () => {
    const { source } = runbookOf(definitions['production']!);
    const renamed = withChange(source, 'Deployment', 'agent', (object) => {
      object.metadata.name = 'assistant';
    });
    const commands = textOf(renamed).match(/deployment\/agent\b/g) ?? [];
    expect(commands).toEqual([]);
    expect(textOf(renamed)).toContain('`deployment/assistant`');
  });
});
