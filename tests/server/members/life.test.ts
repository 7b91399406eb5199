import { EventSourceParserStream } from 'eventsource-parser/stream'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Invitation, Member } from '../../../core/contract/member.ts'
import { Project } from '../../../core/contract/project.ts'
import { Run } from '../../../core/contract/run.ts'
import { Sequenced } from '../../../core/contract/script.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { problemOf } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { testRuns } from '../support/runs.ts'
import { mintBranch, putBeat } from '../support/script.ts'
import { openTeam, signIn } from '../support/team.ts'

const sse = (answer: Response) =>
  answer
    .body!.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .pipeThrough(new EventSourceParserStream())
    .getReader()

it('goes from an invitation through editing and reading to being let out, each at once', async () => {
  const team = await openTeam()
  const { owner, guest, within, projectId, told, setRole } = team
  const branchId = await mintBranch(owner.accountId, projectId)

  // invited
  const made = await team.invite(guest.email.toUpperCase(), 'editor')
  expect(made.status).toBe(201)
  const invitation = Invitation.parse(await made.json())
  expect(invitation).toMatchObject({
    ...{ projectId, projectTitle: 'Tides', email: guest.email, role: 'editor', invitedBy: 'Olga' },
  })
  expect(told).toEqual([invitation])
  const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000
  expect(Math.round(days)).toBe(14)
  expect(await (await guest.ask('/invitations')).json()).toEqual({ invitations: [invitation] })
  expect(await problemOf(await within(`/projects/${projectId}/sources`))).toMatchObject({ status: 404 })

  // accepted
  expect((await guest.ask(`/invitations/${invitation.id}/accept`, { method: 'POST' })).status).toBe(204)
  expect(await (await guest.ask('/invitations')).json()).toEqual({ invitations: [] })
  const { projects } = (await (await guest.ask('/projects')).json()) as { projects: unknown[] }
  expect(projects.map(each => Project.parse(each))).toMatchObject([
    { id: projectId, title: 'Tides', shared: { owner: 'Olga', role: 'editor' } },
  ])
  const { members } = (await (await within(`/projects/${projectId}/members`)).json()) as {
    members: unknown[]
  }
  expect(members.map(each => Member.parse(each))).toMatchObject([
    { accountId: guest.accountId, name: 'Gustav', email: guest.email, role: 'editor' },
  ])

  // edits: a clip, a name, a script; what they make is the owner's
  const capture = await article(projectId)
  expect((await within(`/sources/${capture.id}`, { method: 'PUT', json: capture })).status).toBe(201)
  expect((await owner.ask(`/sources/${capture.id}`)).status).toBe(200)
  const renamed = await within(`/projects/${projectId}`, { method: 'PUT', json: { title: 'Spring tides' } })
  expect(renamed.status).toBe(200)
  const stream = await within(`/branches/${branchId}/changes/stream`)
  expect(stream.status).toBe(200)
  const changes = sse(stream)
  const change = () =>
    within(`/branches/${branchId}/changes`, { method: 'POST', json: { changes: [putBeat()] } })
  expect((await change()).status).toBe(200)
  expect(Sequenced.parse(JSON.parse((await changes.read()).value!.data))).toMatchObject({ seq: 1 })

  // begins a run, at the owner's expense, and follows it
  const runId = newId()
  const begun = await within(`/projects/${projectId}/briefs`, { method: 'POST', json: { id: runId } })
  expect(Run.parse(await begun.json())).toMatchObject({ id: runId, state: 'queued', projectId })
  const [row] = await team.database.sql`select account_id from run where id = ${runId}`
  expect(row).toEqual({ account_id: owner.accountId })
  const events = sse(await within(`/runs/${runId}/events`))
  expect((await events.read()).value).toMatchObject({ event: 'queued' })

  // reads from here on: writes are refused at once, and what is followed is followed further
  expect(Member.parse(await (await setRole('reader')).json())).toMatchObject({ role: 'reader' })
  for (const refused of [
    await change(),
    await within(`/sources/${capture.id}`, { method: 'DELETE' }),
    await within(`/projects/${projectId}/briefs`, { method: 'POST', json: { id: newId() } }),
  ])
    expect(await problemOf(refused)).toMatchObject({ status: 403, code: 'read_only' })
  await owner.ask(`/branches/${branchId}/changes`, { method: 'POST', json: { changes: [putBeat(1)] } })
  expect(Sequenced.parse(JSON.parse((await changes.read()).value!.data))).toMatchObject({ seq: 2 })

  // let out: the streams end, nothing is there any more
  const out = await owner.ask(`/projects/${projectId}/members/${guest.accountId}`, { method: 'DELETE' })
  expect(out.status).toBe(204)
  expect(await changes.read()).toMatchObject({ done: true })
  expect(await events.read()).toMatchObject({ done: true })
  for (const path of [`/projects/${projectId}/sources`, `/sources/${capture.id}`, `/runs/${runId}`])
    expect(await problemOf(await within(path))).toMatchObject({ status: 404, code: 'not_found' })
  expect(await (await guest.ask('/projects')).json()).toEqual({ projects: [] })
  expect((await owner.ask(`/runs/${runId}`)).status).toBe(200)
})

it('lets a transaction in the middle of a request see that the guest was let out', async () => {
  const team = await openTeam()
  await team.letIn('editor')
  const { asGuestOf, Uninvited } = await import('../../../server/db/guest.ts')
  const { database, owner, guest, projectId } = team
  const visitor = { accountId: guest.accountId, projectId, role: 'editor' as const }
  const titles = () => asAccount(database, owner.accountId, tx => tx`select title from project`)
  await asGuestOf(owner.accountId, visitor, async () => {
    expect([...(await titles())]).toEqual([{ title: 'Tides' }])
    await expect(asAccount(database, guest.accountId, async () => {})).rejects.toThrow(/whose guest/)
    await database.sql`delete from member where member_id = ${guest.accountId}`
    await expect(titles()).rejects.toBeInstanceOf(Uninvited)
  })
})

it('shows a guest nothing of the owner’s other projects, and lets them do nothing for the account', async () => {
  const team = await openTeam()
  const { owner, within, projectId } = team
  await team.letIn('editor')
  const otherId = newId()
  await owner.ask(`/projects/${otherId}`, { method: 'PUT', json: { title: 'Secret' } })
  const capture = await article(otherId)
  await owner.ask(`/sources/${capture.id}`, { method: 'PUT', json: capture })

  expect((await within(`/projects/${otherId}/sources`)).status).toBe(404)
  expect((await within(`/sources/${capture.id}`)).status).toBe(404)
  expect((await within(`/sources/${capture.id}`, { method: 'DELETE' })).status).toBe(404)
  const moved = { ...(await article(otherId)), id: newId() }
  expect((await within(`/sources/${moved.id}`, { method: 'PUT', json: moved })).status).toBe(404)
  // The id is another project's: it is taken, and that is all that can be told.
  const taken = { ...(await article(projectId)), id: capture.id }
  expect((await within(`/sources/${taken.id}`, { method: 'PUT', json: taken })).status).toBe(409)
  const [{ id: ingest } = { id: '' }] = await team.database.sql<{ id: string }[]>`
    select id from run where source_id = ${capture.id}`
  const again = await within(`/projects/${projectId}/briefs`, { method: 'POST', json: { id: ingest } })
  expect(await problemOf(again)).toMatchObject({ status: 409 })

  for (const [path, method] of [
    ['/projects', 'GET'],
    ['/usage', 'GET'],
    ['/channels', 'GET'],
    ['/invitations', 'GET'],
    ['/pair', 'DELETE'],
    [`/projects/${projectId}`, 'DELETE'],
    [`/projects/${projectId}/folder`, 'GET'],
    [`/projects/${projectId}/members/${owner.accountId}`, 'DELETE'],
  ] as const)
    expect(await problemOf(await within(path, { method })), path).toMatchObject({ code: 'not_allowed' })
  const made = await within(`/projects/${newId()}`, { method: 'PUT', json: { title: 'Mine in yours' } })
  expect(await problemOf(made)).toMatchObject({ status: 403, code: 'not_allowed' })
  const voice = { targetSeconds: 60, voiceId: newId() }
  const spoken = await within(`/projects/${projectId}/plan`, { method: 'PUT', json: voice })
  expect([403, 404]).toContain(spoken.status)
  const plan = await within(`/projects/${projectId}/plan`, {
    method: 'PUT',
    json: { ...voice, voiceId: null },
  })
  expect(await plan.json()).toEqual({ targetSeconds: 60, voiceId: null })
})

it('shows a reader all that they may ask for of a project that nobody has opened yet', async () => {
  const team = await openTeam()
  await team.letIn('reader')
  const ways = await team.within(`/projects/${team.projectId}/ways`)
  expect(ways.status).toBe(200)
  const { openId } = (await ways.json()) as { openId: string }
  expect((await team.within(`/branches/${openId}/script`)).status).toBe(200)
  expect((await team.owner.ask(`/branches/${openId}/script`)).status).toBe(200)
  const search = { query: 'tides', scope: { in: 'everything' }, filters: {}, limit: 10 }
  expect((await team.within('/search', { method: 'POST', json: search })).status).toBe(200)
})

it('takes an invitation once, back, refused or too old, and never from somebody else', async () => {
  const team = await openTeam()
  const { owner, guest, projectId, invite, told } = team
  const other = await signIn(team.api, 'Otto')
  const id = newId()
  expect((await invite(guest.email, 'reader', id)).status).toBe(201)
  expect((await invite(guest.email, 'reader', id)).status).toBe(200)
  expect((await invite(guest.email, 'editor', id)).status).toBe(409)
  expect((await invite(other.email, 'reader', id)).status).toBe(409)
  expect(told).toHaveLength(1)
  const accept = (who: typeof guest, of = id) => who.ask(`/invitations/${of}/accept`, { method: 'POST' })
  const withdraw = (who: typeof guest, of = id) => who.ask(`/invitations/${of}`, { method: 'DELETE' })
  expect((await accept(other)).status).toBe(404)
  expect((await accept(owner)).status).toBe(404)
  expect((await withdraw(other)).status).toBe(404)
  expect((await withdraw(guest)).status).toBe(204)
  expect((await accept(guest)).status).toBe(404)

  const second = newId()
  const third = newId()
  await invite(guest.email, 'reader', second)
  await invite(guest.email, 'editor', third)
  expect((await accept(guest, second)).status).toBe(404)
  expect((await withdraw(owner, third)).status).toBe(204)
  expect((await accept(guest, third)).status).toBe(404)

  const old = newId()
  await invite(guest.email, 'reader', old)
  await team.database.sql`update invitation set expires_at = now() where id = ${old}`
  expect(await (await guest.ask('/invitations')).json()).toEqual({ invitations: [] })
  expect((await accept(guest, old)).status).toBe(404)
  const seen = (await (await owner.ask(`/projects/${projectId}/members`)).json()) as object
  expect(seen).toEqual({ members: [], invitations: [] })
})

it('lets a member leave, and ends all memberships with the project', async () => {
  const team = await openTeam()
  const { owner, guest, within, projectId, letIn } = team
  await letIn('reader')
  const leave = { method: 'DELETE' }
  expect((await within(`/projects/${projectId}/members/${guest.accountId}`, leave)).status).toBe(204)
  expect((await within(`/projects/${projectId}/sources`)).status).toBe(404)

  await letIn('editor')
  const other = await signIn(team.api, 'Otto')
  await team.invite(other.email)
  expect((await owner.ask(`/projects/${projectId}`, { method: 'DELETE' })).status).toBe(204)
  expect((await within(`/projects/${projectId}/sources`)).status).toBe(404)
  expect(await (await other.ask('/invitations')).json()).toEqual({ invitations: [] })
  const left = await team.database.sql`
    select member_id from member where project_id = ${projectId}
    union all select id from invitation where project_id = ${projectId}`
  expect([...left]).toEqual([])
})

it('keeps everybody’s own projects their own, whatever id they share', async () => {
  const team = await openTeam()
  const { guest, within, projectId } = team
  await guest.ask(`/projects/${projectId}`, { method: 'PUT', json: { title: 'My own' } })
  const { id } = Invitation.parse(await (await team.invite(guest.email)).json())
  const refused = await guest.ask(`/invitations/${id}/accept`, { method: 'POST' })
  expect(await problemOf(refused)).toMatchObject({ status: 409 })
  // Named by the header it is as it is without.
  const named = await within('/projects')
  expect(await named.json()).toMatchObject({ projects: [{ id: projectId, title: 'My own' }] })
})

it('says on a server without accounts that nobody can be invited, and what a header must be', async () => {
  const team = await openTeam()
  const { openApi } = await import('../support/api.ts')
  const local = await openApi()
  const asked = await local.ask(`/projects/${team.projectId}/invitations`, {
    method: 'POST',
    token: team.owner.token,
    json: { id: newId(), email: 'a@example.org', role: 'reader' },
  })
  expect(await problemOf(asked)).toMatchObject({ status: 403, code: 'not_allowed' })
  const wrong = await team.owner.ask('/projects', { headers: { 'Ownwords-Project': 'tides' } })
  expect(await problemOf(wrong)).toMatchObject({ status: 400, code: 'invalid_request' })
})

it('holds a project to fifty people', async () => {
  const team = await openTeam()
  const { database } = await testRuns()
  await asAccount(database, team.owner.accountId, async tx => {
    for (let n = 0; n < 50; n++)
      await tx`insert into invitation (account_id, id, project_id, email, role)
        values (${team.owner.accountId}, ${newId()}, ${team.projectId}, ${`${n}@example.org`}, 'reader')`
  })
  expect(await problemOf(await team.invite(team.guest.email))).toMatchObject({
    status: 409,
    code: 'conflict',
  })
})
