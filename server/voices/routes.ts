import { createRoute, z } from '@hono/zod-openapi'
import { Id } from '../../core/contract/id.ts'
import { limits } from '../../core/contract/limits.ts'
import { Run } from '../../core/contract/run.ts'
import {
  Steering,
  Voice,
  VoiceDetail,
  VoiceDraft,
  VoiceEdits,
  VoiceFile,
  VoiceVersion,
  VoiceVersionLine,
} from '../../core/contract/voice.ts'
import { bodyWithinLimit } from '../http/limits.ts'
import { bearer, idParams, json, jsonBody, problems, router, versionParams } from '../http/router.ts'
import { beginProfile } from './begin-profile.ts'
import { steeringOf } from './steering.ts'
import { editVoice, listVersions, oneVersion, restoreVersion } from './versions.ts'
import { importVoice } from './voice-file.ts'
import { deleteVoice, listVoices, saveVoice, type VoicesDeps, voiceDetail } from './voices.ts'

const voice = Voice.meta({ id: 'Voice' })
const detail = VoiceDetail.meta({ id: 'VoiceDetail' })
const version = VoiceVersion.meta({ id: 'VoiceVersion' })
const tags = ['Voices']

const list = createRoute({
  method: 'get',
  path: '/voices',
  tags,
  summary: 'The creator’s voices without their profiles, oldest first',
  ...bearer,
  responses: { 200: json('The voices', z.object({ voices: z.array(voice) })), ...problems(401) },
})
const put = createRoute({
  method: 'put',
  path: '/voices/{id}',
  tags,
  summary: 'Make a voice, or change what it is made of; the same again changes nothing',
  description:
    'Its profile stays: where other videos, cuts or another language than those that were measured are chosen, the ' +
    'voice is `stale`. The channel must be stored, and stays the one that the voice was made with.',
  ...bearer,
  request: { params: idParams, body: jsonBody(VoiceDraft.meta({ id: 'VoiceDraft' })) },
  responses: { 200: json('The voice as it is now', voice), ...problems(400, 401, 404, 409, 413) },
})
const get = createRoute({
  method: 'get',
  path: '/voices/{id}',
  tags,
  summary: 'A voice with its newest version',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The voice', detail), ...problems(400, 401, 404) },
})
const remove = createRoute({
  method: 'delete',
  path: '/voices/{id}',
  tags,
  summary: 'Delete a voice with all its versions; a run that measures it is cancelled',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'It is deleted' }, ...problems(400, 401, 404) },
})
const profile = createRoute({
  method: 'post',
  path: '/voices/{id}/profile',
  tags,
  summary: 'Measure a voice; a repeat of the id changes nothing',
  description:
    'A voice is measured by one run at a time: while one is unfinished, that one is the answer, under its own id.',
  ...bearer,
  request: { params: idParams, body: jsonBody(z.object({ id: Id.describe('The run’s id') })) },
  responses: {
    202: json('The run that measures it', Run.meta({ id: 'Run' })),
    ...problems(400, 401, 404, 409),
  },
})
const versions = createRoute({
  method: 'get',
  path: '/voices/{id}/versions',
  tags,
  summary: 'The versions of a voice without their profiles, newest first',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json(
      'The versions',
      z.object({ versions: z.array(VoiceVersionLine.meta({ id: 'VoiceVersionLine' })) }),
    ),
    ...problems(400, 401, 404),
  },
})
const one = createRoute({
  method: 'get',
  path: '/voices/{id}/versions/{version}',
  tags,
  summary: 'One version with its profile',
  ...bearer,
  request: { params: versionParams },
  responses: { 200: json('The version', version), ...problems(400, 401, 404) },
})
const restore = createRoute({
  method: 'post',
  path: '/voices/{id}/versions/{version}/restore',
  tags,
  summary: 'Make an older version the newest again',
  description:
    'Its profile and edits become a new version; nothing in between is lost. Where the newest is that already, it is ' +
    'the answer.',
  ...bearer,
  request: { params: versionParams },
  responses: { 200: json('The newest version', version), ...problems(400, 401, 404) },
})
const edit = createRoute({
  method: 'post',
  path: '/voices/{id}/edits',
  tags,
  summary: 'Keep what the creator says of a profile, as a version',
  description:
    'All edits as they shall be, on the version that the creator saw. Refused as `conflict` where that is not the ' +
    'newest any more, or none was measured yet.',
  ...bearer,
  request: { params: idParams, body: jsonBody(VoiceEdits.meta({ id: 'VoiceEdits' })) },
  responses: { 200: json('The newest version', version), ...problems(400, 401, 404, 409, 413) },
})
const steering = createRoute({
  method: 'post',
  path: '/voices/{id}/steering',
  tags,
  summary: 'What a writer needs from a voice, as one object',
  description:
    'Measured rules, passages of the creator’s own that are away from the topic, what models do and this creator ' +
    'does not. Nothing is stored. Refused as `conflict` before the first measuring.',
  ...bearer,
  request: {
    params: idParams,
    body: jsonBody(
      z.object({ topic: z.string().trim().max(1_000).nullable().describe('What the text will be about') }),
    ),
  },
  responses: {
    200: json('The steering', Steering.meta({ id: 'Steering' })),
    ...problems(400, 401, 404, 409),
  },
})
const putFile = createRoute({
  method: 'put',
  path: '/voices/{id}/file',
  tags,
  summary: 'Import a voice from its file: a new one, or a new version of the one with this id',
  description:
    'The channel must be stored; the videos need not be on it. The same file again changes nothing. A file may have ' +
    `${limits.voiceFileBytes / 1024 / 1024} MB.`,
  ...bearer,
  middleware: bodyWithinLimit(
    limits.voiceFileBytes,
    `A voice’s file has at most ${limits.voiceFileBytes / 1024 / 1024} MB. This one is no file that Ownwords has written.`,
  ),
  request: { params: idParams, body: jsonBody(VoiceFile.meta({ id: 'VoiceFile' })) },
  responses: { 200: json('The voice as it is now', detail), ...problems(400, 401, 409, 413) },
})

export const voiceRoutes = (deps: VoicesDeps) =>
  router()
    .openapi(list, async c => c.json({ voices: await listVoices(deps, c.get('account').accountId) }, 200))
    .openapi(put, async c => {
      const { id } = c.req.valid('param')
      return c.json(await saveVoice(deps, c.get('account').accountId, id, c.req.valid('json')), 200)
    })
    .openapi(get, async c =>
      c.json(await voiceDetail(deps, c.get('account').accountId, c.req.valid('param').id), 200),
    )
    .openapi(remove, async c => {
      await deleteVoice(deps, c.get('account').accountId, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(profile, async c => {
      const run = await beginProfile(deps, c.get('account').accountId, {
        voiceId: c.req.valid('param').id,
        runId: c.req.valid('json').id,
      })
      return c.json(run, 202)
    })
    .openapi(versions, async c => {
      const found = await listVersions(deps.database, c.get('account').accountId, c.req.valid('param').id)
      return c.json({ versions: found }, 200)
    })
    .openapi(one, async c => {
      const { id, version } = c.req.valid('param')
      return c.json(await oneVersion(deps.database, c.get('account').accountId, id, version), 200)
    })
    .openapi(restore, async c => {
      const { id, version } = c.req.valid('param')
      return c.json(await restoreVersion(deps.database, c.get('account').accountId, id, version), 200)
    })
    .openapi(edit, async c => {
      const { id } = c.req.valid('param')
      const edits = c.req.valid('json')
      return c.json(await editVoice(deps.database, c.get('account').accountId, id, edits), 200)
    })
    .openapi(steering, async c => {
      const { id } = c.req.valid('param')
      const { topic } = c.req.valid('json')
      return c.json(await steeringOf(deps.database, c.get('account').accountId, id, topic), 200)
    })
    .openapi(putFile, async c => {
      const { id } = c.req.valid('param')
      return c.json(await importVoice(deps, c.get('account').accountId, id, c.req.valid('json')), 200)
    })
