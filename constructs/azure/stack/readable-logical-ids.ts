import { TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type Node } from 'constructs';

/** Ids of inner constructs that say nothing in a name. */
const silent = ['Resource', 'Default'];

/**
 * Holds constructs whose ids are names that a user chose, so that a node pool `metrics` or a queue `namespace` does not meet a
 * construct of ours. It is no part of a resource's readable name.
 */
export class NameScope extends Construct {}

/**
 * A stack whose resources have names that a reviewer can read: the construct path, joined (`my-app-identity_my-app-fed`), where
 * CDKTF would append a hash of it (`my-app-identity_my-app-fed_5F1A3C9E`).
 */
export class ReadableStack extends TerraformStack {
  private readonly pathsByAddress = new Map<string, string>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : (element as Node);
    const components = node.scopes
      .slice(node.scopes.indexOf(this) + 1)
      .filter((scope) => !(scope instanceof NameScope))
      .map((scope) => scope.node.id)
      .filter((id) => !silent.includes(id));
    const id = components.join('_').replace(/[^A-Za-z0-9_-]/g, '-');
    const address = `${kindOf(element)}.${id}`;
    const isTaken = (this.pathsByAddress.get(address) ?? node.path) !== node.path;
    // Two paths that read alike: CDKTF's own scheme tells them apart.
    if (id === '' || isTaken || !/^[A-Za-z_]/.test(id)) return super.allocateLogicalId(element);
    this.pathsByAddress.set(address, node.path);
    return id;
  }
}

/** Terraform names have to be unique among resources of one type only. */
function kindOf(element: TerraformElement | Node): string {
  const { terraformResourceType } = element as { readonly terraformResourceType?: string };
  return `${element.constructor.name}.${terraformResourceType ?? ''}`;
}
