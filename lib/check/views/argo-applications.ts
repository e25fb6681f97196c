import { isJsonObject, type JsonObject, valueAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';

/** The spec of an Application, or the Application template of an ApplicationSet. */
export interface ArgoApplicationSpec {
  readonly found: FoundObject;
  readonly spec: JsonObject;
  /** Path of the spec in the object: `spec` or `spec.template.spec`. */
  readonly field: string;
}

/** Every Application and ApplicationSet template of the picture. */
export function argoApplications(picture: DeploymentPicture): readonly ArgoApplicationSpec[] {
  const fields = { Application: 'spec', ApplicationSet: 'spec.template.spec' };
  return Object.entries(fields).flatMap(([kind, field]) =>
    picture.ofKind(kind).flatMap((found) => {
      const spec = valueAt(found.object, field);
      return isJsonObject(spec) ? [{ found, spec, field }] : [];
    }),
  );
}
