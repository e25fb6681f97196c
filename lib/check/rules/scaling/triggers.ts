import { isJsonObject, listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { cronTriggerExample, scaledObjectExample } from '../example-manifests';

const queue = (name: string) =>
  `{ type: azure-servicebus, name: ${name}, metadata: { namespace: my-bus, queueName: tasks } }`;

export const triggers: Rule = {
  id: 'scaling/triggers',
  title: 'A scaler has triggers, each with its own name',
  severity: 'error',
  why: 'KEDA refuses a ScaledObject without triggers, and one with a name twice.',
  source: 'kedacore/keda scaledobject_webhook.go (verifyTriggers), scaledobject_types.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledObjectExample('minReplicaCount: 1,', `${queue('a')}, ${queue('a')}`) },
  good: { kubernetes: scaledObjectExample('minReplicaCount: 1,', `${queue('a')}, ${cronTriggerExample}`) },
  check: (picture) =>
    picture.ofKind('ScaledObject', 'ScaledJob').flatMap((found) => {
      if (!isJsonObject(found.object['spec'])) return [];
      const given = listAt(found.object, 'spec.triggers');
      if (given.length === 0) {
        return [
          {
            in: found,
            field: 'spec.triggers',
            message: 'empty',
            expected: 'at least one trigger',
            fix: 'Add one, or remove the scaler.',
          },
        ];
      }
      const names = given.map((each) => textAt(each, 'name'));
      return names.flatMap((name, index) =>
        name === undefined || name === '' || names.indexOf(name) === index
          ? []
          : [
              {
                in: found,
                field: `spec.triggers[${index}].name`,
                message: `"${name}", as another trigger is called`,
                expected: 'a name of its own',
                fix: 'Rename it, or leave it out.',
              },
            ],
      );
    }),
};
