import { expect, test } from 'vitest'
import { Interview, Note, Turn, TurnPage } from '../../../core/contract/conversation.ts'
import { newId } from '../../../core/contract/id.ts'
import { saveInterview } from '../../../server/conversation/interview-store.ts'
import { insertProposals } from '../../../server/conversation/proposals-store.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { mintCaller, mintCreator, problemOf } from '../support/api.ts'
import { knowledge } from '../support/captures.ts'
import { testDatabase } from '../support/database.ts'

async function creator() {
  const minted = await mintCreator()
  const { api, token, projectId } = minted
  const ask = (path: string, method = 'GET', json?: unknown, as = token) =>
    api.ask(path, { method, token: as, ...(json !== undefined && { json }) })
  return {
    ...minted,
    ask,
    begin: (text = 'Why are there tides?', id: unknown = newId(), project = projectId) =>
      ask(`/projects/${project}/turns`, 'POST', { id, stage: 'collect', text }),
  }
}

test('a question is queued as a run with the turn’s id', async () => {
  const { begin, ask } = await creator()
  const id = newId()
  const answer = await begin('Why are there tides?', id)
  expect(answer.status).toBe(202)
  const turn = Turn.parse(await answer.json())
  expect(turn).toMatchObject({ id, state: 'queued', answer: [], method: null, unchecked: null })
  expect(await (await ask(`/runs/${id}`)).json()).toMatchObject({ id, kind: 'turn', state: 'queued' })
  expect(Turn.parse(await (await ask(`/turns/${id}`)).json())).toEqual(turn)
})

test('the conversation comes by pages, newest last, each turn once', async () => {
  const { begin, ask, projectId } = await creator()
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.push(Turn.parse(await (await begin(`Question ${i}`)).json()).id)
  const page = async (query: string) =>
    TurnPage.parse(await (await ask(`/projects/${projectId}/turns?limit=2${query}`)).json())
  const last = await page('')
  expect(last.turns.map(({ id }) => id)).toEqual(ids.slice(3))
  const middle = await page(`&before=${last.before}`)
  expect(middle.turns.map(({ id }) => id)).toEqual(ids.slice(1, 3))
  const first = await page(`&before=${middle.before}`)
  expect(first.turns.map(({ id }) => id)).toEqual(ids.slice(0, 1))
  expect(first.before).toBeNull()
  expect(await problemOf(await ask(`/projects/${projectId}/turns?limit=0`))).toMatchObject({ status: 400 })
})

test.each([
  ['no words', { text: '  ' }],
  ['an unknown stage', { stage: 'lunch' }],
  ['no id', { id: 'one' }],
  ['too many words', { text: 'a'.repeat(4_001) }],
])('a question with %s is refused', async (_, wrong) => {
  const { ask, projectId } = await creator()
  const draft = { id: newId(), stage: 'collect', text: 'Why?', ...wrong }
  expect(await problemOf(await ask(`/projects/${projectId}/turns`, 'POST', draft))).toMatchObject({
    code: 'invalid_request',
  })
})

test('notes are made, reworded and removed', async () => {
  const { ask, projectId } = await creator()
  const id = newId()
  const put = (text: string, project = projectId) => ask(`/notes/${id}`, 'PUT', { projectId: project, text })
  const made = Note.parse(await (await put('Ask the harbour master')).json())
  expect(made).toMatchObject({ id, by: 'creator', turnId: null, citations: [] })
  expect(await (await put('Ask the harbour master')).json()).toEqual(made)
  expect(await (await put('Ask her twice')).json()).toEqual({ ...made, text: 'Ask her twice' })
  const other = newId()
  await ask(`/projects/${other}`, 'PUT', { title: 'Another' })
  expect(await problemOf(await put('Elsewhere', other))).toMatchObject({ code: 'conflict' })
  expect((await (await ask(`/projects/${projectId}/notes`)).json()).notes).toHaveLength(1)
  expect((await ask(`/notes/${id}`, 'DELETE')).status).toBe(204)
  expect(await problemOf(await ask(`/notes/${id}`, 'DELETE'))).toMatchObject({ code: 'not_found' })
})

test('an interview shows the answers that there are now', async () => {
  const { ask, projectId, accountId } = await creator()
  const newest = async () => (await (await ask(`/projects/${projectId}/interview`)).json()).interview
  expect(await newest()).toBeNull()
  const question = {
    about: 'story' as const,
    question: 'What happened?',
    why: 'Nobody else knows.',
    sourceId: null,
  }
  const interview: Interview = {
    ...{ id: newId(), projectId, runId: newId(), createdAt: '2026-11-20T10:00:00.000Z' },
    method: { by: 'extractive', name: 'templates-1' },
    questions: [question, question, question].map(each => ({ id: newId(), ...each })),
  }
  await asAccount(await testDatabase(), accountId, tx => saveInterview(tx, interview))
  expect(Interview.parse(await newest())).toEqual(interview)
  const answer = await knowledge(projectId, {
    answers: interview.questions[1]!.id,
    question: 'What happened?',
  })
  await ask(`/sources/${answer.id}`, 'PUT', answer)
  expect((await newest()).questions.map((each: { sourceId: unknown }) => each.sourceId)).toEqual([
    null,
    answer.id,
    null,
  ])
  await ask(`/sources/${answer.id}`, 'DELETE')
  expect(await newest()).toEqual(interview)
})

test('an interview is begun once for an id, and not under another run’s', async () => {
  const { ask, projectId, begin } = await creator()
  const id = newId()
  const start = (run: string) => ask(`/projects/${projectId}/interviews`, 'POST', { id: run })
  const first = await (await start(id)).json()
  expect(first).toMatchObject({ id, kind: 'interview', state: 'queued' })
  expect(await (await start(id)).json()).toEqual(first)
  const turn = await (await begin()).json()
  expect(await problemOf(await start(turn.id))).toMatchObject({ code: 'conflict' })
  expect(await problemOf(await begin('Why?', id))).toMatchObject({ code: 'conflict' })
})

test('what is another account’s, or of a deleted project, is not there', async () => {
  const { ask, projectId, accountId, begin } = await creator()
  const stranger = await mintCaller()
  const turn = Turn.parse(await (await begin()).json())
  const note = newId()
  await ask(`/notes/${note}`, 'PUT', { projectId, text: 'Mine' })
  const proposal = newId()
  await asAccount(await testDatabase(), accountId, tx =>
    insertProposals(tx, projectId, [
      {
        ...{
          id: proposal,
          turnId: turn.id,
          kind: 'angle',
          title: 'An angle',
          text: '',
          why: '',
          citations: [],
        },
        ...{ own: [], state: 'offered', edited: null, decidedAt: null },
      },
    ]),
  )
  const requests: [string, string, unknown?][] = [
    [`/turns/${turn.id}`, 'GET'],
    [`/projects/${projectId}/turns`, 'GET'],
    [`/projects/${projectId}/turns`, 'POST', { id: newId(), stage: 'collect', text: 'Why?' }],
    [`/projects/${projectId}/proposals`, 'GET'],
    [`/proposals/${proposal}/decision`, 'PUT', { state: 'refused' }],
    [`/projects/${projectId}/notes`, 'GET'],
    [`/notes/${newId()}`, 'PUT', { projectId, text: 'Theirs' }],
    [`/projects/${projectId}/interview`, 'GET'],
    [`/projects/${projectId}/interviews`, 'POST', { id: newId() }],
  ]
  for (const [path, method, json] of [...requests, [`/notes/${note}`, 'DELETE'] as const]) {
    expect(await problemOf(await ask(path, method, json, stranger.token))).toMatchObject({
      code: 'not_found',
    })
    expect((await ask(path, method, json, 'no token of ours')).status).toBe(401)
  }
  await ask(`/projects/${projectId}`, 'DELETE')
  for (const [path, method, json] of requests)
    expect(await problemOf(await ask(path, method, json))).toMatchObject({ code: 'not_found' })
})
