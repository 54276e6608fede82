/** Annotation of an Ingress: paths, with all below them, that the gateway answers with 404 on its hosts; separated by commas. Pure. */
export const closedPaths = 'opads.io/closed-paths'
