import { TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type Node } from 'constructs';

/** Ids of inner constructs that logical ids omit. */
const silent = ['Resource', 'Default'];

/**
 * Scope for constructs whose ids are names of the user. A node pool `metrics` or a queue
 * `namespace` then does not collide with a construct of this project. Logical ids omit it.
 */
export class NameScope extends Construct {}

/**
 * A stack with readable logical ids: the joined construct path (`my-app-identity_my-app-fed`).
 * CDKTF's default appends a hash (`my-app-identity_my-app-fed_5F1A3C9E`).
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
    if (id !== '' && /^[A-Za-z_]/.test(id) && this.claim(element, node, id)) return id;
    // Two paths have the same joined form: CDKTF's own scheme distinguishes them, except for an id
    // directly in the stack.
    const hashed = super.allocateLogicalId(element);
    if (/^[A-Za-z_]/.test(hashed) && this.claim(element, node, hashed)) return hashed;
    return `${/^[A-Za-z_]/.test(hashed) ? '' : '_'}${hashed}_${node.addr.slice(-8).toUpperCase()}`;
  }

  /** Reserves an id for a construct path; false if another path of the same type already has it. */
  private claim(element: TerraformElement | Node, node: Node, id: string): boolean {
    const address = `${kindOf(element)}.${id}`;
    const path = this.pathsByAddress.get(address) ?? node.path;
    this.pathsByAddress.set(address, path);
    return path === node.path;
  }
}

/**
 * Returns the type of an element: Terraform names must be unique only among resources of one type.
 */
function kindOf(element: TerraformElement | Node): string {
  const { terraformResourceType } = element as { readonly terraformResourceType?: string };
  return [element.constructor.name, terraformResourceType].join('.');
}
