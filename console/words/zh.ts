/** 控制台的中文，由各个名词的文字合成。按中文的习惯写，不是逐句翻译。 */
import { zh as account } from '../nouns/account/words.zh.ts'
import { zh as application } from '../nouns/application/words.zh.ts'
import { zh as audit } from '../nouns/audit/words.zh.ts'
import { zh as cluster } from '../nouns/cluster/words.zh.ts'
import { zh as environment } from '../nouns/environment/words.zh.ts'
import { zh as event } from '../nouns/event/words.zh.ts'
import { zh as member } from '../nouns/member/words.zh.ts'
import { zh as pod } from '../nouns/pod/words.zh.ts'
import { zh as release } from '../nouns/release/words.zh.ts'
import { zh as run } from '../nouns/run/words.zh.ts'
import { zh as tenant } from '../nouns/tenant/words.zh.ts'
import { zh as token } from '../nouns/token/words.zh.ts'
import { zh as user } from '../nouns/user/words.zh.ts'
import { zh as variable } from '../nouns/variable/words.zh.ts'
import { zh as ui } from '../ui/words.zh.ts'
import type { Words } from './en.ts'

export const zh: Words = {
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
