import { isNewerEngineVersion, pinnedEngineVersion } from '../../facts/engine-versions';

/**
 * What the estimate does not know about a version of vLLM, as sentences. Empty for the version of
 * the platform.
 */
export function versionNotes(engineVersion: string): readonly string[] {
  const version = engineVersion.replace(/^v/, '');
  if (version === pinnedEngineVersion) return [];
  return [
    ...(isNewerEngineVersion(version)
      ? [
          `vLLM ${version} is newer than ${pinnedEngineVersion}, the newest version that the estimate knows: all values are those of ${pinnedEngineVersion}.`,
        ]
      : []),
    `The kernels for data types and GPUs are those of vLLM ${pinnedEngineVersion}. vLLM ${version} may refuse others.`,
  ];
}
