import { devicePluginName } from '../../engine/scheduling/device-plugin';

/** Name of the ingress: its Kubernetes objects, and its application folder. */
export const ingressWorkload = 'ingress';
/** Name of the pod that mounts the ingress certificates where no ingress pod does. */
export const ingressCertificates = `${ingressWorkload}-tls`;
/**
 * Name of the application with the NVIDIA device plugin. The plugin runs on each GPU node, so that
 * one defective node keeps it from becoming healthy. No application waits for it.
 */
export const devicePluginApplication = devicePluginName;
/** Name of Argo CD's notifications: their Kubernetes objects, and their application folder. */
export const notificationsWorkload = 'notifications';
