/** The names of environments, in their order. */
export const environmentNames = ['sit', 'uat', 'prod'] as const
