/** Our processes that call internal routes of Pluto. Each has a secret of its own, by which Pluto knows it. Pure. */
export const services = ['delivery'] as const
export type Service = (typeof services)[number]

/** Its file in the cloud's folder and in pods that may read it. */
export const secretOfService = (service: Service): string => `service-${service}`
