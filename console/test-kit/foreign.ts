/** Finds untranslated English on a page: Latin words that are not names, fake data or output of programs. */
import type { FakePluto } from '@opads/pluto/fake/pluto'
import type { Row } from '@opads/pluto/fake/store'
import { variableValue } from '@opads/pluto/fake/variable'
import type { Page } from 'playwright-core'

/** Terms that Chinese technical texts use unchanged. */
const terms =
  'Opads Kubernetes API English Pod Pods Job ReplicaSet git npm tar JSON sit uat prod admin TypeScript php opads yml json html package lock start index request ' +
  'Asia/Shanghai https a–z a-z node name port CrashLoopBackOff ErrImagePull ImagePullBackOff OOMKilled Unschedulable K memory CLI list admin-password'
/** Keys whose values are our own texts, not data. */
const spoken = new Set(['text', 'sentence', 'next', 'reason', 'state', 'kind', 'code'])
/** A command, a request, a line of a pod's log. */
const typed = /(opads|git) [a-z][^，。：；]*|(GET|POST|PUT|PATCH|DELETE) \/\S+|^(\S+ )?\{"at".*\}$/g

export async function foreignWords(page: Page, { store, cluster, place }: FakePluto): Promise<string[]> {
  const { run_log, ...rows } = store.rows
  const { pods, nodes, unknown } = cluster
  const values = rows.variable.map((row) => variableValue(store, row))
  const names = [
    ...dataOf([rows, pods, nodes, unknown, place.domain, values]),
    ...run_log.flatMap(wordsOfPrograms),
    ...terms.split(' '),
  ]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
  const known = new RegExp(`(?<![A-Za-z])(${names.map(RegExp.escape).join('|')})(?![A-Za-z])`, 'g')
  const said = await page.evaluate(textsOf)
  return said.filter((text) => /[A-Za-z]{2,}/.test(text.replace(typed, '').replace(known, '')))
}

/** All texts of the page, with tooltips and labels for screen readers; not those in mono, which are programs' output. */
function textsOf(): string[] {
  const machine = 'code, pre, kbd, .mono, [lang=en], script, style, datalist'
  const texts = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement!.closest(machine)) texts.push(node.textContent!.trim())
  for (const one of document.querySelectorAll(':not(.mono)'))
    for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
      if (!one.closest(machine) && one.hasAttribute(name)) texts.push(one.getAttribute(name)!)
  return [...new Set(texts)].filter((text) => text !== '')
}

/** What the cloud itself writes is a message. */
function wordsOfPrograms({ step, text, message }: Row<'run_log'>): string[] {
  return message || text === '' ? [] : [step, text]
}

function dataOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const quoted = [...value.matchAll(/"([^"]+)"/g)].map(([, name]) => name!) // names, also in a sentence
    const isData = !spoken.has(key) && value !== ''
    return isData ? [...quoted, value, value.slice(0, 7), value.slice(0, 8)] : quoted
  }
  if (value instanceof Map) return [...value].flatMap(([name, one]) => [String(name), ...dataOf(one)])
  if (Array.isArray(value)) return value.flatMap((one) => dataOf(one, key))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, one]) => dataOf(one, name))
}
