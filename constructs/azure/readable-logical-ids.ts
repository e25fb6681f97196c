import { TerraformElement, TerraformStack } from 'cdktf';
import type { Node } from 'constructs';

/** Ids of inner constructs that say nothing in a name. */
const silent = ['Resource', 'Default'];

/**
 * A stack whose resources have names that a reviewer can read: the construct path, joined (`my-app-identity_my-app-fed`), where
 * CDKTF would append a hash of it (`my-app-identity_my-app-fed_5F1A3C9E`).
 */
export class ReadableStack extends TerraformStack {
  private readonly pathsById = new Map<string, string>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : (element as Node);
    const components = node.scopes
      .slice(node.scopes.indexOf(this) + 1)
      .map((scope) => scope.node.id)
      .filter((id) => !silent.includes(id));
    const id = components.join('_').replace(/[^A-Za-z0-9_-]/g, '-');
    const isTaken = (this.pathsById.get(id) ?? node.path) !== node.path;
    // Two paths that read alike: CDKTF's own scheme tells them apart.
    if (id === '' || isTaken || !/^[A-Za-z_]/.test(id)) return super.allocateLogicalId(element);
    this.pathsById.set(id, node.path);
    return id;
  }
}
