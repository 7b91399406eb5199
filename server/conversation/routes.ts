import { createRoute, z } from '@hono/zod-openapi'
import {
  Interview,
  Note,
  NoteDraft,
  Proposal,
  ProposalDecision,
  Turn,
  TurnDraft,
  TurnPage,
} from '../../core/contract/conversation.ts'
import { Id } from '../../core/contract/id.ts'
import { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { requireProject } from '../projects/projects.ts'
import type { Runs } from '../runs/runs.ts'
import { beginInterview, beginTurn } from './begin.ts'
import { newestInterview } from './interview-store.ts'
import { saveNote } from './notes.ts'
import { deleteNote, selectNotes } from './notes-store.ts'
import { decideProposal, selectProposals } from './proposals-store.ts'
import { findTurn, selectTurns } from './turns-store.ts'

const turn = Turn.meta({ id: 'Turn' })
const note = Note.meta({ id: 'Note' })
const proposal = Proposal.meta({ id: 'Proposal' })
const tags = ['Conversation']

const ask = createRoute({
  method: 'post',
  path: '/projects/{id}/turns',
  tags,
  summary: 'Ask a question about the work; a repeat of the id changes nothing',
  description:
    'The turn’s run has its id: its events tell the answer as it grows (`said`, `tool`), and cancel and retry are those of ' +
    'runs. When the run is done the turn holds the answer, checked against the sources.',
  ...bearer,
  request: { params: idParams, body: jsonBody(TurnDraft.meta({ id: 'TurnDraft' })) },
  responses: { 202: json('The turn', turn), ...problems(400, 401, 404, 409, 413) },
})
const list = createRoute({
  method: 'get',
  path: '/projects/{id}/turns',
  tags,
  summary: 'The conversation of a project by pages, newest last',
  ...bearer,
  request: {
    params: idParams,
    query: z.object({
      before: Id.optional().describe('A turn: those before it'),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
  },
  responses: { 200: json('A page', TurnPage.meta({ id: 'TurnPage' })), ...problems(400, 401, 404) },
})
const get = createRoute({
  method: 'get',
  path: '/turns/{id}',
  tags,
  summary: 'A turn',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The turn', turn), ...problems(400, 401, 404) },
})
const proposals = createRoute({
  method: 'get',
  path: '/projects/{id}/proposals',
  tags,
  summary: 'What was proposed in a project, newest first, at most 500',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The proposals', z.object({ proposals: z.array(proposal) })),
    ...problems(400, 401, 404),
  },
})
const decide = createRoute({
  method: 'put',
  path: '/proposals/{id}/decision',
  tags,
  summary: 'Accept a proposal, as it is or in own words, refuse it, or take that back',
  ...bearer,
  request: { params: idParams, body: jsonBody(ProposalDecision.meta({ id: 'ProposalDecision' })) },
  responses: { 200: json('The proposal as it is now', proposal), ...problems(400, 401, 404, 413) },
})
const notes = createRoute({
  method: 'get',
  path: '/projects/{id}/notes',
  tags,
  summary: 'The notes of a project, newest first, at most 500',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The notes', z.object({ notes: z.array(note) })), ...problems(400, 401, 404) },
})
const putNote = createRoute({
  method: 'put',
  path: '/notes/{id}',
  tags,
  summary: 'Make a note or change its words; a repeat changes nothing',
  description: 'Who made it, for which turn, and what it quotes stay as they are.',
  ...bearer,
  request: { params: idParams, body: jsonBody(NoteDraft.meta({ id: 'NoteDraft' })) },
  responses: { 200: json('The note', note), ...problems(400, 401, 404, 409, 413) },
})
const removeNote = createRoute({
  method: 'delete',
  path: '/notes/{id}',
  tags,
  summary: 'Remove a note',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'It is removed' }, ...problems(400, 401, 404) },
})
const interview = createRoute({
  method: 'post',
  path: '/projects/{id}/interviews',
  tags,
  summary: 'Have questions made that only the creator can answer; a repeat of the id changes nothing',
  description: 'An answer is a source of kind `knowledge` whose `answers` is the question’s id.',
  ...bearer,
  request: { params: idParams, body: jsonBody(z.object({ id: Id.describe('The run’s id') })) },
  responses: {
    202: json('The run that makes them', Run.meta({ id: 'Run' })),
    ...problems(400, 401, 404, 409),
  },
})
const newest = createRoute({
  method: 'get',
  path: '/projects/{id}/interview',
  tags,
  summary: 'The newest interview of a project, with the answers that there are',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json(
      'The interview, or null',
      z.object({ interview: Interview.meta({ id: 'Interview' }).nullable() }),
    ),
    ...problems(400, 401, 404),
  },
})

export const conversationRoutes = (deps: { database: Database; runs: Runs }) => {
  const { database } = deps
  return router()
    .openapi(ask, async c => {
      const { id } = c.req.valid('param')
      return c.json(await beginTurn(deps, c.get('account').accountId, id, c.req.valid('json')), 202)
    })
    .openapi(list, async c => {
      const { id } = c.req.valid('param')
      const { before = null, limit } = c.req.valid('query')
      const page = await asAccount(database, c.get('account').accountId, async tx => {
        await requireProject(tx, id)
        const turns = await selectTurns(tx, id, { before, limit: limit + 1 })
        const shown = turns.slice(-limit)
        return { turns: shown, before: turns.length > limit ? shown[0]!.id : null }
      })
      return c.json(page, 200)
    })
    .openapi(get, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, tx => findTurn(tx, id))
      if (!found) throw notFound('turn')
      return c.json(found, 200)
    })
    .openapi(proposals, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, async tx => {
        await requireProject(tx, id)
        return selectProposals(tx, id)
      })
      return c.json({ proposals: found }, 200)
    })
    .openapi(decide, async c => {
      const { id } = c.req.valid('param')
      const decided = await asAccount(database, c.get('account').accountId, tx =>
        decideProposal(tx, id, c.req.valid('json')),
      )
      if (!decided) throw notFound('proposal')
      return c.json(decided, 200)
    })
    .openapi(notes, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, async tx => {
        await requireProject(tx, id)
        return selectNotes(tx, id)
      })
      return c.json({ notes: found }, 200)
    })
    .openapi(putNote, async c => {
      const { id } = c.req.valid('param')
      const saved = await asAccount(database, c.get('account').accountId, tx =>
        saveNote(tx, id, c.req.valid('json')),
      )
      return c.json(saved, 200)
    })
    .openapi(removeNote, async c => {
      const { id } = c.req.valid('param')
      const removed = await asAccount(database, c.get('account').accountId, tx => deleteNote(tx, id))
      if (!removed) throw notFound('note')
      return c.body(null, 204)
    })
    .openapi(interview, async c => {
      const run = await beginInterview(deps, c.get('account').accountId, {
        projectId: c.req.valid('param').id,
        runId: c.req.valid('json').id,
      })
      return c.json(run, 202)
    })
    .openapi(newest, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, async tx => {
        await requireProject(tx, id)
        return newestInterview(tx, id)
      })
      return c.json({ interview: found }, 200)
    })
}
