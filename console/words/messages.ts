/**
 * Messages of the API in the language of the page. Only the tables that a run, a pod, an event or a log can show are bundled; other
 * problems come from the API in both languages.
 */
import { fill, type Kinds, type Language, type Message, textOf } from '@opads/kernel/message'
import { deliveryMessages } from '@opads/kernel/messages/delivery'
import { inputMessages } from '@opads/kernel/messages/input'
import { kubeMessages } from '@opads/kernel/messages/kube'
import { plutoMessages } from '@opads/kernel/messages/pluto'
import type { ProblemTable } from '@opads/kernel/problem-kind'
import { commonProblems } from '@opads/kernel/problems/common'
import { deliveryProblems } from '@opads/kernel/problems/delivery'
import { imageProblems } from '@opads/kernel/problems/images'
import { kubeProblems } from '@opads/kernel/problems/kube'
import { plutoProblems } from '@opads/kernel/problems/pluto'

const problems: ProblemTable = {
  ...commonProblems,
  ...kubeProblems,
  ...imageProblems,
  ...plutoProblems,
  ...deliveryProblems,
}
const kinds: Kinds = { ...plutoMessages, ...deliveryMessages, ...kubeMessages, ...inputMessages, ...problems }

/** Whether a message says that something failed. */
export const isProblem = ({ code }: Message): boolean => Object.hasOwn(problems, code)

/** A failure that the API stored: English, with facts to render it in another language. */
type Fault = {
  readonly code: string
  readonly sentence: string
  readonly next: string
  readonly facts?: Message['facts'] | undefined
}

/** @returns functions that put what the API answers into words of one language */
export const speaker = (language: Language) => ({
  /** A message; its English text where it is older or newer than this console. */
  inWords: (message: Message | null | undefined, text: string): string =>
    textOf(message, text, language, kinds),
  /** Why something failed, and what to do. */
  failure: ({ code, sentence, next, facts }: Fault): { code: string; sentence: string; next: string } =>
    facts === undefined || language === 'en' || !Object.hasOwn(problems, code)
      ? { code, sentence, next }
      : {
          code,
          sentence: textOf({ code, facts }, sentence, language, kinds),
          next: fill(problems[code]!.nextZh, facts, language, kinds),
        },
  /** The problem of a failed call, which has both languages. */
  answer: ({ title, titleZh, next, nextZh }: Answer): { sentence: string; next: string } =>
    language === 'zh' ? { sentence: titleZh, next: nextZh ?? next } : { sentence: title, next },
  /** A refusal of Pluto that is known before anybody asks for the act. */
  refusal: (code: keyof typeof plutoProblems, facts: Message['facts']): string => {
    const { say, zh, next, nextZh } = plutoProblems[code]
    const [sentence, then] = (language === 'zh' ? [zh, nextZh] : [say, next]).map((text) =>
      fill(text, facts, language, kinds),
    )
    return language === 'zh' ? `${sentence}。${then}` : `${sentence}. ${then}`
  },
})
type Answer = {
  readonly title: string
  readonly titleZh: string
  readonly next: string
  readonly nextZh?: string | undefined
}
