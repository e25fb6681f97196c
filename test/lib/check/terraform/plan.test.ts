import fc from 'fast-check';
import { isPlanOrState, readPlan } from '../../../../lib/check/terraform/plan';

const identity = (values: object) => ({
  address: 'azurerm_user_assigned_identity.app',
  mode: 'managed',
  type: 'azurerm_user_assigned_identity',
  name: 'app',
  values,
});
const credential = (values: object, address = 'azurerm_federated_identity_credential.app') => ({
  address,
  mode: 'managed',
  type: 'azurerm_federated_identity_credential',
  name: 'app',
  values,
});

const plan = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: {
    root_module: {
      resources: [identity({ name: 'app', tags: null }), { ...identity({}), mode: 'data' }],
      child_modules: [
        {
          address: 'module.login["a"]',
          resources: [
            credential(
              { subject: 'system:serviceaccount:apps:app' },
              'module.login["a"].azurerm_federated_identity_credential.app',
            ),
          ],
        },
      ],
    },
  },
  configuration: {
    root_module: {
      resources: [],
      module_calls: {
        login: {
          expressions: { identity_id: { references: ['azurerm_user_assigned_identity.app.id'] } },
          module: {
            resources: [
              {
                address: 'azurerm_federated_identity_credential.app',
                expressions: { parent_id: { references: ['var.identity_id'] } },
              },
            ],
          },
        },
      },
    },
  },
};

describe('readPlan', () => {
  const [first, second, ...more] = readPlan('plan.json', plan);

  it('has the managed resources of all modules', () => {
    expect([first?.address, second?.address, more]).toEqual([
      'azurerm_user_assigned_identity.app',
      'module.login["a"].azurerm_federated_identity_credential.app',
      [],
    ]);
  });

  it('leaves out what is null', () => {
    expect(first?.attributes).toEqual({ name: 'app' });
  });

  it('follows a value that is known after apply through the variables of modules', () => {
    expect(second?.attributes['parent_id']).toBe('${azurerm_user_assigned_identity.app.id}');
  });

  it('replaces the ids of a state by references', () => {
    const id = '/subscriptions/1/resourceGroups/rg/providers/x/app';
    const state = {
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: { root_module: { resources: [identity({ id }), credential({ parent_id: id })] } },
    };
    expect(readPlan('state.json', state).map(({ attributes }) => attributes)).toEqual([
      { id },
      { parent_id: '${azurerm_user_assigned_identity.app.id}' },
    ]);
  });

  it('has a path for the line of a field', () => {
    expect(second?.path).toEqual([
      'planned_values',
      'root_module',
      'child_modules',
      0,
      'resources',
      0,
      'values',
    ]);
  });
});

describe('isPlanOrState', () => {
  it.each([
    ['a plan', plan, true],
    ['an empty state', { format_version: '1.0', terraform_version: '1.11.4' }, true],
    ['a configuration', { resource: {} }, false],
    ['a list', [], false],
  ])('decides about %s', (_, value, expected) => {
    expect(isPlanOrState(value)).toBe(expected);
  });
});

it('survives 200 hostile plans', () => {
  const paths = [
    'planned_values',
    'planned_values.root_module',
    'planned_values.root_module.resources',
    'planned_values.root_module.resources.0',
    'planned_values.root_module.resources.0.values',
    'planned_values.root_module.child_modules.0.address',
    'configuration.root_module.module_calls.login',
    'configuration.root_module.module_calls.login.module.resources.0.expressions.parent_id',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (at, value) => {
      const changed = structuredClone(plan) as unknown as Record<string, unknown>;
      const keys = at.split('.');
      let parent = changed;
      for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
      parent[keys.at(-1)!] = value;
      expect(Array.isArray(readPlan('plan.json', changed))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
