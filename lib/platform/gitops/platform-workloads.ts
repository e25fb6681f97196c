/** Name of the ingress: its Kubernetes objects, and its application folder. */
export const ingressWorkload = 'ingress';
/** Name of the pod that mounts the ingress certificates where no ingress pod does. */
export const ingressCertificates = `${ingressWorkload}-tls`;
/** Name of Argo CD's notifications: their Kubernetes objects, and their application folder. */
export const notificationsWorkload = 'notifications';
