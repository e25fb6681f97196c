/** Roles that the list of a topology does not contain. */
export const rolesElsewhere =
  'A role on the resource group applies to everything in it. Not listed, because the definition does not contain them: roles of people, roles on the subscription and above, roles that Azure assigns by itself, and roles that are added manually or by an extension of the Terraform.';
