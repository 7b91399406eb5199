import { expect, test } from 'vitest'
import { type Api, createApi } from '../../extension/api/client.ts'

const ID = '01a204da-7297-75b8-b07f-7c18b4bd88f3'
const at = '2026-11-20T12:00:00.000Z'

const turn = {
  ...{ id: ID, projectId: ID, stage: 'research', text: 'Why?', askedAt: at, state: 'done', error: null },
  method: { by: 'extractive', name: 'search-1' },
  tools: [{ tool: 'search', says: 'Searched your sources: 2 passages' }],
  answer: [
    { standing: 'plain', text: 'Your sources say:' },
    { standing: 'own', text: 'The moon is far.', failedQuotes: [] },
  ],
  ...{ remarks: [], unchecked: null, proposals: [], notes: [], next: ['What else?'] },
}
const proposal = {
  ...{ id: ID, turnId: ID, kind: 'angle', title: 'A', text: 'B', why: 'C', citations: [] },
  ...{ own: [], state: 'offered', edited: null, decidedAt: null },
}
const note = {
  id: ID,
  projectId: ID,
  text: 'Ask her',
  citations: [],
  by: 'creator',
  turnId: null,
  createdAt: at,
}
const question = { id: ID, about: 'story', question: 'What happened?', why: 'Nobody knows.', sourceId: null }
const interview = {
  ...{ id: ID, projectId: ID, runId: ID, createdAt: at, method: { by: 'extractive', name: 'templates-1' } },
  questions: [question, question, question],
}
const run = {
  ...{ id: ID, kind: 'interview', projectId: ID, sourceId: null, voiceId: null, state: 'queued' },
  ...{ progress: null, error: null, resultId: null, lastSeq: 1, attempt: 0 },
  ...{ createdAt: at, startedAt: null, finishedAt: null },
}
const draft = { id: ID, stage: 'research', text: 'Why?' } as const
const page = { turns: [turn], before: null }

const routes: [string, (api: Api) => Promise<unknown>, answer: unknown, gives: unknown, body?: unknown][] = [
  [`POST /projects/${ID}/turns`, api => api.ask(ID, draft), turn, turn, draft],
  [`GET /projects/${ID}/turns`, api => api.turns(ID, null), page, page],
  [`GET /projects/${ID}/turns?before=${ID}`, api => api.turns(ID, ID), page, page],
  [`GET /turns/${ID}`, api => api.turn(ID), turn, turn],
  [`GET /projects/${ID}/proposals`, api => api.proposals(ID), { proposals: [proposal] }, [proposal]],
  [
    `PUT /proposals/${ID}/decision`,
    api => api.decideProposal(ID, { state: 'refused' }),
    proposal,
    proposal,
    { state: 'refused' },
  ],
  [`GET /projects/${ID}/notes`, api => api.notes(ID), { notes: [note] }, [note]],
  [
    `PUT /notes/${ID}`,
    api => api.putNote(ID, { projectId: ID, text: 'Ask her' }),
    note,
    note,
    { projectId: ID, text: 'Ask her' },
  ],
  [`DELETE /notes/${ID}`, api => api.deleteNote(ID), null, null],
  [`POST /projects/${ID}/interviews`, api => api.beginInterview(ID, ID), run, run, { id: ID }],
  [`GET /projects/${ID}/interview`, api => api.interview(ID), { interview }, interview],
  [`GET /projects/${ID}/interview`, api => api.interview(ID), { interview: null }, null],
]

test.each(routes)(
  '%s is asked as it is, and its answer read',
  async (way, ask, answer, gives, body = null) => {
    const asked: { way: string; body: unknown }[] = []
    const credentials = { ok: true as const, value: { server: 'http://127.0.0.1:8787', token: 't' } }
    const api = createApi({
      pairing: { pair: async () => credentials, renew: async () => credentials },
      async fetch(input, init = {}) {
        const { pathname, search } = new URL(String(input))
        const sent = init.body === undefined ? null : JSON.parse(String(init.body))
        asked.push({ way: `${init.method} ${pathname}${search}`, body: sent })
        return answer === null
          ? new Response(null, { status: 204 })
          : new Response(JSON.stringify(answer), { status: 200 })
      },
      failed() {},
    })
    expect(await ask(api)).toEqual({ ok: true, value: gives })
    expect(asked).toEqual([{ way, body }])
  },
)
