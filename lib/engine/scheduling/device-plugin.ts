/** Name of the DaemonSet with NVIDIA's device plugin, where the platform runs it itself. */
export const devicePluginName = 'nvidia-device-plugin';
