import { isJsonObject, listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { cronTriggerExample, scaledObjectExample } from '../example-manifests';

const queue = (name: string) =>
  `{ type: azure-servicebus, name: ${name}, metadata: { namespace: my-bus, queueName: tasks } }`;

export const triggers: Rule = {
  id: 'scaling/triggers',
  title: 'A scaler must have at least one trigger, and each trigger name must be unique',
  severity: 'error',
  why: 'KEDA rejects a ScaledObject without triggers or with two triggers of the same name.',
  source: 'kedacore/keda scaledobject_webhook.go (verifyTriggers), scaledobject_types.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledObjectExample('minReplicaCount: 1,', `${queue('a')}, ${queue('a')}`) },
  good: { kubernetes: scaledObjectExample('minReplicaCount: 1,', `${queue('a')}, ${cronTriggerExample}`) },
  check: (picture) =>
    picture.ofKind('ScaledObject', 'ScaledJob').flatMap((found) => {
      if (!isJsonObject(found.object['spec'])) return [];
      const triggerList = listAt(found.object, 'spec.triggers');
      if (triggerList.length === 0) {
        return [
          {
            in: found,
            field: 'spec.triggers',
            message: `The ${found.object.kind} has no triggers, so KEDA rejects it.`,
            expected: 'at least one trigger',
            fix: 'Add a trigger, or delete the scaler.',
          },
        ];
      }
      const names = triggerList.map((each) => textAt(each, 'name'));
      return names.flatMap((name, index) =>
        name === undefined || name === '' || names.indexOf(name) === index
          ? []
          : [
              {
                in: found,
                field: `spec.triggers[${index}].name`,
                message: `Two triggers have the name "${name}", so KEDA rejects the ${found.object.kind}.`,
                expected: 'a unique name for each trigger',
                fix: 'Rename one of the triggers, or remove its name.',
              },
            ],
      );
    }),
};
