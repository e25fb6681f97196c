/** Resource of the platform on which a role is assigned. */
export type RoleScope =
  | { readonly kind: 'keyVault' | 'registry' | 'serviceBus' | 'monitorWorkspace' | 'resourceGroup' }
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'subscription'; readonly topic: string; readonly subscription: string }
  /** `account`: the name in the definition, without the unique suffix. */
  | { readonly kind: 'storage'; readonly account: string }
  | { readonly kind: 'container'; readonly account: string; readonly container: string }
  | { readonly kind: 'share'; readonly account: string; readonly share: string };
