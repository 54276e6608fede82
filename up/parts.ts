/** All parts of a cloud, each after those that it needs. Pure. */
import { deliveryPart } from '@opads/delivery/part'
import { gatewayPart } from '@opads/gateway/part'
import type { Part } from '@opads/kernel/part'
import { databasePart, plutoPart } from '@opads/pluto/part'
import { systemPart } from './parts/system.ts'

export const parts: readonly Part[] = [systemPart, databasePart, gatewayPart, plutoPart, deliveryPart]
export const partImages: readonly string[] = [...new Set(parts.flatMap((part) => part.images))]
