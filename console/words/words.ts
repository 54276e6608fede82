/** All that the console says in English and Chinese, said by its nouns: a noun is two imports, and one word in each sum. */
import { en as account } from '../nouns/account/words.en.ts'
import { zh as accountZh } from '../nouns/account/words.zh.ts'
import { en as application } from '../nouns/application/words.en.ts'
import { zh as applicationZh } from '../nouns/application/words.zh.ts'
import { en as audit } from '../nouns/audit/words.en.ts'
import { zh as auditZh } from '../nouns/audit/words.zh.ts'
import { en as cluster } from '../nouns/cluster/words.en.ts'
import { zh as clusterZh } from '../nouns/cluster/words.zh.ts'
import { en as environment } from '../nouns/environment/words.en.ts'
import { zh as environmentZh } from '../nouns/environment/words.zh.ts'
import { en as event } from '../nouns/event/words.en.ts'
import { zh as eventZh } from '../nouns/event/words.zh.ts'
import { en as member } from '../nouns/member/words.en.ts'
import { zh as memberZh } from '../nouns/member/words.zh.ts'
import { en as pod } from '../nouns/pod/words.en.ts'
import { zh as podZh } from '../nouns/pod/words.zh.ts'
import { en as release } from '../nouns/release/words.en.ts'
import { zh as releaseZh } from '../nouns/release/words.zh.ts'
import { en as run } from '../nouns/run/words.en.ts'
import { zh as runZh } from '../nouns/run/words.zh.ts'
import { en as tenant } from '../nouns/tenant/words.en.ts'
import { zh as tenantZh } from '../nouns/tenant/words.zh.ts'
import { en as token } from '../nouns/token/words.en.ts'
import { zh as tokenZh } from '../nouns/token/words.zh.ts'
import { en as user } from '../nouns/user/words.en.ts'
import { zh as userZh } from '../nouns/user/words.zh.ts'
import { en as variable } from '../nouns/variable/words.en.ts'
import { zh as variableZh } from '../nouns/variable/words.zh.ts'
import { en as ui } from '../ui/words.en.ts'
import { zh as uiZh } from '../ui/words.zh.ts'

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

/** The shape of every language. */
export type Words = typeof en

export const zh: Words = {
  ...uiZh,
  ...accountZh,
  ...applicationZh,
  ...auditZh,
  ...clusterZh,
  ...environmentZh,
  ...eventZh,
  ...memberZh,
  ...podZh,
  ...releaseZh,
  ...runZh,
  ...tenantZh,
  ...tokenZh,
  ...userZh,
  ...variableZh,
}
