/**
 * Anchor that GitHub, GitLab and Azure DevOps generate for a heading of letters, digits, spaces and
 * hyphens. They treat other characters differently, so no heading may contain one.
 */
export function headingAnchor(title: string): string {
  return `#${title.toLowerCase().replace(/ /g, '-')}`;
}
