/** All that the console says in English, said by its nouns; the shape of every other language. */
import { en as account } from '../nouns/account/words.en.ts'
import { en as application } from '../nouns/application/words.en.ts'
import { en as audit } from '../nouns/audit/words.en.ts'
import { en as cluster } from '../nouns/cluster/words.en.ts'
import { en as environment } from '../nouns/environment/words.en.ts'
import { en as event } from '../nouns/event/words.en.ts'
import { en as member } from '../nouns/member/words.en.ts'
import { en as pod } from '../nouns/pod/words.en.ts'
import { en as release } from '../nouns/release/words.en.ts'
import { en as run } from '../nouns/run/words.en.ts'
import { en as tenant } from '../nouns/tenant/words.en.ts'
import { en as token } from '../nouns/token/words.en.ts'
import { en as user } from '../nouns/user/words.en.ts'
import { en as variable } from '../nouns/variable/words.en.ts'
import { en as ui } from '../ui/words.en.ts'

export const en = {
  ...ui,
  ...account,
  ...application,
  ...audit,
  ...cluster,
  ...environment,
  ...event,
  ...member,
  ...pod,
  ...release,
  ...run,
  ...tenant,
  ...token,
  ...user,
  ...variable,
}

export type Words = typeof en
