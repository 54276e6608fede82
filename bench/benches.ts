/** All measurements. Pure. */

import { coldUpBench } from './cold-up.ts'
import { imagesBench } from './images.ts'
import type { Bench } from './kit.ts'
import { pushBench } from './push.ts'
import { secondUpBench } from './second-up.ts'
import { upBench } from './up.ts'

export const benches: readonly Bench[] = [upBench, secondUpBench, coldUpBench, pushBench, imagesBench]
