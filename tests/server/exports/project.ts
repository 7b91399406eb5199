import { unzipSync } from 'fflate'
import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { article, pdf, selection, video } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { insert, NOW, putBeat, scriptCreator } from '../support/script.ts'

export const QUOTE = 'The moon pulls the sea.'
const method = { by: 'extractive' as const, name: 'test' }

/** A project with something of everything that a folder holds. */
export async function wholeProject() {
  const creator = await scriptCreator()
  const { api, token, accountId, projectId, branchId, database, store, change } = creator
  const page = await article(projectId, { html: Buffer.from('<p>').toString('base64') })
  await store(page)
  const text = `${QUOTE} And the wind pushes it.`
  await store(
    await article(projectId, { id: page.id, text, contentHash: await hashed(text), capturedAt: at(5) }),
  )
  const film = await video(projectId, {
    language: 'en',
    kind: 'manual',
    segments: [{ startMs: 1_000, endMs: 4_000, text: 'Tides & 2 < 3, the sun --> too.' }],
  })
  await store(film)
  await store(await video(projectId, null))
  await store(await selection(projectId))
  await store(await pdf(projectId))
  const gone = await article(projectId)
  await store(gone)
  await api.ask(`/sources/${gone.id}`, { method: 'DELETE', token })
  await api.ask(`/sources/${page.id}/tags`, { method: 'PUT', token, json: { tags: ['sea', 'moon'] } })
  const anchor = { exact: QUOTE, prefix: '', suffix: '' }
  const citation = {
    ...{ sourceId: page.id, sourceTitle: page.title, sourceKind: 'article' as const, anchor },
    ...{ start: 0, end: QUOTE.length, startMs: null, page: null, link: page.url },
  }
  const beat = putBeat()
  await change(
    beat,
    insert(beat.beat.id, QUOTE, { ledger: { standing: 'quoted', citations: [citation], why: '' } }),
    insert(beat.beat.id, 'It rises by 900 metres each day.', { rank: 'a5' }),
  )
  await api.ask(`/branches/${branchId}/points`, {
    method: 'POST',
    token,
    json: { id: newId(), name: 'First' },
  })
  await change(insert(beat.beat.id, 'I like the sea.', { rank: 'a7' }))
  const [briefId, turnId, cutId, offerId, decisionId, rewriteId] = Array.from({ length: 6 }, () => newId())
  const brief = {
    ...{ id: briefId, projectId, runId: newId(), createdAt: NOW, method, sources: [], passages: 1 },
    themes: [{ title: 'Sea', statements: [{ state: 'quoted', text: QUOTE, citations: [citation] }] }],
    ...{ disagreements: [], questions: [] },
  }
  const angle = { title: 'Sea', promise: '', audience: '', fresh: '', titles: [], own: [] }
  const content = { gate: 'angle', angle }
  const offer = {
    ...{ id: offerId, projectId, branchId, gate: 'angle', wish: null, method, notes: [], createdAt: NOW },
    options: [{ id: newId(), content, why: '', leavesOut: '', evidence: [citation] }],
  }
  const judged = { meter: null, own: null, second: null }
  const rewrite = {
    ...{ id: rewriteId, branchId, sentenceIds: [newId()], how: 'shorter', wish: null, method, changes: [] },
    ...{ before: judged, after: judged, notes: [], createdAt: NOW },
  }
  await asAccount(database, accountId, async tx => {
    const json = (value: unknown) => tx.json(value as never)
    await tx`insert into brief (account_id, id, project_id, run_id, document)
      values (${accountId}, ${briefId!}, ${projectId}, ${brief.runId}, ${json(brief)})`
    for (const [id, state] of [
      [turnId!, 'done'],
      [cutId!, 'failed'],
      [newId(), 'running'],
    ] as const) {
      await tx`insert into run (account_id, id, kind, project_id, state, attempt_limit, error, last_seq)
        values (${accountId}, ${id}, 'turn', ${projectId}, ${state}, 3,
          ${state === 'failed' ? json({ code: 'x', message: 'It broke.', retryable: true }) : null}, 2)`
      await tx`insert into run_event (account_id, run_id, seq, kind, data) values
        (${accountId}, ${id}, 1, 'started', ${json({ attempt: 1 })}),
        (${accountId}, ${id}, 2, 'said', ${json({ from: 0, text: 'So far' })})`
      await tx`insert into turn (account_id, id, project_id, stage, question) values (${accountId}, ${id}, ${projectId}, 'research', 'Why?')`
    }
    await tx`insert into note (account_id, id, project_id, turn_id, text, citations, author)
      values (${accountId}, ${newId()}, ${projectId}, ${turnId!}, 'Mind the wind', ${json([citation])}, 'agent')`
    await tx`insert into proposal (account_id, id, project_id, turn_id, ord, kind, title, text, why)
      values (${accountId}, ${newId()}, ${projectId}, ${turnId!}, 0, 'angle', 'Sea', '', '')`
    await tx`insert into offer (account_id, id, project_id, branch_id, gate, document)
      values (${accountId}, ${offerId!}, ${projectId}, ${branchId}, 'angle', ${json(offer)})`
    await tx`insert into decision (account_id, id, project_id, branch_id, gate, how, content)
      values (${accountId}, ${decisionId!}, ${projectId}, ${branchId}, 'angle', 'own', ${json(content)})`
    await tx`update branch set angle_id = ${decisionId!} where id = ${branchId}`
    await tx`insert into branch (account_id, id, project_id, name, from_id, before_gate)
      values (${accountId}, ${newId()}, ${projectId}, 'Shorter', ${branchId}, 'outline')`
    await tx`insert into rewrite (account_id, id, branch_id, document)
      values (${accountId}, ${rewriteId!}, ${branchId}, ${json(rewrite)})`
    await tx`insert into activity (account_id, project_id, device_id, active_ms, clicks)
      values (${accountId}, ${projectId}, ${newId()}, 60000, 7)`
    await tx`update project set target_seconds = 600 where id = ${projectId}`
  })
  return { ...creator, ...folderOf(api, token), pageId: page.id, turnId: turnId!, cutId: cutId! }
}

type Api = Awaited<ReturnType<typeof scriptCreator>>['api']

/** What a caller asks of folders. */
export function folderOf(api: Api, token: string) {
  const bring = (zip: Uint8Array, as = '') =>
    api.ask(`/projects/import${as}`, {
      ...{ method: 'POST', token, body: new Uint8Array(zip) },
      headers: { 'content-type': 'application/zip' },
    })
  return {
    bring,
    save: async (projectId: string): Promise<Uint8Array> => {
      const answer = await api.ask(`/projects/${projectId}/folder`, { token })
      if (!answer.ok) throw new Error(`It was not saved: ${answer.status} ${await answer.text()}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
    refusal: async (zip: Uint8Array) => problemOf(await bring(zip)),
  }
}

/** Another account, which has nothing. */
export async function nobody(api: Api) {
  const caller = await mintCaller()
  return { ...caller, ...folderOf(api, caller.token) }
}

/** The files of a folder as text, to be changed. */
export const textsOf = (zip: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]),
  )

async function hashed(text: string): Promise<string> {
  const { contentHash } = await import('../../../core/evidence/content.ts')
  return contentHash(text)
}
