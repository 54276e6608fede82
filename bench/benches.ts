/** All measurements, in the order of the rooms. Pure. */

import { imagesBench } from './images.ts'
import type { Bench } from './kit.ts'

export const benches: readonly Bench[] = [imagesBench]
