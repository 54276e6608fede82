/** Namespaces of the cluster that several rooms use. Pure. */

/** The platform's own processes. */
export const systemNamespace = 'opads-system'
/** Jobs that build people's applications. */
export const buildNamespace = 'opads-builds'
