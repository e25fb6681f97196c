/**
 * The anchor that GitHub, GitLab and Azure DevOps give to a heading of letters, digits, spaces and hyphens; of any other text they
 * differ, so that no heading has one.
 */
export function headingAnchor(title: string): string {
  return `#${title.toLowerCase().replace(/ /g, '-')}`;
}
