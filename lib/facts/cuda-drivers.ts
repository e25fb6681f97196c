/**
 * Minimum branch of NVIDIA's driver by major version of CUDA. Within a major version, a program
 * built with a newer toolkit runs on each of these drivers (minor version compatibility), and a
 * newer driver runs programs of every older version.
 *
 * @see docs.nvidia.com/deploy/cuda-compatibility/minor-version-compatibility.html (2026-11)
 */
const minDriverBranch: Readonly<Record<number, number>> = { 11: 450, 12: 525, 13: 580 };

/** Minimum driver branch for a version of CUDA such as `12.9`; undefined for an unknown version. */
export function driverBranchFor(cuda: string): number | undefined {
  const major = Number.parseInt(cuda, 10);
  return Object.hasOwn(minDriverBranch, major) ? minDriverBranch[major] : undefined;
}
