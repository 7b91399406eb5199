import {
  Branch,
  type Content,
  type DecisionDraft,
  LogEntry,
  type Offer,
  type Option,
  Ways,
} from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/id.ts'
import type { LedgerEntry } from '../../../core/contract/script.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { saveOffer } from '../../../server/decisions/offers-store.ts'
import { appendChanges, readScript } from '../../../server/script/script.ts'
import { mintCreator } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'

export const angle = (title = 'The moon is late'): Content => ({
  gate: 'angle',
  angle: { title, promise: 'You will know why.', audience: 'Beginners', fresh: '', titles: [title], own: [] },
})

export const outline = (titles = ['The pull', 'The delay', 'What it means']): Content => ({
  gate: 'outline',
  outline: {
    title: 'From the pull to the delay',
    beats: [
      { kind: 'hook', title: 'The missing hour', purpose: 'Makes one ask', seconds: 30, evidence: [] },
      ...titles.map(title => ({
        ...{ kind: 'turn' as const, title, purpose: `Tells of ${title}`, seconds: 120, evidence: [] },
      })),
    ],
  },
})

export const ledger = (changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ standing: 'open', citations: [], why: 'Nothing shows it yet.' },
  ...changes,
})
export const hook = (texts = ['The tide is late.', 'Always.', 'Why?'], entry = ledger()): Content => ({
  gate: 'hook',
  hook: { kind: 'claim', sentences: texts.map(text => ({ text, ledger: entry })) },
})

/** A creator who decides, with what they ask. */
export async function decidingCreator() {
  const minted = await mintCreator()
  const { api, token, projectId, accountId } = minted
  const database = await testDatabase()
  const ask = (path: string, method = 'GET', json?: unknown, as = token) =>
    api.ask(path, { method, token: as, ...(json !== undefined && { json }) })
  const as = <Result>(work: Parameters<typeof asAccount<Result>>[2]) => asAccount(database, accountId, work)
  const ways = async (project = projectId) =>
    Ways.parse(await (await ask(`/projects/${project}/ways`)).json())
  const first = (await ways()).openId
  const send = (draft: Partial<DecisionDraft> & { content: Content }, branchId = first) =>
    ask(`/branches/${branchId}/decisions`, 'POST', { id: newId(), how: 'own', optionIds: [], ...draft })
  return {
    ...minted,
    ...{ ask, ways, first, send },
    async decide(content: Content, branchId = first, more: Partial<DecisionDraft> = {}): Promise<Branch> {
      const answer = await send({ content, ...more }, branchId)
      if (answer.status !== 201) throw new Error(`It was not decided: ${await answer.text()}`)
      return Branch.parse(await answer.json())
    },
    async part(fromId: string | null, before: string | null, name = 'Another way', id = newId()) {
      return ask(`/projects/${projectId}/branches`, 'POST', { id, name, fromId, before })
    },
    log: async () =>
      LogEntry.array().parse((await (await ask(`/projects/${projectId}/decisions`)).json()).entries),
    script: (branchId = first) => as(tx => readScript(tx, branchId)),
    change: (ops: Parameters<typeof appendChanges>[2], branchId = first) =>
      as(tx => appendChanges(tx, branchId, ops)),
    /** As a run leaves it. */
    async offered(content: Content[], branchId = first): Promise<Option[]> {
      const options = content.map(each => ({
        id: newId(),
        content: each,
        why: '',
        leavesOut: '',
        evidence: [],
      }))
      const offer: Offer = {
        ...{ id: newId(), projectId, branchId, gate: content[0]!.gate, wish: null, notes: [] },
        ...{ method: { by: 'extractive', name: 'test' }, options, createdAt: new Date().toISOString() },
      }
      await as(tx => saveOffer(tx, offer))
      return options
    },
  }
}
